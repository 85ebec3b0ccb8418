package io.tidegate.workflow.contract;

import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a watcher of a moving job waits for besides news.
 *
 * @param maxLag how far the target may be behind the source; null for however far
 * @param saidSo whether the service itself has to call the incremental sync caught up
 * @param reached a moment up to which the target must have everything; null for no such wish
 */
public record WatchGoal(@Nullable Duration maxLag, boolean saidSo, @Nullable Instant reached) {

  /** That the service itself calls the incremental sync caught up, and nothing else. */
  public static WatchGoal caughtUp() {
    return new WatchGoal(null, true, null);
  }

  /** Whether a job has come to it. A lag that the provider does not say is never near enough. */
  public boolean isMetBy(JobView view) {
    return view.state() == JobState.MOVING && view.onlyFollows() && isSaid(view) && isNear(view);
  }

  private boolean isSaid(JobView view) {
    return view.stage(Stage.INCREMENTAL_SYNC)
        .filter(s -> !saidSo || s.state() == StageState.CAUGHT_UP)
        .isPresent();
  }

  private boolean isNear(JobView view) {
    Duration lag = view.lag();
    if (lag == null) {
      return maxLag == null && reached == null;
    }
    boolean hasReached = reached == null || !view.readAt().minus(lag).isBefore(reached);
    return hasReached && (maxLag == null || lag.compareTo(maxLag) <= 0);
  }
}
