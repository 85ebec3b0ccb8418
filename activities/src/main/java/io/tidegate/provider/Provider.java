package io.tidegate.provider;

import io.tidegate.workflow.contract.AccountJobs;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PrecheckReport;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One account at one transfer service.
 *
 * <p>Every method may throw {@link ProviderException}. Nothing here tries again: whoever calls
 * decides that. Effects are sent at most once per call and never after their deadline; they return
 * the provider's id of the request that was accepted.
 */
public interface Provider {

  /** Where the account's calls go, as host or host:port. */
  String endpoint();

  /** What the service can do, without asking it. */
  Capability capability();

  /**
   * The same account for migrations that bring the definition of what is to be prechecked; empty
   * where the service takes none.
   */
  default Optional<DefinedProvider> forDefinitions() {
    return Optional.empty();
  }

  /**
   * Finds a job by any id that the service knows it by.
   *
   * @return empty where the service knows no such job
   */
  Optional<FoundJob> find(String anyId);

  /** Reads one job. */
  JobView view(String job);

  /**
   * Reads many jobs with as few calls as the service allows. Jobs that its list does not show are
   * absent from the answer; a service without a usable list answers with an empty map.
   */
  Map<String, JobView> listViews(Collection<String> jobs);

  /**
   * Lists the account's jobs of the kind that this dialect is for.
   *
   * @param most of as many as that; one more says that there are more
   */
  List<AccountJobs.Listed> jobs(int most);

  /** Reads the last precheck, whole, and bounds what it returns. */
  PrecheckReport report(String job);

  /**
   * Reads a page of the last precheck, passed items included, or of a stage.
   *
   * @param page counted from 1
   */
  ChecksPage reportPage(String job, ChecksPart part, int page, int size);

  /** How the job looks now, for a later comparison. */
  Baseline baseline(String job);

  /** Begins a precheck. */
  String submitCheck(String job, Deadline deadline);

  /**
   * Has the service pass over these items.
   *
   * @param runId the precheck run that the items belong to; empty where the service has no such id
   * @param choices what is to be said further of an item, by its code, where the service asks for
   *     it
   */
  String shield(
      String job, String runId, List<String> items, Map<String, String> choices, Deadline deadline);

  /** Sets a checked job moving. */
  String start(String job, Deadline deadline);

  /** Pauses the job. */
  String suspend(String job, Deadline deadline);

  /**
   * Ends a job well that keeps following its source, by the call that {@link Capability#cutover}
   * names.
   */
  String complete(String job, Deadline deadline);

  /** Ends the job for good. */
  String stop(String job, Deadline deadline);

  /**
   * Goes on with a job that failed while it moved. Asked for only where {@link
   * Capability.Extras#resume} names a call.
   */
  default String resume(String job, Deadline deadline) {
    throw new UnsupportedOperationException("the service has no call that resumes a failed job");
  }

  /**
   * Changes what a job is to do, which takes its last check back. Asked for only where {@link
   * Capability.Extras#modify} names a call.
   *
   * @param body a JSON object with the parameters of that call but for the job
   */
  default String modify(String job, String body, Deadline deadline) {
    throw new UnsupportedOperationException("the service has no call that changes a job");
  }

  /** Whether a job shows everything that such a body says; what is never shown is not. */
  default boolean shows(String job, String body) {
    return false;
  }

  /**
   * Whether {@link #complete} and {@link #stop} pause a job that moves first, and end one that is
   * paused: each call then does what is left to do, and may be made again at any time.
   */
  default boolean pausesToEnd() {
    return false;
  }

  /**
   * Why a job that moves goes no further before somebody has it go on, and what to do; empty where
   * it goes on by itself. Asked for only while no stage of it is under way.
   */
  default Optional<String> standstill(String job) {
    return Optional.empty();
  }

  /** Tries the credentials with one cheap read. */
  void probe();

  /** What the service calls the steps, for people who plan. */
  StepNames stepNames();

  /**
   * The service's own names of its calls.
   *
   * @param submit begins a precheck
   * @param recheck begins one after one that failed
   * @param shield passes over items; empty where nothing does
   * @param start sets a checked job moving
   * @param complete ends a job well that keeps following; empty where nothing does
   */
  record StepNames(String submit, String recheck, String shield, String start, String complete) {

    /** Where the same call begins every precheck. */
    public StepNames(String submit, String shield, String start, String complete) {
      this(submit, submit, shield, start, complete);
    }
  }
}
