package io.tidegate.e2e;

import io.tidegate.workflow.contract.MigrationPhase;
import java.util.Arrays;

/** An effect of the pipeline, and where a job of it begins and ends. */
enum KilledEffect {
  SUBMIT_CHECK("submit-check", "submitCheck", "StartDtsJob", "", MigrationPhase.SUCCEEDED),
  RECHECK("recheck", "submitCheck", "StartDtsJob", "failing", MigrationPhase.SUCCEEDED),
  SHIELD("shield", "shield", "SkipPreCheck", "failing", MigrationPhase.SUCCEEDED),
  SUSPEND("suspend", "suspend", "SuspendDtsJob", "warning endless", MigrationPhase.PAUSED),
  STOP("stop", "stop", "StopDtsJob", "endless", MigrationPhase.CANCELLED);

  /** As in a receipt. */
  final String receipt;

  /** The method of the provider that sends it. */
  final String method;

  /** What it is on the wire. */
  final String action;

  /** What {@link SceneSandbox} is to make of the job. */
  final String scene;

  /** Where the migration is to arrive. */
  final MigrationPhase end;

  KilledEffect(String receipt, String method, String action, String scene, MigrationPhase end) {
    this.receipt = receipt;
    this.method = method;
    this.action = action;
    this.scene = scene;
    this.end = end;
  }

  /** Whether rows of a real database can take part: they move to the end. */
  boolean movesToTheEnd() {
    return end == MigrationPhase.SUCCEEDED;
  }

  static KilledEffect of(String receipt) {
    return Arrays.stream(values()).filter(e -> e.receipt.equals(receipt)).findFirst().orElseThrow();
  }
}
