package io.tidegate.provider.alibaba;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.CallBudget;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.FoundJob;
import io.tidegate.provider.Provider;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.provider.report.RawReport;
import io.tidegate.provider.report.ReportBuilder;
import io.tidegate.workflow.contract.AccountJobs;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PrecheckReport;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** An account at Alibaba Cloud DTS. A start is the check, and runs on when the check passes. */
public final class AlibabaProvider implements Provider {
  /** Below the 20 a second that the service documents: consoles and colleagues count too. */
  private static final double CALLS_PER_SECOND = 15;

  /** It becomes a part of a workflow's id. */
  private static final Pattern JOB_ID = Pattern.compile("[\\x21-\\x7e]{1,128}");

  private final String endpoint;
  private final Family family;
  private final StageReader stages;
  private final Capability capability;
  private final Clock clock;

  private AlibabaProvider(
      String endpoint, Family family, StageReader stages, Capability capability, Clock clock) {
    this.endpoint = endpoint;
    this.family = family;
    this.stages = stages;
    this.capability = capability;
    this.clock = clock;
  }

  public static AlibabaProvider create(
      AccountSettings settings, MeterRegistry meters, Clock clock) {
    CallBudget budget =
        new CallBudget(
            settings.callsPerSecond() > 0 ? settings.callsPerSecond() : CALLS_PER_SECOND);
    AlibabaClient client = new AlibabaClient(settings, budget, meters, clock);
    Family family =
        switch (settings.family()) {
          case DTS -> new DtsFamily(client, clock);
          case LEGACY -> new LegacyFamily(client, clock);
          case SYNCHRONIZATION -> new SynchronizationFamily(client, clock);
        };
    Capability capability =
        new Capability(
            family.shieldReach(),
            family.shieldableItems(),
            Map.of(),
            true,
            Capability.Cutover.STOP,
            settings.quietWindow(),
            settings.verdictGrace());
    return new AlibabaProvider(
        endpointOf(settings), family, new StageReader(client), capability, clock);
  }

  /** Where the account's calls go: the region's endpoint, which unlike the central one sees all. */
  static String endpointOf(AccountSettings settings) {
    return settings.endpoint().isEmpty()
        ? "dts." + settings.region() + ".aliyuncs.com"
        : settings.endpoint();
  }

  @Override
  public String endpoint() {
    return endpoint;
  }

  @Override
  public Capability capability() {
    return capability;
  }

  @Override
  public Optional<FoundJob> find(String anyId) {
    Optional<FoundJob> found = family.find(anyId);
    if (found.isPresent() && !JOB_ID.matcher(found.get().jobId()).matches()) {
      throw ProviderException.of(Kind.TRANSIENT, AlibabaClient.PROVIDER, "find")
          .code("UnexpectedReply")
          .message("what the service calls the id of job %s is no id".formatted(anyId))
          .build();
    }
    return found;
  }

  @Override
  public JobView view(String job) {
    return family.view(job);
  }

  @Override
  public Map<String, JobView> listViews(Collection<String> jobs) {
    return family.listViews(jobs);
  }

  @Override
  public List<AccountJobs.Listed> jobs(int most) {
    return family.jobs(most);
  }

  @Override
  public PrecheckReport report(String job) {
    return ReportBuilder.report(family.report(job));
  }

  @Override
  public ChecksPage reportPage(String job, ChecksPart part, int page, int size) {
    return part == ChecksPart.PRECHECK
        ? ReportBuilder.page(family.report(job), page, size)
        : stages.read(family.task(job), part, page, size);
  }

  @Override
  public Baseline baseline(String job) {
    // The run first: a run that begins in between then shows as newer than this.
    var takenAt = clock.instant();
    RawReport report = family.report(job);
    JobView view = family.view(job);
    return new Baseline(view.state(), view.status(), report.runId(), report.bootTime(), takenAt);
  }

  @Override
  public String submitCheck(String job, Deadline deadline) {
    return family.start(job, deadline);
  }

  @Override
  public String shield(
      String job,
      String runId,
      List<String> items,
      Map<String, String> choices,
      Deadline deadline) {
    return family.shield(job, runId, items, deadline);
  }

  @Override
  public String start(String job, Deadline deadline) {
    return family.start(job, deadline);
  }

  @Override
  public String suspend(String job, Deadline deadline) {
    return family.suspend(job, deadline);
  }

  @Override
  public String complete(String job, Deadline deadline) {
    return family.stop(job, deadline);
  }

  @Override
  public String stop(String job, Deadline deadline) {
    return family.stop(job, deadline);
  }

  @Override
  public void probe() {
    family.probe();
  }

  @Override
  public StepNames stepNames() {
    return family.stepNames();
  }
}
