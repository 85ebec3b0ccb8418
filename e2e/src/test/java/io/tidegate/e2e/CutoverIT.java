package io.tidegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.contract.CancelCommand;
import io.tidegate.workflow.contract.CutoverCommand;
import io.tidegate.workflow.contract.CutoverRecord;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationRequest.Until;
import io.tidegate.workflow.contract.MigrationResult;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.OperatorCommand;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.RoundRecord;
import io.tidegate.workflow.contract.WorkflowIds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Jobs whose source is written to while they move, up to their end. */
class CutoverIT {
  private static final int ROWS = 3_000;
  private static House house;

  @BeforeAll
  static void openHouse() throws Exception {
    house =
        House.open(
            Path.of("target", "cutover-" + UUID.randomUUID()),
            House.settingsOf(House.SECOND_ACCOUNT, "family=synchronization"));
  }

  @AfterAll
  static void closeHouse() throws Exception {
    house.close();
  }

  @Test
  void everyRowWrittenBeforeTheFreezeIsAtTheTarget() throws Exception {
    Shop shop = Shop.createFollowed(house, "cutover_busy", ROWS);
    Instant frozenAt;
    try (Writer writer = new Writer(house, shop.database)) {
      shop.migrate();
      shop.awaitPhase(MigrationPhase.MIGRATING);
      awaitFollowed(shop);
      awaitNewestLook(shop);
      int before = writer.written();
      Wait.until("writes", Duration.ofMinutes(1), () -> writer.written() > before + 100);
      writer.stop();
      frozenAt = Instant.now();
    }
    shop.workflow().cutover(new CutoverCommand("ann", "window", frozenAt, false));

    MigrationResult result = shop.result();

    assertThat(result.outcome()).isEqualTo(MigrationPhase.SUCCEEDED);
    shop.assertWhole();
    assertThat(shop.atProvider().at("/effects/stops").asInt()).isEqualTo(1);
    assertThat(shop.atProvider().at("/effects/movements").asInt()).isEqualTo(1);
    CutoverRecord cutover = result.cutovers().get(0);
    assertThat(cutover.state()).isEqualTo(CutoverRecord.State.SENT);
    assertThat(cutover.changedAt()).isAfter(frozenAt.plus(House.QUIET_WINDOW));
  }

  /** What a person decides on is not what was news last, however long ago. */
  private static void awaitNewestLook(Shop shop) throws Exception {
    Hands ann = new Hands(house, "looking");
    Wait.until(
        "the newest look at " + shop.database,
        Duration.ofMinutes(1),
        () -> showsNewestLag(ann, shop.database));
  }

