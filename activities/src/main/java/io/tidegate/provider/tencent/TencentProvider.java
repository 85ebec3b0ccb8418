package io.tidegate.provider.tencent;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.CallBudget;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.FoundJob;
import io.tidegate.provider.Provider;
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

/** An account at Tencent Cloud DTS, for one of its kinds of job. */
public final class TencentProvider implements Provider {
  /** Migrations, by the API of 2021. */
  public static final String DIALECT = "tencent-2021";

  /** Synchronisations, by the same API. */
  public static final String SYNC_DIALECT = "tencent-sync";

  /** Migrations, by the API of 2018. */
  public static final String DIALECT_2018 = "tencent-2018";

  private static final String VERSION_2018 = "2018-03-30";
  private static final String VERSION_2021 = "2021-12-06";

  /** Half of the 20 a second that the service documents: consoles and colleagues count too. */
  private static final double CALLS_PER_SECOND = 10;

  /** It becomes a part of a workflow's id. */
  private static final Pattern JOB_ID = Pattern.compile("[\\x21-\\x7e]{1,128}");

  private final String endpoint;
  private final TencentClient client;
  private final JobKind jobs;
  private final Capability capability;

  private TencentProvider(
      String endpoint, TencentClient client, JobKind jobs, Capability capability) {
    this.endpoint = endpoint;
    this.client = client;
    this.jobs = jobs;
    this.capability = capability;
  }

  /**
   * @param settings whose dialect says which kind of job the account is for
   */
  public static TencentProvider create(
      AccountSettings settings, MeterRegistry meters, Clock clock) {
    CallBudget budget =
        new CallBudget(
            settings.callsPerSecond() > 0 ? settings.callsPerSecond() : CALLS_PER_SECOND);
    String version = settings.dialect().equals(DIALECT_2018) ? VERSION_2018 : VERSION_2021;
    TencentClient client = new TencentClient(settings, version, budget, meters, clock);
    JobKind jobs =
        switch (settings.dialect()) {
          case SYNC_DIALECT -> new Synchronisations(client, clock);
          case DIALECT_2018 -> new Migrations2018(client, clock);
          default -> new Migrations(client, clock);
        };
    return new TencentProvider(
        TencentClient.endpointOf(settings),
        client,
        jobs,
        jobs.capability(settings.quietWindow(), settings.verdictGrace()));
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
    return JOB_ID.matcher(anyId).matches() ? jobs.find(anyId) : Optional.empty();
  }

  @Override
  public JobView view(String job) {
    return jobs.view(job);
  }

  @Override
  public Map<String, JobView> listViews(Collection<String> wanted) {
    return wanted.isEmpty() ? Map.of() : jobs.views(wanted);
  }

  @Override
  public List<AccountJobs.Listed> jobs(int most) {
    return jobs.jobs(most);
  }

  @Override
  public PrecheckReport report(String job) {
    return ReportBuilder.report(jobs.check(job));
  }

  @Override
  public ChecksPage reportPage(String job, ChecksPart part, int page, int size) {
    return part == ChecksPart.PRECHECK
        ? ReportBuilder.page(jobs.check(job), page, size)
        : jobs.stage(job, part, page, size);
  }

  @Override
  public Baseline baseline(String job) {
    return jobs.baseline(job);
  }

  @Override
  public String submitCheck(String job, Deadline deadline) {
    return effect(stepNames().submit(), job, deadline);
  }

  @Override
  public String shield(
      String job,
      String runId,
      List<String> items,
      Map<String, String> choices,
      Deadline deadline) {
    Map<String, Object> parameters = jobs.shield(job, items, choices);
    return client.call(stepNames().shield(), parameters, deadline).requestId();
  }

  @Override
  public String start(String job, Deadline deadline) {
    return effect(stepNames().start(), job, deadline);
  }

  @Override
  public String suspend(String job, Deadline deadline) {
    return effect(jobs.pauseAction(), job, deadline);
  }

  @Override
  public String complete(String job, Deadline deadline) {
    return effect(stepNames().complete(), job, deadline);
  }

  @Override
  public String stop(String job, Deadline deadline) {
    return effect(jobs.stopAction(), job, deadline);
  }

  @Override
  public String resume(String job, Deadline deadline) {
    String call = capability.extras().resume().call();
    return client.call(call, jobs.resumption(job), deadline).requestId();
  }

  @Override
  public String modify(String job, String body, Deadline deadline) {
    return client
        .call(capability.extras().modify(), jobs.modification(job, body), deadline)
        .requestId();
  }

  @Override
  public boolean shows(String job, String body) {
    return jobs.shows(job, body);
  }

  @Override
  public void probe() {
    jobs.probe();
  }

  @Override
  public StepNames stepNames() {
    return jobs.stepNames();
  }

  private String effect(String action, String job, Deadline deadline) {
    return client.call(action, Map.of("JobId", job), deadline).requestId();
  }
}
