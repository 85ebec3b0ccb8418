package io.tidegate.workflow.contract;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a watcher of a moving job waits for besides news.
 *
 * @param maxLag how far the target may be behind the source
 * @param reached a moment up to which the target must have everything; null for no such wish
 */
public record WatchGoal(Duration maxLag, @Nullable Instant reached) {

  /** Whether a job has come to it. A lag that the provider does not say is never near enough. */
  public boolean isMetBy(JobView view) {
    Duration lag = view.lag();
    if (view.state() != JobState.MOVING || lag == null || !view.onlyFollows()) {
      return false;
    }
    boolean hasReached = reached == null || !view.readAt().minus(lag).isBefore(reached);
    return lag.compareTo(maxLag) <= 0 && hasReached;
  }
}
