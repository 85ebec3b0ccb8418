package io.tidegate.sandbox.core;

/** The latest precheck run has no such item, or has it as one that may not be passed over. */
public final class NotSkippable extends Refusal {
  NotSkippable(String jobId, String code) {
    super("item " + code + " of job " + jobId + "'s latest precheck may not be passed over");
  }
}
