package io.tidegate.activity;

import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.StageProgress;
import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How far something has got, as people read it in the Web UI. */
final class Progress {
  private static final int STEP_PERCENT = 10;
  private static final Duration BETWEEN_LAGS = Duration.ofHours(1);

  static String of(PrecheckReport report) {
    if (report.total() == 0) {
      return report.status();
    }
    long open =
        report.items().stream()
            .filter(i -> i.verdict() == Verdict.UNKNOWN && !i.shielded())
            .count();
    // What was not carried may be open too: it counts as such, so that nothing is overstated.
    long done = Math.max(0, report.total() - open - report.omitted());
    int failed = report.failed().size();
    return "%d of %d items done%s"
        .formatted(done, report.total(), failed == 0 ? "" : ", %d failed".formatted(failed));
  }

  /** With when it was read where somebody may decide on it, and only until the next one. */
  static String of(JobView view) {
    String stages = view.stages().stream().map(Progress::of).collect(Collectors.joining(", "));
    Duration lag = view.lag();
    String behind =
        lag == null && !view.onlyFollows()
            ? ""
            : "; lag %s, read at %s"
                .formatted(
                    lag == null ? "not known" : lag.toMillis() + " ms",
                    view.readAt().truncatedTo(ChronoUnit.SECONDS));
    return (stages.isEmpty() ? "status " + view.status() : stages) + behind;
  }

  private static String of(StageProgress stage) {
    String name = name(stage.stage());
    return switch (stage.state()) {
      case NOT_STARTED -> name + " not started";
      case RUNNING ->
          stage.percent() < 0 ? name + " running" : "%s %d %%".formatted(name, stage.percent());
      case FAILED -> name + " failed";
      case FINISHED -> name + " finished";
      case CAUGHT_UP -> name + " caught up";
      case UNKNOWN -> "%s %s".formatted(name, stage.status()).strip();
    };
  }

  private static String name(Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Whether a job moves and nothing is done: a stage has ended, and the next has not begun. */
  static boolean isBetweenStages(JobView view) {
    return view.state() == JobState.MOVING
        && has(view, StageState.FINISHED)
        && has(view, StageState.NOT_STARTED)
        && view.stages().stream()
            .allMatch(s -> s.state() == StageState.FINISHED || s.state() == StageState.NOT_STARTED);
  }

  private static boolean has(JobView view, StageState state) {
    return view.stages().stream().anyMatch(s -> s.state() == state);
  }

  /**
   * Whether a view tells more than the one before: another state, a stage's end, ten percent, or
   * that the target has fallen behind, or is level again. The last two may come and go for months,
   * and each is an entry of history: so they wait until what was seen is an hour old.
   *
   * @param maxLag how far behind is level; null where that is no news
   */
  static boolean isNews(@Nullable JobView seen, JobView now, @Nullable Duration maxLag) {
    if (seen == null || seen.state() != now.state()) {
      return true;
    }
    for (StageProgress stage : now.stages()) {
      StageProgress before =
          seen.stages().stream().filter(s -> s.stage() == stage.stage()).findFirst().orElse(null);
      if (before == null
          || (before.state() != stage.state() && hasEnded(stage.state()))
          || stage.percent() >= before.percent() + STEP_PERCENT) {
        return true;
      }
    }
    return !now.readAt().isBefore(seen.readAt().plus(BETWEEN_LAGS))
        && maxLag != null
        && (hasFallenBehind(seen, now) || hasCrossed(seen, now, maxLag));
  }

  private static boolean hasFallenBehind(JobView seen, JobView now) {
    return follows(seen, StageState.CAUGHT_UP) && follows(now, StageState.RUNNING);
  }

  private static boolean follows(JobView view, StageState state) {
    return view.stage(Stage.INCREMENTAL_SYNC).filter(s -> s.state() == state).isPresent();
  }

  /** Twice as far is behind, so that a lag about the limit is no news again and again. */
  private static boolean hasCrossed(JobView seen, JobView now, Duration maxLag) {
    Duration before = seen.lag();
    Duration after = now.lag();
    if (before == null || after == null) {
      return false;
    }
    return before.compareTo(maxLag) <= 0
        ? after.compareTo(maxLag.multipliedBy(2)) > 0
        : after.compareTo(maxLag) <= 0;
  }

  private static boolean hasEnded(StageState state) {
    return switch (state) {
      case FAILED, FINISHED, CAUGHT_UP -> true;
      case NOT_STARTED, RUNNING, UNKNOWN -> false;
    };
  }

  private Progress() {}
}
