package io.tidegate.sandbox.dialect.alibaba.action;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidegate.sandbox.core.Engine.Following;
import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.Stages;
import io.tidegate.sandbox.dialect.alibaba.Action;
import io.tidegate.sandbox.dialect.alibaba.Call;
import io.tidegate.sandbox.dialect.alibaba.Words;
import io.tidegate.sandbox.dialect.alibaba.action.DtsJobParts.StageStatus;
import io.tidegate.sandbox.fault.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DescribeMigrationJobStatus: one job of the legacy family, with its precheck item by item. */
final class DescribeMigrationJobStatus implements Action {
  private final JobService jobs;

  DescribeMigrationJobStatus(JobService jobs) {
    this.jobs = jobs;
  }

  /** The job at top level. */
  record Response(
      String requestId,
      boolean success,
      String migrationJobId,
      String taskId,
      String migrationJobName,
      String migrationJobStatus,
      String migrationJobClass,
      String payType,
      String migrationObject,
      MigrationMode migrationMode,
      PrecheckStatus precheckStatus,
      StageStatus structureInitializationStatus,
      StageStatus dataInitializationStatus,
      SynchronizationStatus dataSynchronizationStatus,
      LegacyEndpoint sourceEndpoint,
      LegacyEndpoint destinationEndpoint) {}

  /** In lower camel case, here and nowhere else. */
  record MigrationMode(
      @JsonProperty("structureInitialization") boolean structure,
      @JsonProperty("dataInitialization") boolean data,
      @JsonProperty("dataSynchronization") boolean synchronization) {}

  /** The latest precheck. */
  record PrecheckStatus(String status, String percent, Detail detail) {}

  /** The wrapper that the items' array stands in. */
  record Detail(List<CheckItem> checkItem) {}

  /** One answered item. */
  record CheckItem(
      String itemName,
      String checkStatus,
      @Nullable String errorMessage,
      @Nullable String repairMethod) {}

  /** Incremental sync, its numbers as text. */
  record SynchronizationStatus(
      String status,
      String percent,
      String delay,
      @Nullable String checkpoint,
      @Nullable String errorMessage) {
    static SynchronizationStatus of(Following following, Job job) {
      Long checkpoint = DtsJobParts.checkpoint(following);
      return new SynchronizationStatus(
          Words.stage(following, job.status()),
          Integer.toString(following.percent()),
          LegacyWords.delay(following),
          checkpoint == null ? null : checkpoint.toString(),
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
    JobView view = JobIds.instance(jobs, call.parameters().get("MigrationJobId"), call.sight());
    Job job = view.job();
    Stages stages = job.spec().stages();
    return new Response(
        call.requestId(),
        true,
        job.instanceId(),
        job.id(),
        job.spec().name(),
        call.statusOf(view),
        "small",
        "PostPaid",
        LegacyObjects.text(job),
        new MigrationMode(stages.structure(), stages.fullLoad(), stages.incremental()),
        precheck(view),
        StageStatus.of(view.progress().structure(), job.status()),
        StageStatus.of(view.progress().fullLoad(), job.status()),
        SynchronizationStatus.of(view.progress().following(), job),
        LegacyEndpoint.of(job.spec().source()),
        LegacyEndpoint.of(job.spec().target()));
  }

  private static PrecheckStatus precheck(JobView view) {
    List<CheckItem> items =
        LegacyWords.answered(view).stream()
            .map(item -> new CheckItem(item.code(), item.word(), item.reason(), item.repair()))
            .toList();
    return new PrecheckStatus(
        Words.precheck(view.precheck()),
        view.precheck().map(LegacyWords::percent).orElse("0"),
        new Detail(items));
  }
}
