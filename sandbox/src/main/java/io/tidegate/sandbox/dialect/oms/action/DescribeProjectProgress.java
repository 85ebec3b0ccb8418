package io.tidegate.sandbox.dialect.oms.action;

import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.Stages;
import io.tidegate.sandbox.dialect.oms.Action;
import io.tidegate.sandbox.dialect.oms.Call;
import io.tidegate.sandbox.dialect.oms.Reply;
import io.tidegate.sandbox.dialect.oms.Status;
import io.tidegate.sandbox.fault.Fault;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** DescribeProjectProgress: how a project stands, in few words. */
record DescribeProjectProgress(Projects projects) implements Action<ById> {

  /**
   * How it stands.
   *
   * @param incrSyncCheckpoint up to when the source is followed, in Unix seconds; null before that
   */
  record Progress(
      String projectId,
      String status,
      String alarmLevel,
      boolean enableIncrSync,
      String currentStep,
      @Nullable Long incrSyncCheckpoint,
      boolean enableStructTransfer,
      boolean enableFullTransfer,
      @Nullable Integer structTransferProgress,
      @Nullable Integer fullTransferProgress,
      boolean enableReverseIncrTransfer,
      @Nullable Long reverseIncrTransferCheckpoint) {}

  @Override
  public Class<ById> parameters() {
    return ById.class;
  }

  @Override
  public Fault.Reach reach() {
    return Fault.Reach.STATUS_READS;
  }

  @Override
  public Reply answer(ById parameters, Call call) {
    JobView view = projects.look(parameters.id(), call.sight());
    Stages stages = view.job().spec().stages();
    Instant upTo = view.progress().following().checkpointTime();
    return Reply.of(
        new Progress(
            view.job().id(),
            call.statusOr(Status.of(view.job().state(), call.now()).name()),
            ProjectInfo.IMPORTANCE,
            stages.incremental(),
            currentStep(view, call),
            upTo == null ? null : upTo.getEpochSecond(),
            stages.structure(),
            stages.fullLoad(),
            stages.structure() ? view.progress().structure().percent() : null,
            stages.fullLoad() ? view.progress().fullLoad().percent() : null,
            false,
            null));
  }

  /** The vendor's samples have an older name of the first step here. */
  private static String currentStep(JobView view, Call call) {
    StepName current = ProjectSteps.current(view, call.now());
    return current == StepName.TRANSFER_PRECHECK ? "PRE_CHECK" : current.name();
  }
}
