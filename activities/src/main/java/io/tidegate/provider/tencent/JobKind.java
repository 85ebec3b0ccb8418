package io.tidegate.provider.tencent;

import io.tidegate.provider.FoundJob;
import io.tidegate.provider.Provider.StepNames;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.report.RawReport;
import io.tidegate.workflow.contract.AccountJobs;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.JobView;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of the service's kinds of job, each with calls and words of its own. What is read is meant as
 * by {@link io.tidegate.provider.Provider}.
 */
interface JobKind {

  StepNames stepNames();

  /**
   * The call that pauses.
   *
   * @throws ProviderException where there is none
   */
  String pauseAction();

  /** The call that ends a job for good. */
  String stopAction();

  Capability capability(Duration quietWindow, Duration verdictGrace);

  /**
   * The parameters of the call that shields.
   *
   * @throws ProviderException where a choice is missing, or nothing shields
   */
  Map<String, Object> shield(String job, List<String> items, Map<String, String> choices);

  /** The parameters of the call that resumes a job which failed, where there is one. */
  default Map<String, Object> resumption(String job) {
    return Map.of("JobId", job);
  }

  /**
   * The parameters of the call that changes a job. Asked for only where {@link Capability} has one.
   *
   * @param body as in {@link io.tidegate.provider.Provider#modify}
   */
  default Map<String, Object> modification(String job, String body) {
    throw new IllegalStateException("no call changes such a job");
  }

  /** As {@link io.tidegate.provider.Provider#shows}. */
  default boolean shows(String job, String body) {
    return false;
  }

  /**
   * @param id one that a job may have
   */
  Optional<FoundJob> find(String id);

  JobView view(String job);

  Map<String, JobView> views(Collection<String> jobs);

  List<AccountJobs.Listed> jobs(int most);

  Baseline baseline(String job);

  /** The last check, whole. */
  RawReport check(String job);

  /** A page of the steps after the check. */
  ChecksPage stage(String job, ChecksPart part, int page, int size);

  /** One cheap read. */
  void probe();
}
