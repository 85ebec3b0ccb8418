package io.tidegate.provider.tencent;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.provider.FoundJob;
import io.tidegate.provider.Provider.StepNames;
import io.tidegate.provider.report.RawReport;
import io.tidegate.provider.tencent.wire.Movement.Step;
import io.tidegate.provider.tencent.wire.SyncStep;
import io.tidegate.workflow.contract.AccountJobs;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.JobView;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Jobs that synchronise. One that passed its check rests until it is started; then it follows its
 * source until it is stopped, which is also how it is cut over.
 */
final class Synchronisations implements JobKind {
  private static final StepNames STEP_NAMES =
      new StepNames("CreateCheckSyncJob", "SkipSyncCheckItem", "StartSyncJob", "StopSyncJob");

  /** One that has failed for good is only stopped. */
  private static final Capability.Resume RESUME =
      new Capability.Resume("ResumeSyncJob", List.of("ResumableErr"));

  private final SyncList list;
  private final PrecheckReader prechecks;
  private final StageReader stages;

  Synchronisations(TencentClient client, Clock clock) {
    this.list = new SyncList(client, clock);
    this.prechecks = new PrecheckReader(client, new SyncChecks(list));
    this.stages = new StageReader(this::steps);
  }

  @Override
  public StepNames stepNames() {
    return STEP_NAMES;
  }

  @Override
  public String pauseAction() {
    return "PauseSyncJob";
  }

  @Override
  public String stopAction() {
    return STEP_NAMES.complete();
  }

  /** A shield has nothing to say but its steps, of foreign keys too. */
  @Override
  public Capability capability(Duration quietWindow, Duration verdictGrace) {
    return new Capability(
        Capability.ShieldReach.STEP,
        List.of(),
        Map.of(),
        false,
        Capability.Cutover.STOP,
        quietWindow,
        verdictGrace,
        new Capability.Extras("", false, false, RESUME));
  }

  @Override
  public Map<String, Object> shield(String job, List<String> items, Map<String, String> choices) {
    return Map.of("JobId", job, "StepIds", items);
  }

  @Override
  public Optional<FoundJob> find(String id) {
    return list.find(id);
  }

  @Override
  public JobView view(String job) {
    return list.view(job);
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
    JobView view = list.view(job);
    String began = prechecks.read(job, CheckSource.Run.of(view)).bootTime();
    return new Baseline(view.state(), view.status(), "", began, view.readAt());
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
    SyncList.Sent sent = list.read(job);
    List<StageReader.SentStep> steps = new ArrayList<>();
    for (JsonNode node : sent.steps()) {
      Step step = SyncViews.step(sent.reply().as(node, SyncStep.class));
      steps.add(
          new StageReader.SentStep(step, SyncStages.stageOf(step, sent.job().initType()), node));
    }
    return new StageReader.Steps(steps, SyncViews.stages(sent));
  }

  @Override
  public void probe() {
    list.probe();
  }
}
