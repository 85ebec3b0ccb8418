package io.tidegate.workflow;

import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.MigrationPhase;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A job that moves, and what its end means. */
final class Movement {
  private final Logbook log;
  private final Steps steps;

  Movement(Logbook log, Steps steps) {
    this.log = log;
    this.steps = steps;
  }

  /** Until the job moves no more, whatever it does then. */
  void watch(@Nullable JobView seen) {
    enterMigrating();
    JobView view = seen;
    do {
      view = steps.watch(view);
    } while (view.state() == JobState.MOVING || view.state() == JobState.COMPLETING);
    if (isBeforeMoving(view.state())) {
      // Either somebody started it again, or this answer is older than the one before.
      Steps.sleep(steps.capability().quietWindow(), "the job went backwards: wait, then look");
      log.enter(MigrationPhase.CHECKING);
    }
  }

  private static boolean isBeforeMoving(JobState state) {
    return switch (state) {
      case NOT_CONFIGURED, NOT_STARTED, CHECKING, CHECK_FAILED, CHECK_PASSED -> true;
      case MOVING, COMPLETING, PAUSED, FAILED, FINISHED, HELD, UNKNOWN -> false;
    };
  }

  private void enterMigrating() {
    if (log.phase() == MigrationPhase.CHECKING) {
      log.enter(MigrationPhase.STARTING);
    }
    log.enter(MigrationPhase.MIGRATING);
  }

  /** What a job that is over has come to. */
  void finish(JobView view) {
    enterMigrating();
    if (wasStopped(view)) {
      endStopped(view);
    } else {
      log.end(MigrationPhase.SUCCEEDED, "");
    }
  }

  /** Over at the provider, and not because everything was done. */
  static boolean wasStopped(JobView view) {
    return view.state() == JobState.FINISHED && !view.everyStageFinished();
  }

  void endStopped(JobView view) {
    String stages = view.stages().stream().map(Display::progress).collect(Collectors.joining(", "));
    log.end(
        MigrationPhase.FAILED,
        "the job was stopped half way: the provider reports "
            + view.status()
            + ", but not every stage has finished ("
            + (stages.isEmpty() ? "it names none" : stages)
            + ")");
  }
}
