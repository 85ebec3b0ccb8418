package io.tidegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.provider.Deadline;
import io.tidegate.workflow.contract.CutoverCommand;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationResult;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.RoundRecord;
import io.tidegate.workflow.contract.ShieldRecord;
import io.tidegate.workflow.contract.StageProgress.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A whole way on Tencent's side of the sandbox, through a worker that has both providers. */
class TencentIT {
  private static final int ROWS = 3_000;
  private static House house;

  @BeforeAll
  static void openHouse() throws Exception {
    house =
        House.open(
            Path.of("target", "tencent-" + UUID.randomUUID()),
            List.of(
                "second.provider=tencent",
                "second.region=ap-guangzhou",
                "second.credentials.access-key-id=" + House.KEY,
                "second.credentials.access-key-secret=" + House.SECRET));
  }

  @AfterAll
  static void closeHouse() throws Exception {
    house.close();
  }

  @Test
  void aJobIsShieldedCheckedStartedFollowedAndCutOver() throws Exception {
    Shop shop = Shop.createOnTencent(house, "tencent_shop", ROWS);
    try (Writer writer = new Writer(house, shop.database)) {
      shop.migrate();
      shop.awaitPhase(MigrationPhase.MIGRATING);
      Wait.until(
          "changes to follow",
          Duration.ofMinutes(2),
          () -> shop.atProvider().at("/following/inserted").asInt() > 0);
      Wait.until(
          "a reading of it",
          Duration.ofMinutes(1),
          () -> shop.workflow().status().view().stage(Stage.INCREMENTAL_SYNC).isPresent());
      int before = writer.written();
      Wait.until("writes", Duration.ofMinutes(1), () -> writer.written() > before + 100);
    }
    shop.workflow().cutover(new CutoverCommand("ann", "window", Instant.now(), false));

    MigrationResult result = shop.result();

    assertThat(result.outcome()).isEqualTo(MigrationPhase.SUCCEEDED);
    assertThat(result.lastView().everyStageFinished()).isTrue();
    assertThat(result.rounds())
        .extracting(RoundRecord::decision)
        .containsExactly("shield", "passed");
    assertThat(result.shields()).extracting(ShieldRecord::item).containsExactly("ConstraintCheck");
    assertThat(result.effects())
        .extracting(Receipt::effect)
        .containsExactly("submit-check", "shield", "recheck", "start", "complete");
    assertThat(shop.atProvider().at("/effects/movements").asInt()).isEqualTo(1);
    assertThat(shop.atProvider().at("/effects/starts").asInt()).isEqualTo(1);
    assertThat(shop.atProvider().at("/effects/prechecks").asInt()).isEqualTo(2);
    assertThat(shop.atProvider().at("/effects/completes").asInt()).isEqualTo(1);
    shop.assertWhole();
  }

  @Test
  void aJobThatIsCheckedAlreadyIsCheckedAgainAndStartedOnce() throws Exception {
    Shop shop = Shop.createSoundOnTencent(house, "tencent_checked");
    house.provider(SceneDialect.TENCENT).submitCheck(shop.job, Deadline.in(Duration.ofSeconds(8)));
    shop.awaitAtProvider("PRECHECK_PASSED");

    shop.migrate();

    assertThat(shop.result().outcome()).isEqualTo(MigrationPhase.SUCCEEDED);
    assertThat(shop.atProvider().at("/effects/starts").asInt()).isEqualTo(1);
    assertThat(shop.atProvider().at("/effects/prechecks").asInt()).isEqualTo(2);
    shop.assertWhole();
  }
}
