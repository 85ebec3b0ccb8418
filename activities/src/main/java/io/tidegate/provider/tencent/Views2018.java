package io.tidegate.provider.tencent;

import static io.tidegate.provider.json.Scalars.text;

import io.tidegate.provider.Texts;
import io.tidegate.provider.tencent.wire.DescribeMigrateJobsReply.Detail;
import io.tidegate.provider.tencent.wire.DescribeMigrateJobsReply.Job;
import io.tidegate.provider.tencent.wire.DescribeMigrateJobsReply.Trouble;
import io.tidegate.provider.tencent.wire.Movement.Step;
import io.tidegate.provider.tencent.wire.Step2018;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.StageProgress;
import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes a view of a migration of the version of 2018. */
final class Views2018 {

  static JobView of(JobList2018.Sent sent, Instant readAt) {
    Job job = sent.job();
    Detail detail = job.detail();
    return Views.view(
        TencentWords.job(Words2018.job(text(job.status()))),
        Words2018.shown(text(job.status())),
        stages(sent),
        detail == null ? null : detail.secondsBehindMaster(),
        message(job),
        readAt);
  }

  static List<StageProgress> stages(JobList2018.Sent sent) {
    Job job = sent.job();
    String word = Words2018.job(text(job.status()));
    String shown = Words2018.shown(text(job.status()));
    String kind = kind(job);
    List<Step> steps = steps(sent);
    List<StageProgress> stages = new ArrayList<>(Stages.of(word, kind, steps));
    if (TencentWords.isSuccess(word) && stages.isEmpty()) {
      // Stopped jobs have another number: this one did whatever it was to do.
      return List.of(new StageProgress(Stage.FULL_LOAD, StageState.FINISHED, shown, 100, ""));
    }
    if (TencentWords.job(word) == JobState.MOVING) {
      // What the steps of this version are called is not documented: a stage of which none is
      // known need not be one that has not begun.
      stages.replaceAll(
          stage ->
              stage.state() == StageState.NOT_STARTED && isWithoutSteps(stage, kind, steps)
                  ? new StageProgress(
                      stage.stage(), StageState.UNKNOWN, shown + progress(job), -1, "")
                  : stage);
    }
    return stages;
  }

  private static boolean isWithoutSteps(StageProgress stage, String kind, List<Step> steps) {
    return steps.stream()
        .noneMatch(s -> Stages.stageOf(s, kind).equals(Optional.of(stage.stage())));
  }

  /** Of the job as a whole. */
  private static String progress(Job job) {
    String percent = job.detail() == null ? "" : text(job.detail().progress());
    return percent.isEmpty() ? "" : ", " + Texts.line(percent, 20) + " % of the job";
  }

  static String kind(Job job) {
    return job.migrateOption() == null
        ? ""
        : Words2018.kind(text(job.migrateOption().migrateType()));
  }

  private static List<Step> steps(JobList2018.Sent sent) {
    Detail detail = sent.job().detail();
    return detail == null
        ? List.of()
        : detail.steps().stream().map(node -> step(sent.reply().as(node, Step2018.class))).toList();
  }

  /** The step in the words of the version after; how far it is, this one does not say. */
  static Step step(Step2018 sent) {
    return new Step(
        sent.stepId(),
        Words2018.step(text(sent.status())),
        "-1",
        sent.startTime(),
        "",
        "",
        List.of(),
        List.of());
  }

  private static String message(Job job) {
    return Texts.joined(job.troubles().stream().flatMap(Views2018::words));
  }

  private static Stream<String> words(Trouble trouble) {
    String help = text(trouble.helpDoc());
    return Stream.of(text(trouble.errorLog()), help.isEmpty() ? "" : "see " + help);
  }

  private Views2018() {}
}
