package io.tidegate.sandbox.core;

/** The job's status does not allow what was asked. */
public final class IllegalMove extends Refusal {
  IllegalMove(String jobId, JobStatus status, String asked) {
    super("job " + jobId + " is " + status + ", in which it cannot be " + asked);
  }
}
