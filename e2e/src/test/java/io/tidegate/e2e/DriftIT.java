package io.tidegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cli.temporal.Migrations;
import io.tidegate.cli.temporal.Migrations.Started;
import io.tidegate.cli.temporal.TemporalConnection;
import io.tidegate.provider.AccountSettings.Family;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.Provider;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.OperatorCommand;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.WorkflowIds;
import java.nio.file.Path;
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

  @BeforeAll
  static void openHouse() throws Exception {
    house =
        House.open(
            Path.of("target", "drift-" + UUID.randomUUID()),
            List.of(
                "second.credentials.access-key-id=" + House.KEY,
                "second.credentials.access-key-secret=" + House.SECRET),
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
    Shop shop = Shop.createSound(house, "drift_paused");
    house.whileNothingIsLoaded(() -> shop.migrate().awaitPhase(MigrationPhase.MIGRATING));

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
    house.admin().arm("StartDtsJob", "endless-check", 1, "PT1H");
    somebody().submitCheck(shop.job, soon());
    shop.awaitAtProvider("PRECHECKING");

    shop.migrate();
    shop.awaitPhase(MigrationPhase.CHECKING);
    house.admin().disarmAll();

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
    shop.awaitShown(JobState.MOVING);
    house.whileNothingIsLoaded(() -> shop.migrate().awaitPhase(MigrationPhase.MIGRATING));

    shop.assertMovedOnceAndWhole(1);
    assertThat(shop.result().rounds()).isEmpty();
  }

  @Test
  void twoStartsOfOneJobAreOneMigration() throws Exception {
    Shop shop = Shop.createSound(house, "drift_twice");
    try (TemporalConnection ann = TemporalConnection.open(house.temporalAddress(), "default");
        TemporalConnection bob = TemporalConnection.open(house.temporalAddress(), "default")) {
      List<Started> started =
          house.whileNothingIsLoaded(
              () -> {
                CompletableFuture<Started> first = start(ann, shop);
                CompletableFuture<Started> second = start(bob, shop);
                return List.of(await(first), await(second), await(start(ann, shop)));
              });

      assertThat(started.subList(0, 2)).containsExactlyInAnyOrder(Started.NEW, Started.ATTACHED);
      assertThat(started.get(2)).isEqualTo(Started.ATTACHED);
    }

    shop.attach().assertMovedOnceAndWhole(1);
    Wait.until("its run to be listed", Duration.ofMinutes(1), () -> runs(shop) > 0);
    assertThat(runs(shop)).isEqualTo(1);
  }

  @Test
  void twoPeopleWithFilesAndAccountNamesOfTheirOwnShareOneMigration() throws Exception {
    Shop shop = Shop.createSound(house, "drift_shared");
    String id = WorkflowIds.migration(shop.ref());
    Hands ann = new Hands(house, "ann").writing(file(House.ACCOUNT, "accept", shop.job));
    Hands bob =
        new Hands(house, "bob").writing(file(House.SECOND_ACCOUNT, "accept", shop.instance));
    Hands eve = new Hands(house, "eve").writing(file(House.SECOND_ACCOUNT, "suspend", shop.job));

    List<Run> starts =
        house.whileNothingIsLoaded(
            () -> List.of(ann.type("start"), bob.type("start"), eve.type("start")));

    assertThat(starts.get(0).endsWith(0).out())
        .isEqualToIgnoringNewLines("drift_shared: started as " + id);
    assertThat(starts.get(1).endsWith(0).out())
        .isEqualToIgnoringNewLines(
            "drift_shared: runs already as "
                + id
                + ", through account sandbox and not through second");
    assertThat(starts.get(2).endsWith(2).onlyErrorLine())
        .contains("drift_shared runs already", "its policy.warnings is ACCEPT", "cancel");
    shop.attach().assertMovedOnceAndWhole(1);
    assertThat(runs(shop)).isEqualTo(1);
  }

  private static String file(String account, String warnings, String job) {
    return """
        account: %s
        policy:
          warnings: %s
        migrations:
          - name: drift_shared
            job: %s
        """
        .formatted(account, warnings, job);
  }

  private static CompletableFuture<Started> start(TemporalConnection who, Shop shop) {
    return CompletableFuture.supplyAsync(
        () -> new Migrations(who).start(shop.request(), false).started());
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
}
