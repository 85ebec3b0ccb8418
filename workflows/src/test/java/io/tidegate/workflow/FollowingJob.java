package io.tidegate.workflow;

import io.temporal.activity.Activity;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.Capability.Cutover;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.StageProgress;
import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.contract.StageProgress.StageState;
import io.tidegate.workflow.contract.WatchGoal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A job that moves already and keeps following its source, read by the test server's clock. */
final class FollowingJob extends FakeJob {
  volatile Duration lag = Duration.ofSeconds(30);
  volatile StageState following = StageState.RUNNING;

  private volatile CountDownLatch hold = new CountDownLatch(0);
  private volatile boolean held;

  /** Whether somebody stops it just as it is to be completed. */
  volatile boolean isStoppedInstead;

  FollowingJob() {
    state = JobState.MOVING;
    fullLoad = StageState.FINISHED;
  }

  @Override
  JobView view() {
    Instant readAt =
        Instant.ofEpochMilli(
            Activity.getExecutionContext().getInfo().getCurrentAttemptScheduledTimestamp());
    List<StageProgress> stages =
        List.of(
            new StageProgress(Stage.FULL_LOAD, fullLoad, fullLoad.name(), 100, ""),
            new StageProgress(Stage.INCREMENTAL_SYNC, following, following.name(), -1, ""));
    return new JobView(state, state.name(), stages, lag, "", message, readAt);
  }

  /** The next attempt to watch does not end before it is let go. */
  void holdNextWatch() {
    hold = new CountDownLatch(1);
  }

  boolean isHeld() {
    return held;
  }

  void letWatchGo() {
    hold.countDown();
  }

  @Override
  public synchronized JobView watchMigration(
      JobRef job, JobView seen, WatchGoal goal, Duration maxLag) {
    if (hold.getCount() > 0) {
      held = true;
      try {
        hold.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    called("watch");
    JobView view = view();
    boolean isNews = seen == null || seen.state() != view.state();
    if (isNews || (goal != null && goal.isMetBy(view))) {
      return view;
    }
    throw notYet("as before", Duration.ofSeconds(15));
  }

  @Override
  public synchronized Receipt completeMigration(JobRef job, Baseline baseline) {
    called("complete");
    end();
    return done("complete");
  }

  /** As the service ends it: by its own call for that, or by a stop that finishes no stage. */
  void end() {
    state = JobState.FINISHED;
    if (cutover == Cutover.COMPLETE && !isStoppedInstead) {
      following = StageState.FINISHED;
    }
  }
}
