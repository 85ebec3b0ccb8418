package io.tidegate.sandbox.dialect.alibaba.action;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidegate.sandbox.core.Engine.Following;
import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.dialect.alibaba.Action;
import io.tidegate.sandbox.dialect.alibaba.AlibabaDialect;
import io.tidegate.sandbox.dialect.alibaba.Call;
import io.tidegate.sandbox.dialect.alibaba.Words;
import io.tidegate.sandbox.dialect.alibaba.action.DtsJobParts.DtsEndpoint;
import io.tidegate.sandbox.dialect.alibaba.action.DtsJobParts.MigrationMode;
import io.tidegate.sandbox.dialect.alibaba.action.DtsJobParts.StageStatus;
import io.tidegate.sandbox.fault.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DescribeDtsJobDetail: one job; of its precheck, only what the job's status says. */
final class DescribeDtsJobDetail implements Action {
  private final JobService jobs;

  DescribeDtsJobDetail(JobService jobs) {
    this.jobs = jobs;
  }

  /** The job at top level. */
  record Response(
      String requestId,
      boolean success,
      int httpStatusCode,
      String errCode,
      String errMessage,
      String dynamicMessage,
      String status,
      String dtsJobId,
      @JsonProperty("DtsInstanceID") String dtsInstanceId,
      String dtsJobName,
      String dtsJobClass,
      String dtsJobDirection,
      String synchronizationDirection,
      String jobType,
      String payType,
      @Nullable String createTime,
      @Nullable String bootTime,
      @Nullable String finishTime,
      @Nullable String errorMessage,
      String dbObject,
      @Nullable Long checkpoint,
      long delay,
      MigrationMode migrationMode,
      StageStatus dataSynchronizationStatus,
      DtsEndpoint sourceEndpoint,
      DtsEndpoint destinationEndpoint,
      List<String> subDistributedJob,
      List<String> subSyncJob) {}

  @Override
  public Family family() {
    return Family.DTS;
  }

  /** The documented limit is 40 calls a second, where that of other actions is 20. */
  @Override
  public int share() {
    return 2;
  }

  @Override
  public Fault.Reach reach() {
    return Fault.Reach.STATUS_READS;
  }

  @Override
  public Object answer(Call call) {
    JobView view = JobIds.dts(jobs, call.parameters(), "DtsInstanceID", call.sight());
    Job job = view.job();
    Following following = view.progress().following();
    String direction = Direction.of(job).word();
    return new Response(
        call.requestId(),
        true,
        200,
        "",
        "",
        "",
        call.statusOf(view),
        job.id(),
        job.instanceId(),
        job.spec().name(),
        "small",
        direction,
        direction,
        job.dialect().equals(AlibabaDialect.SYNC_NAME) ? "sync" : "MIGRATION",
        "PostPaid",
        Words.zuluTime(job.createdAt()),
        Words.bareTime(job.state().startedAt()),
        Words.zuluTime(job.state().endedAt()),
        job.state().failure(),
        DtsJobParts.dbList(job),
        DtsJobParts.checkpoint(following),
        Words.delay(following),
        MigrationMode.of(job),
        StageStatus.of(following, job.status()),
        DtsEndpoint.of(job.spec().source()),
        DtsEndpoint.of(job.spec().target()),
        List.of(),
        List.of());
  }
}
