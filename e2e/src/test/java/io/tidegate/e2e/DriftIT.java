package io.tidegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cli.temporal.Migrations;
import io.tidegate.cli.temporal.Migrations.Started;
import io.tidegate.cli.temporal.TemporalConnection;
import io.tidegate.provider.AccountSettings.Family;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.Provider;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.OperatorCommand;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.WorkflowIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody else acts on the job, or on the account, while a migration runs or before it does. */
class DriftIT {
  private static House house;
  private static Path credentials;

  @BeforeAll
  static void openHouse() throws Exception {
    Path folder = Path.of("target", "drift-" + UUID.randomUUID()).toAbsolutePath();
    credentials = Files.createDirectories(folder).resolve("credentials.json");
    writeSecret(House.SECRET);
    house =
        House.open(
            folder,
            List.of("credentials.file=" + credentials),
            "--precheck-time",
            "PT2S",
            "--load-rows-per-second",
            "6000");
  }

  @AfterAll
  static void closeHouse() throws Exception {
    house.close();
  }

  @Test
  void aJobPausedBySomebodyWaitsForThemAndGoesOn() throws Exception {
    Shop shop = Shop.createSound(house, "drift_paused").migrate();
    shop.awaitPhase(MigrationPhase.MIGRATING);

    somebody().suspend(shop.job, soon());
    MigrationStatus paused = shop.awaitPhase(MigrationPhase.PAUSED);
    somebody().start(shop.job, soon());
    MigrationPhase left = shop.workflow().retry(new OperatorCommand("ann", "resumed"));

    assertThat(paused.waiting().reason()).contains("somebody paused the job");
    assertThat(left).isEqualTo(MigrationPhase.PAUSED);
    // Ours, and the one that resumed it.
    shop.assertMovedOnceAndWhole(2);
  }

  @Test
  void aCheckThatRunsAlreadyIsAdopted() throws Exception {
    Shop shop = Shop.createSound(house, "drift_checking");
    somebody().submitCheck(shop.job, soon());
    shop.awaitAtProvider("PRECHECKING");

    shop.migrate();

    shop.assertMovedOnceAndWhole(1);
    assertThat(shop.result().effects())
        .extracting(Receipt::outcome)
        .doesNotContain(Receipt.Outcome.SENT);
    assertThat(shop.result().rounds()).hasSize(1);
  }

  @Test
  void aJobThatMovesAlreadyIsAdopted() throws Exception {
    Shop shop = Shop.createSound(house, "drift_moving");
    somebody().submitCheck(shop.job, soon());
    shop.awaitSomeRowsLoaded();

    shop.migrate();

    shop.assertMovedOnceAndWhole(1);
    assertThat(shop.result().rounds()).isEmpty();
  }

  @Test
  void twoStartsOfOneJobAreOneMigration() throws Exception {
    Shop shop = Shop.createSound(house, "drift_twice");
    try (TemporalConnection ann = TemporalConnection.open(house.temporalAddress(), "default");
        TemporalConnection bob = TemporalConnection.open(house.temporalAddress(), "default")) {
      CompletableFuture<Started> first =
          CompletableFuture.supplyAsync(() -> new Migrations(ann).start(shop.request(), false));
      CompletableFuture<Started> second =
          CompletableFuture.supplyAsync(() -> new Migrations(bob).start(shop.request(), false));

      assertThat(List.of(await(first), await(second))).contains(Started.NEW);
      assertThat(new Migrations(ann).start(shop.request(), false)).isEqualTo(Started.ATTACHED);
    }

    shop.attach().assertMovedOnceAndWhole(1);
    Wait.until("its run to be listed", Duration.ofSeconds(20), () -> runs(shop) > 0);
    assertThat(runs(shop)).isEqualTo(1);
  }

  @Test
  void aRefusedSecretBlocksUntilTheFileIsCorrected() throws Exception {
    writeSecret("not-" + House.SECRET);
    Shop shop = Shop.createSound(house, "drift_secret").migrate();

    MigrationStatus blocked = shop.awaitPhase(MigrationPhase.BLOCKED);
    writeSecret(House.SECRET);
    MigrationPhase left = shop.workflow().retry(new OperatorCommand("ann", "new secret"));

    assertThat(blocked.waiting().type()).isEqualTo(FailureType.NOT_AUTHORISED.name());
    assertThat(blocked.waiting().reason()).contains("SignatureDoesNotMatch");
    assertThat(blocked.waiting().nextStep()).contains("credentials", "tidegate retry drift_secret");
    assertThat(blocked.toString()).doesNotContain(House.SECRET);
    assertThat(left).isEqualTo(MigrationPhase.BLOCKED);
    shop.assertMovedOnceAndWhole(1);
  }

  private static long runs(Shop shop) {
    String query = "WorkflowId = '" + WorkflowIds.migration(shop.ref()) + "'";
    try (var found = house.client().listExecutions(query)) {
      return found.count();
    }
  }

  private static Provider somebody() {
    return house.provider(Family.DTS, House.SECRET);
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  private static <T> T await(CompletableFuture<T> answer) throws Exception {
    return answer.get(60, TimeUnit.SECONDS);
  }

  private static void writeSecret(String secret) throws IOException {
    Path fresh = credentials.resolveSibling("credentials.new");
    Files.writeString(
        fresh,
        "{\"access-key-id\":\"" + House.KEY + "\",\"access-key-secret\":\"" + secret + "\"}");
    Files.move(
        fresh, credentials, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
