package io.tidegate.provider.alibaba;

import io.tidegate.provider.Deadline;
import io.tidegate.provider.FoundJob;
import io.tidegate.provider.Provider.StepNames;
import io.tidegate.provider.report.RawReport;
import io.tidegate.workflow.contract.AccountJobs;
import io.tidegate.workflow.contract.Capability.ShieldReach;
import io.tidegate.workflow.contract.JobView;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of the sets of calls that drive a job. */
interface Family {
  StepNames stepNames();

  ShieldReach shieldReach();

  List<String> shieldableItems();

  Optional<FoundJob> find(String anyId);

  JobView view(String job);

  Map<String, JobView> listViews(Collection<String> jobs);

  List<AccountJobs.Listed> jobs(int most);

  RawReport report(String job);

  /** The call that begins a check, and resumes, and moves: the service has but one. */
  String start(String job, Deadline deadline);

  String shield(String job, String runId, List<String> items, Deadline deadline);

  String suspend(String job, Deadline deadline);

  String stop(String job, Deadline deadline);

  void probe();

  /** What the calls of the newer set know the job by. */
  default String task(String job) {
    return job;
  }
}
