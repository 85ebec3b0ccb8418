package io.tidegate.sandbox.core;

/** The precheck run that was named is not the job's latest. */
public final class StalePrecheck extends Refusal {
  StalePrecheck(String jobId, String precheckId) {
    super("'" + precheckId + "' is not the latest precheck run of job " + jobId);
  }
}
