package io.tidegate.provider.tencent;

import static io.tidegate.provider.json.Scalars.text;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.CallBudget;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.FoundJob;
import io.tidegate.provider.Provider;
import io.tidegate.provider.Texts;
import io.tidegate.provider.report.ReportBuilder;
import io.tidegate.provider.tencent.wire.DescribeMigrationDetailReply;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PrecheckReport;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An account at Tencent Cloud DTS, for its migrations. A job that passed its check rests until it
 * is started, and one that follows its source does so until it is completed.
 */
public final class TencentProvider implements Provider {
  /** The one API of the service that is spoken here. */
  public static final String DIALECT = "tencent-2021";

  /** Half of the 20 a second that the service documents: consoles and colleagues count too. */
  private static final double CALLS_PER_SECOND = 10;

  /** It becomes a part of a workflow's id. */
  private static final Pattern JOB_ID = Pattern.compile("[\\x21-\\x7e]{1,128}");

  private static final StepNames STEP_NAMES =
      new StepNames(
          "CreateMigrateCheckJob", "SkipCheckItem", "StartMigrateJob", "CompleteMigrateJob");

  private final String endpoint;
  private final TencentClient client;
  private final JobDetail details;
  private final JobList list;
  private final PrecheckReader prechecks;
  private final StageReader stages;
  private final Capability capability;
  private final Clock clock;

  private TencentProvider(
      String endpoint, TencentClient client, Capability capability, Clock clock) {
    this.endpoint = endpoint;
    this.client = client;
    this.details = new JobDetail(client);
    this.list = new JobList(client, clock);
    this.prechecks = new PrecheckReader(client, details);
    this.stages = new StageReader(details);
    this.capability = capability;
    this.clock = clock;
  }

  public static TencentProvider create(
      AccountSettings settings, MeterRegistry meters, Clock clock) {
    CallBudget budget =
        new CallBudget(
            settings.callsPerSecond() > 0 ? settings.callsPerSecond() : CALLS_PER_SECOND);
    Capability capability =
        new Capability(
            Capability.ShieldReach.STEP,
            List.of(),
            ForeignKeys.CHOICES,
            false,
            Capability.Cutover.COMPLETE,
            settings.quietWindow(),
            settings.verdictGrace());
    return new TencentProvider(
        TencentClient.endpointOf(settings),
        new TencentClient(settings, budget, meters, clock),
        capability,
        clock);
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
    return JOB_ID.matcher(anyId).matches() ? list.find(anyId) : Optional.empty();
  }

  @Override
  public JobView view(String job) {
    Instant readAt = clock.instant();
    TencentReply reply = details.reply(job);
    return Views.of(reply, reply.as(DescribeMigrationDetailReply.class), readAt);
  }

  @Override
  public Map<String, JobView> listViews(Collection<String> jobs) {
    return jobs.isEmpty() ? Map.of() : list.views(jobs);
  }

  @Override
  public PrecheckReport report(String job) {
    return ReportBuilder.report(prechecks.read(job));
  }

  @Override
  public ChecksPage reportPage(String job, ChecksPart part, int page, int size) {
    return part == ChecksPart.PRECHECK
        ? ReportBuilder.page(prechecks.read(job), page, size)
        : stages.read(job, part, page, size);
  }

  @Override
  public Baseline baseline(String job) {
    Instant takenAt = clock.instant();
    DescribeMigrationDetailReply detail = details.read(job);
    String status = text(detail.status());
    return new Baseline(
        TencentWords.job(status), Texts.cut(status), "", PrecheckReader.bootTime(detail), takenAt);
  }

  @Override
  public String submitCheck(String job, Deadline deadline) {
    return effect(STEP_NAMES.submit(), job, deadline);
  }

  @Override
  public String shield(
      String job,
      String runId,
      List<String> items,
      Map<String, String> choices,
      Deadline deadline) {
    return client
        .call(STEP_NAMES.shield(), ForeignKeys.parameters(job, items, choices), deadline)
        .requestId();
  }

  @Override
  public String start(String job, Deadline deadline) {
    return effect(STEP_NAMES.start(), job, deadline);
  }

  @Override
  public String suspend(String job, Deadline deadline) {
    return effect("PauseMigrateJob", job, deadline);
  }

  @Override
  public String complete(String job, Deadline deadline) {
    return effect(STEP_NAMES.complete(), job, deadline);
  }

  @Override
  public String stop(String job, Deadline deadline) {
    return effect("StopMigrateJob", job, deadline);
  }

  @Override
  public void probe() {
    list.probe();
  }

  @Override
  public StepNames stepNames() {
    return STEP_NAMES;
  }

  private String effect(String action, String job, Deadline deadline) {
    return client.call(action, Map.of("JobId", job), deadline).requestId();
  }
}
