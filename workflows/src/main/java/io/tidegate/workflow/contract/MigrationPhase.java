package io.tidegate.workflow.contract;

import java.util.EnumSet;
import java.util.Set;

/** Where a migration stands. {@link #next} is the whole state machine; there is no other. */
public enum MigrationPhase {
  /** The next step is a look at where the job stands. */
  CREATED,
  /** A precheck is submitted, awaited or about to be renewed. */
  CHECKING,
  /** The provider is told to pass over items that rules allow. */
  SHIELDING,
  /** An item may not be passed over: somebody repairs it, then asks for a recheck. */
  AWAITING_FIX,
  /** The precheck passed; the job is set moving, or seen to move by itself. */
  STARTING,
  /** Structure and rows are moving. */
  MIGRATING,
  /** Somebody has asked for the cutover: it waits for the target, or was sent. */
  CUTTING_OVER,
  /** Somebody paused the job, or we did because the gate objects. Resumable. */
  PAUSED,
  /**
   * A step cannot be taken until a person has done something. Resumable; goes on by itself where
   * that was to renew credentials.
   */
  BLOCKED,
  /** It came to what its file calls the end. */
  SUCCEEDED,
  /** Given up; nothing can continue it. */
  FAILED,
  /** Ended on request. */
  CANCELLED;

  // No default branch: a new phase without a row here does not compile.
  public Set<MigrationPhase> next() {
    return switch (this) {
      // To STARTING where a job that failed is resumed, which checks nothing again.
      case CREATED -> EnumSet.of(CHECKING, STARTING, MIGRATING, PAUSED, BLOCKED, CANCELLED);
      case CHECKING ->
          EnumSet.of(SHIELDING, AWAITING_FIX, STARTING, PAUSED, BLOCKED, FAILED, CANCELLED);
      case SHIELDING -> EnumSet.of(CHECKING, BLOCKED, CANCELLED);
      case AWAITING_FIX -> EnumSet.of(CHECKING, BLOCKED, FAILED, CANCELLED);
      case STARTING -> EnumSet.of(MIGRATING, PAUSED, BLOCKED, CANCELLED);
      // Back to CHECKING when somebody starts the job again at the provider.
      case MIGRATING ->
          EnumSet.of(CHECKING, CUTTING_OVER, PAUSED, BLOCKED, SUCCEEDED, FAILED, CANCELLED);
      // Back to MIGRATING when it is revoked.
      case CUTTING_OVER ->
          EnumSet.of(CHECKING, MIGRATING, PAUSED, BLOCKED, SUCCEEDED, FAILED, CANCELLED);
      // Taken from where the job then stands, which only a look at the provider can tell.
      case PAUSED -> EnumSet.of(CREATED, BLOCKED, CANCELLED);
      case BLOCKED -> EnumSet.of(CREATED, CANCELLED);
      case SUCCEEDED, FAILED, CANCELLED -> EnumSet.noneOf(MigrationPhase.class);
    };
  }

  /** Whether nothing can follow. */
  public boolean isEnd() {
    return next().isEmpty();
  }

  /** Whether it goes on only when a person has done something. */
  public boolean needsHuman() {
    return this == AWAITING_FIX || this == PAUSED || this == BLOCKED;
  }
}
