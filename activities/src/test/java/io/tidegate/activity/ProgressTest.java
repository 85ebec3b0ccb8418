package io.tidegate.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.StageProgress;
import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What of a job that follows its source is worth an entry of history, and what is told meanwhile.
 */
class ProgressTest {
  private static final Instant SEEN = Instant.parse("2026-11-30T12:00:00Z");
  private static final Duration MAX_LAG = Duration.ofSeconds(5);

  @ParameterizedTest(name = "{0} {1} s, then after {2} {3} {4} s: {5}")
  @CsvSource({
    // What falls behind is told, by the service's own word or by the lag.
    "CAUGHT_UP, 1,  PT1H,  RUNNING,   2,  true",
    "CAUGHT_UP, 1,  PT1H,  CAUGHT_UP, 11, true",
    "RUNNING,   5,  PT1H,  RUNNING,   11, true",
    // And that it is level again.
    "RUNNING,   30, PT1H,  RUNNING,   5,  true",
    "RUNNING,   30, PT15S, CAUGHT_UP, 1,  true",
    // A lag about the limit is no news again and again.
    "RUNNING,   5,  PT1H,  RUNNING,   6,  false",
    "RUNNING,   5,  PT1H,  RUNNING,   10, false",
    "RUNNING,   11, PT1H,  RUNNING,   6,  false",
    "RUNNING,   30, PT9H,  RUNNING,   90, false",
    "CAUGHT_UP, 1,  PT9H,  CAUGHT_UP, 2,  false",
    // Nor is anything of it so soon.
    "CAUGHT_UP, 1,  PT59M, RUNNING,   90, false",
    "RUNNING,   30, PT59M, RUNNING,   1,  false",
    // What nobody tells is neither.
    "RUNNING,   ,   PT1H,  RUNNING,   30, false",
    "RUNNING,   1,  PT1H,  RUNNING,   ,   false",
  })
  void aLagIsNewsWhereItChangesWhatAPersonWouldDecide(
      StageState was,
      @Nullable Integer lag,
      Duration later,
      StageState now,
      @Nullable Integer lagThen,
      boolean news) {
    JobView seen = view(was, lag, SEEN);

    assertThat(Progress.isNews(seen, view(now, lagThen, SEEN.plus(later)), MAX_LAG))
        .isEqualTo(news);
  }

  @Test
  void aWorkflowThatDoesNotSayWhatIsLevelHearsOfNoLag() {
    JobView seen = view(StageState.CAUGHT_UP, 1, SEEN);
    JobView behind = view(StageState.RUNNING, 90, SEEN.plus(Duration.ofDays(1)));

    assertThat(Progress.isNews(seen, behind, null)).isFalse();
  }

  @Test
  void aLagThatComesAndGoesForAWeekIsNewsTwiceAnHourAtTheMost() {
    JobView seen = view(StageState.CAUGHT_UP, 1, SEEN);
    int news = 0;
    for (int i = 1; i <= 7 * 24 * 240; i++) {
      boolean level = i % 2 == 0;
      JobView now =
          view(
              level ? StageState.CAUGHT_UP : StageState.RUNNING,
              level ? 1 : 600,
              SEEN.plusSeconds(15L * i));
      if (Progress.isNews(seen, now, MAX_LAG)) {
        news++;
        seen = now;
      }
    }

    assertThat(news).isBetween(7 * 24, 7 * 24 * 2);
  }

  @Test
  void whatIsToldOfALagSaysWhenItWasRead() {
    assertThat(Progress.of(view(StageState.RUNNING, 30, SEEN)))
        .isEqualTo("incremental sync running; lag 30000 ms, read at 2026-11-30T12:00:00Z");
    assertThat(Progress.of(view(StageState.RUNNING, null, SEEN)))
        .isEqualTo("incremental sync running; lag not known, read at 2026-11-30T12:00:00Z");
  }

  private static JobView view(StageState following, @Nullable Integer lag, Instant readAt) {
    return new JobView(
        JobState.MOVING,
        "Migrating",
        List.of(new StageProgress(Stage.INCREMENTAL_SYNC, following, following.name(), -1, "")),
        lag == null ? null : Duration.ofSeconds(lag),
        "",
        "",
        readAt);
  }
}
