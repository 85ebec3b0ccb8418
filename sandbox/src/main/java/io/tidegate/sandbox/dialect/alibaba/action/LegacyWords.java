package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.core.CheckResult;
import io.tidegate.sandbox.core.Engine.Following;
import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.PrecheckRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How reports say it that have no flag for a shield. */
final class LegacyWords {
  private LegacyWords() {}

  /** How far the source is ahead, in seconds; zero before the incremental stage. */
  static String delay(Following following) {
    return Long.toString(Math.max(0, following.lagSeconds()));
  }

  /**
   * One answered item.
   *
   * @param reason what is wrong, in one text; null for a success
   * @param repair null for a success
   */
  record Answered(String code, String word, @Nullable String reason, @Nullable String repair) {}

  /** The items of the latest run that are answered. */
  static List<Answered> answered(JobView view) {
    List<Answered> answered = new ArrayList<>();
    for (PrecheckRun run : view.precheck().stream().toList()) {
      for (PrecheckRun.Item item : run.items()) {
        CheckResult result = item.result();
        if (result != null) {
          answered.add(
              fails(view.job(), run, item)
                  ? new Answered(item.code(), "Failed", reason(result), result.repair())
                  : new Answered(item.code(), "Success", null, null));
        }
      }
    }
    return answered;
  }

  /** An item that was passed over when the run was decided is no failure. */
  private static boolean fails(Job job, PrecheckRun run, PrecheckRun.Item item) {
    Set<String> shields = run.state() == PrecheckRun.State.RUNNING ? job.shields() : run.shields();
    return item.failed() && !shields.contains(item.code());
  }

  private static String reason(CheckResult result) {
    return result.detail().isEmpty() ? result.error() : result.error() + ": " + result.detail();
  }

  /** How much of the run is answered; 100 only when it is over. */
  static String percent(PrecheckRun run) {
    if (run.state() != PrecheckRun.State.RUNNING) {
      return "100";
    }
    int items = Math.max(1, run.items().size());
    return Integer.toString(Math.min(99, run.answered() * 100 / items));
  }
}
