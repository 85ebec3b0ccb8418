package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.core.CheckResult;
import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.PrecheckRun;
import java.util.Set;

/** How reports say it that have no flag for a shield. */
final class LegacyWords {
  private LegacyWords() {}

  /** Whether the item is reported as failed: not if it was passed over when the run was decided. */
  static boolean fails(Job job, PrecheckRun run, PrecheckRun.Item item) {
    Set<String> shields = run.state() == PrecheckRun.State.RUNNING ? job.shields() : run.shields();
    return item.failed() && !shields.contains(item.code());
  }

  /** What is wrong, in one text. */
  static String reason(CheckResult result) {
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
