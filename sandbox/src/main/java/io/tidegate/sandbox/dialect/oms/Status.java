package io.tidegate.sandbox.dialect.oms;

import io.tidegate.sandbox.core.JobState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A project's status. Those that a sandbox's projects are never in are left out. */
public enum Status {
  INIT,
  RUNNING,
  SUSPEND,
  FAILED,
  FINISHED,
  RELEASING,
  RELEASED;

  /** How long a release takes. */
  static final Duration RELEASE = Duration.ofSeconds(3);

  /**
   * @param now by the sandbox's clock
   */
  public static Status of(JobState state, Instant now) {
    return switch (state.status()) {
      // Nothing rests after a check that has passed: those that are asked beside the project leave
      // it alone, and its own runs on.
      case NOT_STARTED, PRECHECK_PASSED -> INIT;
      case PRECHECKING, MIGRATING -> RUNNING;
      case PRECHECK_FAILED -> state.precheckStopped() ? SUSPEND : FAILED;
      case PAUSED -> SUSPEND;
      case MIGRATION_FAILED -> FAILED;
      case FINISHED -> ended(state.releasedAt(), now);
    };
  }

  private static Status ended(@Nullable Instant releasedAt, Instant now) {
    if (releasedAt == null) {
      return FINISHED;
    }
    return now.isBefore(releasedAt.plus(RELEASE)) ? RELEASING : RELEASED;
  }
}
