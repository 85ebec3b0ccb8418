package io.tidegate.e2e;

import io.tidegate.workflow.contract.MigrationPhase;
import java.util.Arrays;

/**
 * An effect of the pipeline, and where a job of it begins and ends. One more effect is one more of
 * these, its calls in {@link SceneDialect} and its rows in the documents.
 */
enum KilledEffect {
  SUBMIT_CHECK("submit-check", "submitCheck", "", MigrationPhase.SUCCEEDED),
  RECHECK("recheck", "submitCheck", "failing", MigrationPhase.SUCCEEDED),
  SHIELD("shield", "shield", "failing", MigrationPhase.SUCCEEDED),
  MODIFY("modify", "modify", "failing", MigrationPhase.SUCCEEDED),
  START("start", "start", "", MigrationPhase.SUCCEEDED),
  RESUME("resume", "resume", "breaking", MigrationPhase.SUCCEEDED),
  SUSPEND("suspend", "suspend", "warning endless", MigrationPhase.PAUSED),
  COMPLETE("complete", "complete", "following", MigrationPhase.SUCCEEDED),
  STOP("stop", "stop", "endless", MigrationPhase.CANCELLED);

  /** How a job is left before what is to be killed sets off. */
  enum Before {
    NEW(null),
    /** Somebody else has run a check, which failed. */
    FAILED(null),
    /** As above, and they have shielded what failed. */
    SHIELDED(null),
    /** A migration waits, and what failed would not fail again. */
    REPAIRED(MigrationPhase.AWAITING_FIX),
    /** A migration waits. */
    UNREPAIRED(MigrationPhase.AWAITING_FIX),
    /** It has failed while it moved, and its migration waits. */
    BROKEN(MigrationPhase.BLOCKED),
    MOVING(MigrationPhase.MIGRATING),
    CAUGHT_UP(MigrationPhase.MIGRATING);

    /** Where its migration is before a person asks for the effect; null where nobody has to. */
    final MigrationPhase phase;

    Before(MigrationPhase phase) {
      this.phase = phase;
    }
  }

  /** As in a receipt. */
  final String receipt;

  /** The method of the provider that sends it. */
  final String method;

  private final String scene;

  /** Where the migration is to arrive. */
  final MigrationPhase end;

  KilledEffect(String receipt, String method, String scene, MigrationPhase end) {
    this.receipt = receipt;
    this.method = method;
    this.scene = scene;
    this.end = end;
  }

  Before before(SceneDialect dialect) {
    return switch (this) {
      case SUBMIT_CHECK, START, SUSPEND -> Before.NEW;
      case RECHECK -> dialect.showsShields() ? Before.SHIELDED : Before.REPAIRED;
      case SHIELD -> Before.FAILED;
      case MODIFY -> Before.UNREPAIRED;
      case RESUME -> Before.BROKEN;
      case COMPLETE -> Before.CAUGHT_UP;
      case STOP -> Before.MOVING;
    };
  }

  /** What {@link SceneSandbox} is to make of the job. */
  String scene(SceneDialect dialect) {
    String first = before(dialect) == Before.REPAIRED ? scene + " once" : scene;
    return dialect.neverEnds() && movesToTheEnd() && !isCutover() ? first + " following" : first;
  }

  /** Whether rows of a real database can take part. */
  boolean canHaveRows(SceneDialect dialect) {
    boolean sound = this == SUBMIT_CHECK || this == START || isCutover();
    return sound || (movesToTheEnd() && dialect == SceneDialect.ALIBABA);
  }

  private boolean movesToTheEnd() {
    return end == MigrationPhase.SUCCEEDED;
  }

  /** Whether its job is to follow its source until it is completed. */
  boolean isCutover() {
    return this == COMPLETE;
  }

  /** Whether it is the gate's answer to what has passed. */
  boolean isObjection() {
    return this == SUSPEND;
  }

  /** Whether the way to it leads through a check, so that it is later than what begins at once. */
  boolean followsCheck() {
    return isObjection() || this == START;
  }

  static KilledEffect of(String receipt) {
    return Arrays.stream(values()).filter(e -> e.receipt.equals(receipt)).findFirst().orElseThrow();
  }
}
