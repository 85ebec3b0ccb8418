package io.tidegate.sandbox.dialect.oms.action;

import io.tidegate.sandbox.core.Engine.Progress;
import io.tidegate.sandbox.core.Engine.TableProgress;
import io.tidegate.sandbox.core.PrecheckRun;

/** How far something is, in whole percent: 100 only when it is done. */
final class StepProgress {
  private StepProgress() {}

  static int ofCheck(PrecheckRun run) {
    return run.state() == PrecheckRun.State.RUNNING
        ? unfinished(run.answered(), run.items().size())
        : 100;
  }

  static int ofVerification(Progress progress) {
    return progress.verified()
        ? 100
        : unfinished(
            progress.tables().stream().filter(TableProgress::verified).count(),
            progress.tables().size());
  }

  private static int unfinished(long done, long all) {
    return all == 0 ? 0 : (int) Math.min(99, done * 100 / all);
  }
}
