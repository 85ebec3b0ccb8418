package io.tidegate.sandbox.core;

import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One migration that this service was asked for.
 *
 * @param id the task; never reused
 * @param instanceId what would have been bought; one instance holds one task here, or the two
 *     directions of a synchronisation
 * @param dialect the only dialect that sees the job
 */
public record Job(
    String id, String instanceId, String dialect, JobSpec spec, Instant createdAt, JobState state) {

  public JobStatus status() {
    return state.status();
  }

  public Set<String> shields() {
    return state.shields();
  }

  Job backOf(Job forward) {
    return new Job(id, forward.instanceId, dialect, spec.asReverseOf(forward.id), createdAt, state);
  }

  /**
   * @throws IllegalMove if the table of moves has no such move
   */
  Job moveTo(JobStatus next, String asked, UnaryOperator<JobState> change) {
    if (!status().next().contains(next)) {
      throw new IllegalMove(id, status(), asked);
    }
    return with(change.apply(state));
  }

  /**
   * @throws IllegalMove while a precheck runs, and once rows have moved
   */
  Job configured(JobSpec newSpec, Instant now) {
    Job moved = moveTo(JobStatus.NOT_STARTED, "changed", found -> found.configured(now));
    return new Job(id, instanceId, dialect, newSpec, createdAt, moved.state());
  }

  Job with(JobState newState) {
    return new Job(id, instanceId, dialect, spec, createdAt, newState);
  }

  Job rewound() {
    return with(state.rewound());
  }
}
