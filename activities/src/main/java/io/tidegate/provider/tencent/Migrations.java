package io.tidegate.provider.tencent;

import static io.tidegate.provider.json.Scalars.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.provider.FoundJob;
import io.tidegate.provider.Provider.StepNames;
import io.tidegate.provider.Texts;
import io.tidegate.provider.report.RawReport;
import io.tidegate.provider.tencent.wire.DescribeMigrationDetailReply;
import io.tidegate.provider.tencent.wire.Movement;
import io.tidegate.provider.tencent.wire.Movement.Step;
import io.tidegate.workflow.contract.AccountJobs;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.JobView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Jobs that migrate. One that passed its check rests until it is started, and one that follows its
 * source does so until it is completed.
 */
final class Migrations implements JobKind {
  private static final StepNames STEP_NAMES =
      new StepNames(
          "CreateMigrateCheckJob", "SkipCheckItem", "StartMigrateJob", "CompleteMigrateJob");

  /** One that is failed for good is resumed for Redis alone. */
  private static final Capability.Resume RESUME =
      new Capability.Resume("ResumeMigrateJob", List.of("error", "resumableErr"));

  private final JobDetail details;
  private final JobList list;
  private final PrecheckReader prechecks;
  private final StageReader stages;
  private final Clock clock;

  Migrations(TencentClient client, Clock clock) {
    this.details = new JobDetail(client);
    this.list = new JobList(client, clock);
    this.prechecks = new PrecheckReader(client, new MigrationChecks(details));
    this.stages = new StageReader(this::steps);
    this.clock = clock;
  }

  @Override
  public StepNames stepNames() {
    return STEP_NAMES;
  }

  @Override
  public String pauseAction() {
    return "PauseMigrateJob";
  }

  @Override
  public String stopAction() {
    return "StopMigrateJob";
  }

  @Override
  public Capability capability(Duration quietWindow, Duration verdictGrace) {
    return new Capability(
        Capability.ShieldReach.STEP,
        List.of(),
        ForeignKeys.CHOICES,
        false,
        Capability.Cutover.COMPLETE,
        quietWindow,
        verdictGrace,
        new Capability.Extras("", false, false, RESUME));
  }

  /** The other ways are for Redis alone. */
  @Override
  public Map<String, Object> resumption(String job) {
    return Map.of("JobId", job, "ResumeOption", "normal");
  }

  @Override
  public Map<String, Object> shield(String job, List<String> items, Map<String, String> choices) {
    return ForeignKeys.parameters(job, items, choices);
  }

  @Override
  public Optional<FoundJob> find(String id) {
    return list.find(id);
  }

  @Override
  public JobView view(String job) {
    Instant readAt = clock.instant();
    TencentReply reply = details.reply(job);
    return Views.of(reply, reply.as(DescribeMigrationDetailReply.class), readAt);
  }

  @Override
  public Map<String, JobView> views(Collection<String> jobs) {
    return list.views(jobs);
  }

  @Override
  public List<AccountJobs.Listed> jobs(int most) {
    return list.jobs(most);
  }

  @Override
  public Baseline baseline(String job) {
    Instant takenAt = clock.instant();
    DescribeMigrationDetailReply detail = details.read(job);
    String status = text(detail.status());
    return new Baseline(
        TencentWords.job(status), Texts.cut(status), "", MigrationChecks.bootTime(detail), takenAt);
  }

  @Override
  public RawReport check(String job) {
    return prechecks.read(job);
  }

  @Override
  public ChecksPage stage(String job, ChecksPart part, int page, int size) {
    return stages.read(job, part, page, size);
  }

  private StageReader.Steps steps(String job) {
    TencentReply reply = details.reply(job);
    DescribeMigrationDetailReply detail = reply.as(DescribeMigrationDetailReply.class);
    Movement movement = detail.stepInfo();
    List<Step> steps = new ArrayList<>();
    List<StageReader.SentStep> sent = new ArrayList<>();
    for (JsonNode node : movement == null ? List.<JsonNode>of() : movement.steps()) {
      Step step = reply.as(node, Step.class);
      steps.add(step);
      sent.add(new StageReader.SentStep(step, Stages.stageOf(step, detail.kind()), node));
    }
    return new StageReader.Steps(sent, Stages.of(text(detail.status()), detail.kind(), steps));
  }

  @Override
  public void probe() {
    list.probe();
  }
}
