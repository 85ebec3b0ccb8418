package io.tidegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.temporal.Migrations;
import io.tidegate.cli.temporal.Migrations.Started;
import io.tidegate.cli.temporal.TemporalConnection;
import io.tidegate.provider.AccountSettings.Family;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.Provider;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationResult;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.OperatorCommand;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.WorkflowIds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Somebody else acts on the job, or on the account, while a migration runs or before it does; or
 * the service finds fault with the job beside its precheck.
 */
class DriftIT {
  private static final String ITEM = "CHECK_SAME_OBJ";
  private static final String ASSESSED = "ANALYSIS_MYSQL_4_ITEM";
  private static final String NO_RULE = "shielded at the service, but no rule allows it";

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
  void aJobStoppedBySomebodyWhileItMovesIsNoSuccess() throws Exception {
    Shop shop = Shop.createSound(house, "drift_stopped");
    MigrationResult result =
        house.whileNothingIsLoaded(
            () -> {
              shop.migrate().awaitPhase(MigrationPhase.MIGRATING);
              somebody().stop(shop.job, soon());
              shop.awaitPhase(MigrationPhase.FAILED);
              return shop.workflow().report();
            });

    assertThat(result.outcome()).isEqualTo(MigrationPhase.FAILED);
    assertThat(result.reason())
        .contains("stopped half way", "not every stage has finished", "full load NotStarted");
    assertEffects(shop, 1, 1);
    assertThat(shop.atProvider().path("effects").path("stops").asInt()).isEqualTo(1);
  }

  @Test
  void aShieldThatNoRuleAllowsIsNotRunPastByTheRecheckThatFollows() throws Exception {
    Shop shop = Shop.create(house, "drift_shielded", Shop.ROWS, false).migrate();
    shop.awaitPhase(MigrationPhase.AWAITING_FIX);

    somebodyShields(shop);
    shop.workflow().recheck(new OperatorCommand("ann", "looked at it"));
    awaitObjection(shop, MigrationPhase.AWAITING_FIX);

    assertEffects(shop, 1, 0);
    new Console(house).takeShieldBack(shop.job, ITEM);
    shop.dropTableAhead();
    shop.workflow().recheck(new OperatorCommand("ann", "took it back, dropped the table"));
    shop.assertMovedOnceAndWhole(2);
  }

  @Test
  void aJobThatSomebodyShieldedAndStartedIsPausedByTheGate() throws Exception {
    Shop shop = Shop.create(house, "drift_shield_start", Shop.ROWS, false).migrate();
    shop.awaitPhase(MigrationPhase.AWAITING_FIX);

    MigrationStatus paused =
        house.whileNothingIsLoaded(
            () -> {
              somebodyShields(shop);
              somebody().submitCheck(shop.job, soon());
              return awaitObjection(shop, MigrationPhase.PAUSED);
            });
    assertThat(paused.waiting().reason()).contains("the gate objects", "the job was paused");
    assertThat(shop.atProvider().path("status").asText()).isEqualTo("PAUSED");
    assertEffects(shop, 2, 1);

    somebody().start(shop.job, soon());
    shop.workflow().retry(new OperatorCommand("ann", "it may go on"));
    // Ours, theirs that moved it, and theirs that resumed it.
    shop.assertMovedOnceAndWhole(3);
    assertThat(sent(shop)).isEqualTo(2);
  }

  @Test
  void aFailedAssessmentPausesTheJobThatMovedAllTheSame() throws Exception {
    Shop shop = Shop.createSound(house, "drift_assessed");
    house.admin().failAssessment(shop.task, ASSESSED, "split the large table");

    MigrationStatus paused =
        house.whileNothingIsLoaded(() -> shop.migrate().awaitPhase(MigrationPhase.PAUSED));
    assertThat(paused.waiting().reason()).contains("the gate objects", "the job was paused");
    assertThat(paused.waiting().objections())
        .extracting(o -> o.item().code(), o -> o.item().repair())
        .containsExactly(tuple(ASSESSED, "split the large table"));

    somebody().start(shop.job, soon());
    shop.workflow().retry(new OperatorCommand("ann", "it may go on"));
    shop.assertMovedOnceAndWhole(2);
  }

  @Test
  void aFailedAssessmentKeepsWhatARuleAllowsFromBeingShielded() throws Exception {
    Shop shop = Shop.create(house, "drift_assessed_first");
    house.admin().failAssessment(shop.task, ASSESSED, "split the large table");

    MigrationStatus waits = shop.migrate().awaitPhase(MigrationPhase.AWAITING_FIX);
    assertThat(waits.waiting().objections())
        .extracting(o -> o.item().code())
        .containsExactly(ASSESSED);
    assertThat(shop.atProvider().path("shields")).isEmpty();

    house.admin().forgetAssessment(shop.task);
    shop.workflow().recheck(new OperatorCommand("ann", "split it"));
    shop.assertMovedOnceAndWhole(3, ITEM);
  }

  @Test
  void aJobThatSomebodyRepairedAndStartedIsAdopted() throws Exception {
    Shop shop = Shop.create(house, "drift_repaired", Shop.ROWS, false).migrate();
    shop.awaitPhase(MigrationPhase.AWAITING_FIX);

    shop.dropTableAhead();
    somebody().submitCheck(shop.job, soon());

    shop.assertMovedOnceAndWhole(2);
    assertThat(shop.result().rounds()).hasSize(2);
    assertThat(sent(shop)).isEqualTo(1);
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

  private static void somebodyShields(Shop shop) {
    Provider somebody = somebody();
    String run = somebody.report(shop.job).runId();
    somebody.shield(shop.job, run, List.of(ITEM), Map.of(), soon());
  }

  private static MigrationStatus awaitObjection(Shop shop, MigrationPhase phase)
      throws InterruptedException {
    Wait.until(
        () -> phase + ", " + NO_RULE + "; it says " + shop.workflow().status(),
        Duration.ofMinutes(2),
        () -> {
          MigrationStatus status = shop.workflow().status();
          return status.phase() == phase
              && status.waiting().objections().stream().anyMatch(o -> o.why().contains(NO_RULE));
        });
    return shop.workflow().status();
  }

  /** Our own calls that changed the job. */
  private static long sent(Shop shop) throws Exception {
    return shop.result().effects().stream()
        .filter(receipt -> receipt.outcome() == Receipt.Outcome.SENT)
        .count();
  }

  private static void assertEffects(Shop shop, int starts, int movements) {
    JsonNode effects = shop.atProvider().path("effects");
    assertThat(effects.path("starts").asInt()).as("starts").isEqualTo(starts);
    assertThat(effects.path("movements").asInt()).as("movements").isEqualTo(movements);
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
