package io.tidegate.provider.tencent;

import static io.tidegate.provider.json.Scalars.text;

import io.tidegate.provider.Texts;
import io.tidegate.provider.tencent.wire.DescribeSyncJobsReply.Detail;
import io.tidegate.provider.tencent.wire.DescribeSyncJobsReply.Job;
import io.tidegate.provider.tencent.wire.DescribeSyncJobsReply.Trouble;
import io.tidegate.provider.tencent.wire.Movement.Step;
import io.tidegate.provider.tencent.wire.Movement.Tip;
import io.tidegate.provider.tencent.wire.SyncStep;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.StageProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a view of a synchronisation. */
final class SyncViews {

  static JobView of(SyncList.Sent sent, Instant readAt) {
    Job job = sent.job();
    Detail detail = job.detail();
    return Views.view(
        state(job),
        status(job),
        stages(sent),
        detail == null ? null : detail.secondsBehindMaster(),
        detail == null ? "" : message(detail),
        readAt);
  }

  static List<StageProgress> stages(SyncList.Sent sent) {
    Job job = sent.job();
    List<Step> steps =
        sent.steps().stream().map(s -> step(sent.reply().as(s, SyncStep.class))).toList();
    return SyncStages.of(job.initType(), state(job) == JobState.FINISHED, steps);
  }

  /** The step in the words of a migration. */
  static Step step(SyncStep sent) {
    return new Step(
        sent.stepId(),
        sent.status(),
        sent.progress(),
        sent.startTime(),
        sent.finishTime(),
        "",
        tips(sent.failures()),
        tips(sent.notices()));
  }

  private static List<@Nullable Tip> tips(List<SyncStep.Tip> sent) {
    List<@Nullable Tip> tips = new ArrayList<>();
    sent.forEach(t -> tips.add(new Tip(t.message(), t.solution(), t.helpDoc())));
    return tips;
  }

  static JobState state(Job job) {
    return SyncWords.job(text(job.status()), text(job.tradeStatus()));
  }

  /** Both words, where the second decides. */
  static String status(Job job) {
    String trade = text(job.tradeStatus());
    return SyncWords.isWithdrawn(trade)
        ? text(job.status()) + " (" + trade + ")"
        : text(job.status());
  }

  private static String message(Detail detail) {
    Trouble trouble = detail.errInfo();
    Stream<String> why =
        trouble == null
            ? Stream.of()
            : Stream.of(text(trouble.reason()), text(trouble.message()), text(trouble.solution()));
    return Texts.joined(Stream.concat(Stream.of(text(detail.message())), why));
  }

  private SyncViews() {}
}
