package io.tidegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.contract.CutoverCommand;
import io.tidegate.workflow.contract.CutoverRecord;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationRequest.Until;
import io.tidegate.workflow.contract.MigrationResult;
import io.tidegate.workflow.contract.OperatorCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
    house = House.open(Path.of("target", "cutover-" + UUID.randomUUID()));
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

  private static void awaitFollowed(Shop shop) throws InterruptedException {
    Wait.until(
        "changes of " + shop.database,
        Duration.ofMinutes(2),
        () -> shop.atProvider().at("/following/inserted").asInt() > 0);
  }
}
