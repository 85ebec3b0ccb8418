package io.tidegate.provider.tencent;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.provider.FoundJob;
import io.tidegate.provider.Provider.StepNames;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Effect;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.provider.report.RawReport;
import io.tidegate.provider.tencent.wire.DescribeMigrateJobsReply.Detail;
import io.tidegate.provider.tencent.wire.Movement.Step;
import io.tidegate.provider.tencent.wire.Step2018;
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
 * Jobs that migrate by the version of 2018. Their check tells one message, and nothing passes over
 * it: what it names is repaired, or the job is changed. It has no call that pauses; none is needed,
 * for a checked job rests until it is started.
 */
final class Migrations2018 implements JobKind {
  private static final StepNames STEP_NAMES =
      new StepNames("CreateMigrateCheckJob", "", "StartMigrateJob", "CompleteMigrateJob");

  private final JobList2018 list;
  private final PrecheckReader prechecks;
  private final StageReader stages;

  Migrations2018(TencentClient client, Clock clock) {
    this.list = new JobList2018(client, clock);
    this.prechecks = new PrecheckReader(client, new Checks2018(list));
    this.stages = new StageReader(this::steps);
  }

  @Override
  public StepNames stepNames() {
    return STEP_NAMES;
  }

  @Override
  public Capability capability(Duration quietWindow, Duration verdictGrace) {
    return new Capability(
        Capability.ShieldReach.NONE,
        List.of(),
        Map.of(),
        false,
        Capability.Cutover.COMPLETE,
        quietWindow,
        verdictGrace,
        new Capability.Extras(Modification2018.ACTION, true, true));
  }

  @Override
  public String pauseAction() {
    throw noCall("pauses a job", "stop it instead, or wait for it");
  }

  @Override
  public String stopAction() {
    return "StopMigrateJob";
  }

  @Override
  public Map<String, Object> shield(String job, List<String> items, Map<String, String> choices) {
    throw noCall("passes over what a check found", "repair what it names, then recheck");
  }

  private static ProviderException noCall(String what, String advice) {
    return ProviderException.of(Kind.CALLER, TencentClient.PROVIDER, "2018-03-30")
        .effect(Effect.NONE)
        .code("NoSuchCall")
        .message("this version of the API has no call that " + what)
        .advice(advice)
        .build();
  }

  @Override
  public Map<String, Object> modification(String job, String body) {
    return Modification2018.parameters(job, body);
  }

  @Override
  public boolean shows(String job, String body) {
    return Modification2018.isShownBy(list.read(job).sent(), body);
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
    return new Baseline(view.state(), view.status(), "", "", view.readAt());
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
    JobList2018.Sent sent = list.read(job);
    Detail detail = sent.job().detail();
    List<StageReader.SentStep> steps = new ArrayList<>();
    for (JsonNode node : detail == null ? List.<JsonNode>of() : detail.steps()) {
      Step step = Views2018.step(sent.reply().as(node, Step2018.class));
      steps.add(
          new StageReader.SentStep(step, Stages.stageOf(step, Views2018.kind(sent.job())), node));
    }
    return new StageReader.Steps(steps, Views2018.stages(sent));
  }

  @Override
  public void probe() {
    list.probe();
  }
}
