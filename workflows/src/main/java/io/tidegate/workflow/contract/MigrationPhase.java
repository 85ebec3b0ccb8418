package io.tidegate.workflow.contract;

import java.util.EnumSet;
import java.util.Set;

/** Where a migration stands. {@link #next} is the whole state machine; there is no other. */
public enum MigrationPhase {
  CREATED,
  CHECKING,
  SHIELDING,
  AWAITING_APPROVAL,
  AWAITING_FIX,
  STARTING,
  MIGRATING,
  CUTTING_OVER,
  PAUSED,
  BLOCKED,
  SUCCEEDED,
  FAILED,
  CANCELLED;

  // No default branch: a new phase without a row here does not compile.
  public Set<MigrationPhase> next() {
    return switch (this) {
      case CREATED ->
          EnumSet.of(
              CHECKING,
              AWAITING_FIX,
              STARTING,
              MIGRATING,
              PAUSED,
              BLOCKED,
              SUCCEEDED,
              FAILED,
              CANCELLED);
      case CHECKING ->
          EnumSet.of(
              SHIELDING,
              AWAITING_APPROVAL,
              AWAITING_FIX,
              STARTING,
              PAUSED,
              BLOCKED,
              FAILED,
              CANCELLED);
      case SHIELDING -> EnumSet.of(CHECKING, AWAITING_FIX, BLOCKED, FAILED, CANCELLED);
      case AWAITING_APPROVAL ->
          EnumSet.of(CHECKING, SHIELDING, AWAITING_FIX, BLOCKED, FAILED, CANCELLED);
      case AWAITING_FIX -> EnumSet.of(CHECKING, BLOCKED, FAILED, CANCELLED);
      case STARTING -> EnumSet.of(MIGRATING, PAUSED, BLOCKED, FAILED, CANCELLED);
      case MIGRATING -> EnumSet.of(CUTTING_OVER, PAUSED, BLOCKED, SUCCEEDED, FAILED, CANCELLED);
      case CUTTING_OVER -> EnumSet.of(SUCCEEDED, BLOCKED, FAILED);
      // Resumed where the job now stands, which only a look at the provider can tell.
      case PAUSED, BLOCKED ->
          EnumSet.of(
              CREATED,
              CHECKING,
              SHIELDING,
              AWAITING_FIX,
              STARTING,
              MIGRATING,
              CUTTING_OVER,
              SUCCEEDED,
              FAILED,
              CANCELLED);
      case SUCCEEDED, FAILED, CANCELLED -> EnumSet.noneOf(MigrationPhase.class);
    };
  }

  /** Whether nothing can follow. */
  public boolean isEnd() {
    return next().isEmpty();
  }

  /** Whether it goes on only when a person has done something. */
  public boolean needsHuman() {
    return this == AWAITING_APPROVAL || this == AWAITING_FIX || this == PAUSED || this == BLOCKED;
  }
}
