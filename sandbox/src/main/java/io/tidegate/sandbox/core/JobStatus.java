package io.tidegate.sandbox.core;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Where a job stands. {@link #next} is the whole state machine; there is no other. */
public enum JobStatus {
  NOT_STARTED,
  PRECHECKING,
  PRECHECK_FAILED,
  /** A precheck that does not run on has passed: a start moves the job. */
  PRECHECK_PASSED,
  MIGRATING,
  PAUSED,
  MIGRATION_FAILED,
  FINISHED;

  /** The statuses that may follow this one. */
  public Set<JobStatus> next() {
    return switch (this) {
      // To be configured anew takes the verdict back.
      case NOT_STARTED -> EnumSet.of(NOT_STARTED, PRECHECKING, FINISHED);
      case PRECHECKING -> EnumSet.of(PRECHECK_FAILED, PRECHECK_PASSED, MIGRATING, FINISHED);
      case PRECHECK_FAILED -> EnumSet.of(NOT_STARTED, PRECHECKING, FINISHED);
      case PRECHECK_PASSED -> EnumSet.of(NOT_STARTED, PRECHECKING, MIGRATING, FINISHED);
      case MIGRATING -> EnumSet.of(PAUSED, MIGRATION_FAILED, FINISHED);
      // A resume asks no question again: rows have moved, and the target is no longer as checked.
      case PAUSED, MIGRATION_FAILED -> EnumSet.of(MIGRATING, FINISHED);
      case FINISHED -> EnumSet.noneOf(JobStatus.class);
    };
  }

  /** What a start call makes of a job in this status; empty where a start is not allowed. */
  public Optional<JobStatus> onStart() {
    return switch (this) {
      case NOT_STARTED, PRECHECK_FAILED -> Optional.of(PRECHECKING);
      case PRECHECK_PASSED, PAUSED, MIGRATION_FAILED -> Optional.of(MIGRATING);
      case PRECHECKING, MIGRATING, FINISHED -> Optional.empty();
    };
  }

  /** Whether nothing is under way of a job that was begun, so that somebody may let go of it. */
  boolean isAtRest() {
    return this == PRECHECK_FAILED
        || this == PRECHECK_PASSED
        || this == PAUSED
        || this == MIGRATION_FAILED
        || this == FINISHED;
  }

  /**
   * Whether a shield may still change something: once rows move, no check is asked again. It counts
   * from the next precheck on, and turns no verdict that was given.
   */
  public boolean takesShields() {
    return this == NOT_STARTED || this == PRECHECK_FAILED || this == PRECHECK_PASSED;
  }
}
