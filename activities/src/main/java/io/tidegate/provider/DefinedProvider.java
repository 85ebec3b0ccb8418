package io.tidegate.provider;

import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.PrecheckReport;
import java.util.Optional;

/**
 * One account for jobs that bring their definition: it is prechecked in runs of their own, and the
 * service does not tell of a job which were its. Whoever submits one has to remember it.
 *
 * <p>What else a provider does is meant of the job alone: {@link #view} and {@link #baseline} know
 * of no run, and {@link #report(String)} is of what the job checks by itself once it was started.
 */
public interface DefinedProvider extends Provider {

  /**
   * Why the service can precheck no definition, as what to do about it; empty where it can. Asks it
   * by a read that changes nothing.
   */
  default Optional<String> missing() {
    return Optional.empty();
  }

  /**
   * Begins a precheck: of the definition where the job rests, and by what the service has for it
   * where the job has moved and failed.
   *
   * @param definition a JSON object in the service's words
   */
  Submitted submitCheck(String job, String definition, Deadline deadline);

  /**
   * Reads a run, whole, and bounds what it returns. One that the service no longer knows has not
   * run.
   */
  PrecheckReport report(String job, String run);

  /**
   * Reads a page of a run, passed items included.
   *
   * @param page counted from 1
   */
  ChecksPage reportPage(String job, String run, int page, int size);

  /**
   * What was begun.
   *
   * @param requestId the service's id of the request that was accepted
   * @param run the service's id of the run; empty where the job checks by itself
   */
  record Submitted(String requestId, String run) {}

  /** Whether a run may speak for a job in this state: one that was never started, or not let in. */
  static boolean rests(JobState job) {
    return job == JobState.NOT_STARTED || job == JobState.CHECK_FAILED;
  }

  /** What a job and the run that speaks for it come to. Whatever is not known is no pass. */
  static JobState checked(JobState job, PrecheckReport run) {
    if (!rests(job)) {
      return job;
    }
    return switch (run.state()) {
      case NOT_RUN -> job;
      case RUNNING -> JobState.CHECKING;
      case PASSED -> JobState.CHECK_PASSED;
      case FAILED, PAUSED, UNKNOWN -> JobState.CHECK_FAILED;
    };
  }
}