  private static boolean showsNewestLag(Hands ann, String name) {
    try {
      return ann.type("status", name)
          .endsWith(0)
          .out()
          .lines()
          .anyMatch(l -> l.startsWith("  newest ") && l.contains("; lag "));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void oneThatHasCaughtUpIsLeftToGoOnAndIsCutOverByTheNext() throws Exception {
    Shop shop = Shop.createFollowed(house, "cutover_later", ROWS).until(Until.CAUGHT_UP).migrate();
    assertThat(shop.result().outcome()).isEqualTo(MigrationPhase.SUCCEEDED);
    assertThat(shop.result().reason()).contains("caught up");
    assertThat(shop.atProvider().path("status").asText()).isEqualTo("MIGRATING");
    Shop.run(house.source, "insert into cutover_later.orders values (900001, 1, 'after')");

    shop.until(Until.CUT_OVER).migrate();
    shop.awaitPhase(MigrationPhase.MIGRATING);
    Wait.until("a reading", Duration.ofMinutes(1), () -> shop.workflow().status().view() != null);
    shop.workflow().cutover(new CutoverCommand("ann", "", Instant.now(), false));
    shop.awaitPhase(MigrationPhase.CUTTING_OVER);
    shop.workflow().revokeCutover(new OperatorCommand("bob", "not yet"));
    shop.awaitPhase(MigrationPhase.MIGRATING);
    shop.workflow().cutover(new CutoverCommand("ann", "", Instant.now(), false));

    assertThat(shop.result().outcome()).isEqualTo(MigrationPhase.SUCCEEDED);
    assertThat(shop.result().cutovers())
        .extracting(CutoverRecord::state)
        .containsExactly(CutoverRecord.State.REVOKED, CutoverRecord.State.SENT);
    shop.assertWhole();
    assertThat(shop.atProvider().at("/effects/stops").asInt()).isEqualTo(1);
    assertThat(shop.atProvider().at("/effects/starts").asInt()).isEqualTo(1);
  }

  @Test
  void aSynchronisationIsShieldedCheckedFollowedAndCutOverByItsOwnCalls() throws Exception {
    Shop shop = Shop.createSynchronisation(house, "cutover_synchronised", ROWS);
    try (Writer writer = new Writer(house, shop.database)) {
      shop.migrate();
      shop.awaitPhase(MigrationPhase.MIGRATING);
      awaitFollowed(shop);
      awaitFollowingRead(shop);
      int before = writer.written();
      Wait.until("writes", Duration.ofMinutes(1), () -> writer.written() > before + 100);
    }
    shop.workflow().cutover(new CutoverCommand("ann", "window", Instant.now(), false));

    MigrationResult result = shop.result();

    assertThat(result.outcome()).as(result.reason()).isEqualTo(MigrationPhase.SUCCEEDED);
    assertThat(result.rounds())
        .extracting(RoundRecord::decision)
        .containsExactly("shield", "passed");
    assertThat(result.effects())
        .extracting(Receipt::effect)
        .containsExactly("submit-check", "shield", "recheck", "start", "complete");
    assertThat(result.cutovers())
        .extracting(CutoverRecord::state)
        .containsExactly(CutoverRecord.State.SENT);
    // Whoever stops a follower leaves its last stage as it was.
    assertThat(result.lastView().everyStageFinished()).isFalse();
    shop.assertMovedOnceAndWhole();
    assertThat(shop.atProvider().at("/effects/prechecks").asInt()).isEqualTo(2);
    assertThat(shop.atProvider().at("/effects/shields").asInt()).isEqualTo(1);
    assertThat(shop.atProvider().at("/effects/stops").asInt()).isEqualTo(1);
  }

  @Test
  void theTwoDirectionsOfASynchronisationAreTwoMigrationsThatDoNotDisturbEachOther()
      throws Exception {
    Shop there = Shop.createSynchronisation(house, "cutover_there", ROWS);
    Shop back = there.wayBack();
    assertThat(WorkflowIds.migration(back.ref()))
        .isEqualTo(WorkflowIds.migration(there.ref()) + ":reverse");

    // The one call that shields takes no direction, and nobody has decided about the other.
    there.migrate();
    MigrationStatus held = there.awaitPhase(MigrationPhase.AWAITING_FIX);
    assertThat(held.waiting().objections())
        .singleElement()
        .matches(o -> o.item().code().equals("CHECK_SAME_OBJ"))
        .matches(o -> o.item().detail().contains("would reach both"));
    assertThat(back.atProvider().at("/effects/prechecks").asInt()).isZero();
    there.dropTableAhead();
    there.workflow().recheck(new OperatorCommand("ann", "dropped it"));
    there.awaitPhase(MigrationPhase.MIGRATING);
    awaitFollowingRead(there);

    // Nothing is logged at the target, which is the source of the way back.
    back.migrate();
    MigrationStatus waiting = back.awaitPhase(MigrationPhase.AWAITING_FIX);
    assertThat(waiting.waiting().objections())
        .extracting(o -> o.item().code())
        .contains("CHECK_BINLOG_ON");
    assertThat(there.workflow().status().phase()).isEqualTo(MigrationPhase.MIGRATING);
    Shop.run(house.source, "insert into cutover_there.orders values (900001, 1, 'after')");
    there.workflow().cutover(new CutoverCommand("ann", "", Instant.now(), false));

    MigrationResult result = there.result();
    assertThat(result.outcome()).as(result.reason()).isEqualTo(MigrationPhase.SUCCEEDED);
    there.assertWhole();
    assertThat(there.atProvider().at("/effects/movements").asInt()).isEqualTo(1);
    assertThat(there.atProvider().at("/effects/stops").asInt()).isEqualTo(1);
    assertThat(back.workflow().status().phase()).isEqualTo(MigrationPhase.AWAITING_FIX);
    assertThat(back.atProvider().path("status").asText()).isEqualTo("PRECHECK_FAILED");
    assertThat(back.atProvider().at("/effects/prechecks").asInt()).isEqualTo(1);
    for (String none : List.of("movements", "stops", "shields")) {
      assertThat(back.atProvider().path("effects").path(none).asInt()).as(none).isZero();
    }
    back.workflow()
        .cancel(new CancelCommand(CancelCommand.Mode.DETACH, "ann", "one way was enough"));
    back.awaitPhase(MigrationPhase.CANCELLED);
  }

  private static void awaitFollowingRead(Shop shop) throws InterruptedException {
    Wait.until(
        "a reading of " + shop.database + " that follows",
        Duration.ofMinutes(1),
        () ->
            Optional.ofNullable(shop.workflow().status().view())
                .filter(JobView::onlyFollows)
                .isPresent());
  }

  private static void awaitFollowed(Shop shop) throws InterruptedException {
    Wait.until(
        "changes of " + shop.database,
        Duration.ofMinutes(2),
        () -> shop.atProvider().at("/following/inserted").asInt() > 0);
  }
}
