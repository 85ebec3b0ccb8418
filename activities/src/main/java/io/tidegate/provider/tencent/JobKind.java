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

  /** The call that pauses. */
  String pauseAction();

  /** The call that ends a job for good. */
  String stopAction();

  Capability.Cutover cutover();

  /** As in {@link Capability#choices}. */
  Map<String, List<String>> choices();

  /**
   * The parameters of the call that shields.
   *
   * @throws ProviderException where a choice is missing
   */
  Map<String, Object> shield(String job, List<String> items, Map<String, String> choices);

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
