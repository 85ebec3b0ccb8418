package io.tidegate.provider.tencent;

import static io.tidegate.provider.json.Scalars.number;
import static io.tidegate.provider.json.Scalars.text;

import io.tidegate.provider.Texts;
import io.tidegate.provider.tencent.wire.DescribeMigrationDetailReply;
import io.tidegate.provider.tencent.wire.DescribeMigrationJobsReply;
import io.tidegate.provider.tencent.wire.Movement;
import io.tidegate.provider.tencent.wire.Movement.Step;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.StageProgress;
import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a view of a migration out of each of the calls that show one. */
final class Views {

  /**
   * @param reply the one that the job stands in
   */
  static JobView of(TencentReply reply, DescribeMigrationJobsReply.Job job, Instant readAt) {
    return view(
        text(job.status()),
        "",
        job.stepInfo(),
        steps(reply, job.stepInfo()),
        text(job.briefMsg()),
        readAt);
  }

  static JobView of(TencentReply reply, DescribeMigrationDetailReply job, Instant readAt) {
    String message =
        Texts.joined(
            Stream.concat(
                Stream.of(text(job.briefMsg())),
                job.troubles().stream()
                    .flatMap(t -> Stream.of(text(t.errorLog()), text(t.solution())))));
    return view(
        text(job.status()),
        job.kind(),
        job.stepInfo(),
        steps(reply, job.stepInfo()),
        message,
        readAt);
  }

  /**
   * Whether a view of the list says less than is needed: a job that has ended, and not which stages
   * it had.
   */
  static boolean isTooLittle(JobView view) {
    return view.state() == JobState.FINISHED
        && !view.everyStageFinished()
        && !TencentWords.isStopped(view.status());
  }

  static List<Step> steps(TencentReply reply, @Nullable Movement movement) {
    return movement == null
        ? List.of()
        : movement.steps().stream().map(s -> reply.as(s, Step.class)).toList();
  }

  private static JobView view(
      String status,
      String kind,
      @Nullable Movement movement,
      List<Step> steps,
      String message,
      Instant readAt) {
    return view(
        TencentWords.job(status),
        status,
        Stages.of(status, kind, steps),
        movement == null ? null : movement.secondsBehindMaster(),
        message,
        readAt);
  }

  /**
   * A view of a job of any kind.
   *
   * @param secondsBehind as sent: a lag only where it is none below 0, and following has begun
   */
  static JobView view(
      JobState state,
      String status,
      List<StageProgress> stages,
      @Nullable String secondsBehind,
      String message,
      Instant readAt) {
    long seconds = number(secondsBehind, -1);
    return new JobView(
        state,
        Texts.cut(status),
        stages,
        follows(stages) && seconds >= 0 ? Duration.ofSeconds(seconds) : null,
        "",
        Texts.cut(message),
        readAt);
  }

  /** Before following has begun a lag of 0 says nothing. */
  private static boolean follows(List<StageProgress> stages) {
    return stages.stream()
        .anyMatch(
            s ->
                s.stage() == Stage.INCREMENTAL_SYNC
                    && (s.state() == StageState.RUNNING || s.state() == StageState.CAUGHT_UP));
  }

  private Views() {}
}
