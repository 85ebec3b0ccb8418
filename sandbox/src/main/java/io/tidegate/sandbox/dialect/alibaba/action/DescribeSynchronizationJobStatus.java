package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.core.Engine.Following;
import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.Stages;
import io.tidegate.sandbox.dialect.alibaba.Action;
import io.tidegate.sandbox.dialect.alibaba.Call;
import io.tidegate.sandbox.dialect.alibaba.Words;
import io.tidegate.sandbox.dialect.alibaba.action.DtsJobParts.StageStatus;
import io.tidegate.sandbox.dialect.alibaba.action.SyncParts.PrecheckStatus;
import io.tidegate.sandbox.dialect.alibaba.action.SyncParts.SynchronizationObject;
import io.tidegate.sandbox.fault.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DescribeSynchronizationJobStatus: one direction of a synchronisation, item by item. */
final class DescribeSynchronizationJobStatus implements Action {
  private final JobService jobs;

  DescribeSynchronizationJobStatus(JobService jobs) {
    this.jobs = jobs;
  }

  /** The job at top level; whether a stage is configured is text. */
  record Response(
      String requestId,
      boolean success,
      String synchronizationJobId,
      String synchronizationJobName,
      String synchronizationJobClass,
      String synchronizationDirection,
      String taskId,
      String payType,
      String status,
      @Nullable String errorMessage,
      @Nullable String checkpoint,
      String delay,
      long delayMillis,
      String structureInitialization,
      String dataInitialization,
      PrecheckStatus precheckStatus,
      StageStatus structureInitializationStatus,
      StageStatus dataInitializationStatus,
      SynchronizationStatus dataSynchronizationStatus,
      LegacyEndpoint sourceEndpoint,
      LegacyEndpoint destinationEndpoint,
      List<SynchronizationObject> synchronizationObjects) {}

  /** Incremental sync. */
  record SynchronizationStatus(
      String status,
      String percent,
      String delay,
      long delayMillis,
      @Nullable String checkpoint,
      @Nullable String errorMessage) {
    static SynchronizationStatus of(JobView view) {
      Following following = view.progress().following();
      return new SynchronizationStatus(
          Words.stage(following, view.job().status()),
          Integer.toString(following.percent()),
          Long.toString(following.lagSeconds()),
          Words.delay(following),
          SyncParts.checkpoint(view),
          following.error().isEmpty() ? null : following.error());
    }
  }

  @Override
  public Family family() {
    return Family.LEGACY;
  }

  @Override
  public Fault.Reach reach() {
    return Fault.Reach.STATUS_READS;
  }

  @Override
  public Object answer(Call call) {
    JobView view = JobIds.synchronisation(jobs, call.parameters(), call.sight());
    Job job = view.job();
    Stages stages = job.spec().stages();
    SynchronizationStatus following = SynchronizationStatus.of(view);
    return new Response(
        call.requestId(),
        true,
        job.instanceId(),
        job.spec().name(),
        "small",
        Direction.of(job).word(),
        job.id(),
        "PostPaid",
        call.statusOf(view),
        job.state().failure(),
        following.checkpoint(),
        following.delay(),
        following.delayMillis(),
        Boolean.toString(stages.structure()),
        Boolean.toString(stages.fullLoad()),
        PrecheckStatus.of(view),
        StageStatus.of(view.progress().structure(), job.status()),
        StageStatus.of(view.progress().fullLoad(), job.status()),
        following,
        LegacyEndpoint.of(job.spec().source()),
        LegacyEndpoint.of(job.spec().target()),
        SynchronizationObject.of(job));
  }
}
