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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Somebody with an account for jobs that bring their definition: remembers of each job the run that
 * was submitted last, as a pipeline does.
 */
public final class RememberedRuns implements Provider {
  private final DefinedProvider defined;
  private final UnaryOperator<String> definitions;
  private final Map<String, String> runs = new ConcurrentHashMap<>();

  /**
   * @param definitions what is to be prechecked of a job
   */
  public RememberedRuns(DefinedProvider defined, UnaryOperator<String> definitions) {
    this.defined = defined;
    this.definitions = definitions;
  }

  /** From now on the job speaks for itself. */
  public void forget(String job) {
    runs.remove(job);
  }

  /** The run that speaks for a job; empty while there is none. */
  public String run(String job) {
    return runs.getOrDefault(job, "");
  }

  @Override
  public String submitCheck(String job, Deadline deadline) {
    DefinedProvider.Submitted submitted =
        defined.submitCheck(job, definitions.apply(job), deadline);
    runs.put(job, submitted.run());
    return submitted.requestId();
  }

  @Override
  public PrecheckReport report(String job) {
    String run = run(job);
    return run.isEmpty() ? defined.report(job) : defined.report(job, run);
  }

  @Override
  public ChecksPage reportPage(String job, ChecksPart part, int page, int size) {
    String run = run(job);
    return run.isEmpty()
        ? defined.reportPage(job, part, page, size)
        : defined.reportPage(job, run, page, size);
  }

  @Override
  public List<AccountJobs.Listed> jobs(int most) {
    return defined.jobs(most);
  }

  @Override
  public JobView view(String job) {
    JobView view = defined.view(job);
    return view.in(DefinedProvider.checked(view.state(), report(job)));
  }

  @Override
  public Baseline baseline(String job) {
    Baseline own = defined.baseline(job);
    PrecheckReport report = report(job);
    return new Baseline(
        DefinedProvider.checked(own.state(), report),
        own.status(),
        report.runId(),
        report.bootTime(),
        own.takenAt());
  }

  @Override
  public String start(String job, Deadline deadline) {
    return defined.start(job, deadline);
  }

  @Override
  public String endpoint() {
    return defined.endpoint();
  }

  @Override
  public Capability capability() {
    return defined.capability();
  }

  @Override
  public Optional<FoundJob> find(String anyId) {
    return defined.find(anyId);
  }

  @Override
  public Map<String, JobView> listViews(Collection<String> jobs) {
    return defined.listViews(jobs);
  }

  @Override
  public String shield(
      String job, String runId, List<String> items, Map<String, String> choices, Deadline d) {
    return defined.shield(job, runId, items, choices, d);
  }

  @Override
  public String suspend(String job, Deadline deadline) {
    return defined.suspend(job, deadline);
  }

  @Override
  public String complete(String job, Deadline deadline) {
    return defined.complete(job, deadline);
  }

  @Override
  public String stop(String job, Deadline deadline) {
    return defined.stop(job, deadline);
  }

  @Override
  public void probe() {
    defined.probe();
  }

  @Override
  public StepNames stepNames() {
    return defined.stepNames();
  }
}
