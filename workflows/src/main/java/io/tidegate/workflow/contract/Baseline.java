package io.tidegate.workflow.contract;

import java.time.Instant;

/**
 * How a job looked before we changed something, so that a later read can tell whether it took.
 *
 * @param status the provider's own word for {@code state}
 * @param runId the provider's id of the last precheck run, or empty where it has none
 * @param bootTime when that run began, as the provider writes it, or empty
 */
public record Baseline(
    JobState state, String status, String runId, String bootTime, Instant takenAt) {
  public Baseline {
    runId = runId == null ? "" : runId;
    bootTime = bootTime == null ? "" : bootTime;
  }

  /** Whether a run seen later is another one than this. False where neither has an identity. */
  public boolean isOlderThan(String otherRunId, String otherBootTime) {
    return (!otherRunId.isEmpty() && !otherRunId.equals(runId))
        || (!otherBootTime.isEmpty() && !otherBootTime.equals(bootTime));
  }
}
