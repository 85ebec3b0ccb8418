package io.tidegate.e2e;

import io.tidegate.workflow.contract.MigrationPhase;
import java.util.Arrays;

/**
 * An effect of the pipeline, and where a job of it begins and ends. One more effect is one more of
 * these and its rows in the document.
 */
enum KilledEffect {
  SUBMIT_CHECK(
      "submit-check", "submitCheck", "StartDtsJob", "", Before.NEW, MigrationPhase.SUCCEEDED),
  RECHECK(
      "recheck",
      "submitCheck",
      "StartDtsJob",
      "failing",
      Before.SHIELDED,
      MigrationPhase.SUCCEEDED),
  SHIELD("shield", "shield", "SkipPreCheck", "failing", Before.FAILED, MigrationPhase.SUCCEEDED),
  SUSPEND(
      "suspend", "suspend", "SuspendDtsJob", "warning endless", Before.NEW, MigrationPhase.PAUSED),
  STOP("stop", "stop", "StopDtsJob", "endless", Before.MOVING, MigrationPhase.CANCELLED),
  START(
      SceneDialect.TENCENT,
      "start",
      "start",
      "StartMigrateJob",
      "",
      Before.NEW,
      MigrationPhase.SUCCEEDED),
  COMPLETE(
      SceneDialect.TENCENT,
      "complete",
      "complete",
      "CompleteMigrateJob",
      "following",
      Before.CAUGHT_UP,
      MigrationPhase.SUCCEEDED);

  /** How somebody else leaves a job before its migration is started. */
  enum Before {
    NEW,
    FAILED,
    SHIELDED,
    MOVING,
    CAUGHT_UP
  }

  /** Whose jobs it is done to. */
  final SceneDialect dialect;

  /** As in a receipt. */
  final String receipt;

  /** The method of the provider that sends it. */
  final String method;

  /** What it is on the wire. */
  final String action;

  /** What {@link SceneSandbox} is to make of the job. */
  final String scene;

  final Before before;

  /** Where the migration is to arrive. */
  final MigrationPhase end;

  KilledEffect(
      String receipt,
      String method,
      String action,
      String scene,
      Before before,
      MigrationPhase end) {
    this(SceneDialect.ALIBABA, receipt, method, action, scene, before, end);
  }

  KilledEffect(
      SceneDialect dialect,
      String receipt,
      String method,
      String action,
      String scene,
      Before before,
      MigrationPhase end) {
    this.dialect = dialect;
    this.receipt = receipt;
    this.method = method;
    this.action = action;
    this.scene = scene;
    this.before = before;
    this.end = end;
  }

  /** Whether rows of a real database can take part: they move to the end. */
  boolean movesToTheEnd() {
    return end == MigrationPhase.SUCCEEDED;
  }

  /** Whether a person asks for it, of a migration that runs. */
  boolean isAskedFor() {
    return before == Before.MOVING || before == Before.CAUGHT_UP;
  }

  /** Whether its job is to follow its source until it is completed. */
  boolean isCutover() {
    return before == Before.CAUGHT_UP;
  }

  /** Whether it is the gate's answer to what has passed. */
  boolean isObjection() {
    return end == MigrationPhase.PAUSED;
  }

  /** Whether the way to it leads through a check, so that it is later than what begins at once. */
  boolean followsCheck() {
    return isObjection() || this == START;
  }

  static KilledEffect of(String receipt) {
    return Arrays.stream(values()).filter(e -> e.receipt.equals(receipt)).findFirst().orElseThrow();
  }
}
