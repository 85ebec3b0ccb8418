package io.tidegate.provider.alibaba;

import static io.tidegate.provider.json.Scalars.text;

import io.tidegate.provider.alibaba.wire.SynchronizationJob;
import java.util.Map;

/**
 * One direction of a synchronisation, which is what a pipeline is of. Written, it is the instance's
 * id, and that with {@code :reverse} behind for the way back of a two-way job.
 *
 * @param reverse whether it goes from the instance's target to its source
 */
record SyncId(String instance, boolean reverse) {
  private static final String REVERSE = ":reverse";

  static SyncId of(String job) {
    return job.endsWith(REVERSE)
        ? new SyncId(job.substring(0, job.length() - REVERSE.length()), true)
        : new SyncId(job, false);
  }

  /** Of a job as the service shows it; where it names no direction there is but one. */
  static SyncId of(SynchronizationJob sent) {
    return new SyncId(text(sent.synchronizationJobId()), isReverse(sent));
  }

  private static boolean isReverse(SynchronizationJob sent) {
    return text(sent.synchronizationDirection()).equalsIgnoreCase("Reverse");
  }

  String job() {
    return reverse ? instance + REVERSE : instance;
  }

  /** In the service's word. */
  String direction() {
    return reverse ? "Reverse" : "Forward";
  }

  /** Names it in every call of this family that takes a direction. */
  Map<String, String> parameters() {
    return Map.of("SynchronizationJobId", instance, "SynchronizationDirection", direction());
  }

  SyncId otherDirection() {
    return new SyncId(instance, !reverse);
  }

  /** Whether what the service shows is this: of a one-way job it may ignore the direction. */
  boolean isOf(SynchronizationJob sent) {
    String id = text(sent.synchronizationJobId());
    return (id.isEmpty() || id.equals(instance)) && isReverse(sent) == reverse;
  }
}
