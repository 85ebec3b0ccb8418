package io.tidegate.workflow.contract;

import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a watcher of a moving job waits for besides news.
 *
 * @param maxLag how far the target may be behind the source
 * @param saidSo whether the service itself has to call the incremental sync caught up
 * @param reached a moment up to which the target must have everything; null for no such wish
 */
public record WatchGoal(Duration maxLag, boolean saidSo, @Nullable Instant reached) {

  /** Whether a job has come to it. A lag that the provider does not say is never near enough. */
  public boolean isMetBy(JobView view) {
    Duration lag = view.lag();
    if (view.state() != JobState.MOVING || lag == null || !view.onlyFollows()) {
      return false;
    }
    boolean hasCaughtUp =
        view.stage(Stage.INCREMENTAL_SYNC)
            .filter(s -> !saidSo || s.state() == StageState.CAUGHT_UP)
            .isPresent();
    boolean hasReached = reached == null || !view.readAt().minus(lag).isBefore(reached);
    return hasCaughtUp && hasReached && lag.compareTo(maxLag) <= 0;
  }
}
