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

  /**
   * Whether a run that is read later began after this one. False where neither has an identity, and
   * where its boot time says that the answer is stale.
   */
  public boolean isOlderThan(String otherRunId, String otherBootTime) {
    boolean another =
        (!otherRunId.isEmpty() && !otherRunId.equals(runId))
            || (!otherBootTime.isEmpty() && !otherBootTime.equals(bootTime));
    return another && !isNewerThan(otherBootTime);
  }

  /**
   * Whether an answer is from before this: another boot time, or none where there was one. Of one
   * service all are in one format and zone, so that their order as texts is that of times.
   */
  public boolean isNewerThan(String otherBootTime) {
    return otherBootTime.compareTo(bootTime) < 0;
  }
}
