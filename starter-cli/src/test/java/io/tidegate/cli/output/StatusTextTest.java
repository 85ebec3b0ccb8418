package io.tidegate.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.MigrationRequest.Until;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.Rounds;
import io.tidegate.workflow.contract.StageProgress;
import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTextTest {
  private static final Instant READ = Instant.parse("2026-11-30T12:00:00Z");
  private static final Instant NOW = READ.plus(Duration.ofHours(3));
  private static final String NEWEST =
      "incremental sync running; lag 90000 ms, read at 2026-11-30T15:00:00Z";

  @Test
  void aLagIsToldWithWhenItWasRead() {
    String lag = "lag 2s at " + Texts.moment(READ);

    assertThat(StatusText.line(following(MigrationPhase.MIGRATING))).endsWith(lag);
    assertThat(StatusText.full(following(MigrationPhase.MIGRATING), NOW))
        .anyMatch(line -> line.startsWith("  doing ") && line.endsWith(lag))
        .noneMatch(line -> line.contains("newest"));
  }

  @Test
  void theNewestLookIsToldBesideTheLastNews() {
    MigrationStatus status = following(MigrationPhase.MIGRATING);

    assertThat(StatusText.full(status, NOW, NEWEST))
        .contains("  newest    " + NEWEST)
        .anyMatch(line -> line.startsWith("  doing "));
    assertThat(StatusText.line(status, NEWEST)).isEqualTo("orders  MIGRATING  " + NEWEST);
  }

  @Test
  void aJobIsLookedAtAgainAndAgainWhileItMoves() {
    assertThat(MigrationPhase.values())
        .filteredOn(phase -> StatusText.moves(following(phase)))
        .containsExactly(MigrationPhase.MIGRATING, MigrationPhase.CUTTING_OVER);
  }

  @Test
  void whatALookSaysCannotMoveACursor() {
    assertThat(StatusText.line(following(MigrationPhase.MIGRATING), "a\u001b[2Jb\n"))
        .endsWith("a\\u001b[2Jb\\n");
  }

  private static MigrationStatus following(MigrationPhase phase) {
    JobView view =
        new JobView(
            JobState.MOVING,
            "readyComplete",
            List.of(
                new StageProgress(Stage.INCREMENTAL_SYNC, StageState.CAUGHT_UP, "running", -1, "")),
            Duration.ofSeconds(2),
            "",
            "",
            READ);
    return new MigrationStatus(
        new MigrationRequest(
            "orders",
            new JobRef("gz", "tencent", "tencent-2021", "ap-guangzhou", "dts-1"),
            new Policy(Policy.Warnings.ACCEPT, List.of()),
            new Rounds(5, null),
            Until.CUT_OVER,
            null,
            "ann",
            ""),
        phase,
        READ,
        READ,
        0,
        null,
        null,
        view,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
