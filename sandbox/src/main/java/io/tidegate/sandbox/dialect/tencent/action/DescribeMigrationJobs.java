package io.tidegate.sandbox.dialect.tencent.action;

import static io.tidegate.sandbox.dialect.tencent.action.Filter.isAny;
import static io.tidegate.sandbox.dialect.tencent.action.Filter.isDescending;

import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.dialect.tencent.Call;
import io.tidegate.sandbox.dialect.tencent.Status;
import io.tidegate.sandbox.fault.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DescribeMigrationJobs: the jobs, page by page. */
record DescribeMigrationJobs(Jobs jobs) implements Version2021<DescribeMigrationJobs.Parameters> {

  /** What it takes. */
  record Parameters(
      @Nullable String jobId,
      @Nullable String jobName,
      @Nullable List<@Nullable String> status,
      @Nullable String srcInstanceId,
      @Nullable String srcRegion,
      @Nullable List<@Nullable String> srcDatabaseType,
      @Nullable List<@Nullable String> srcAccessType,
      @Nullable String dstInstanceId,
      @Nullable String dstRegion,
      @Nullable List<@Nullable String> dstDatabaseType,
      @Nullable List<@Nullable String> dstAccessType,
      @Nullable String runMode,
      @Nullable String orderSeq,
      @Nullable Long limit,
      @Nullable Long offset,
      @Nullable List<TagFilter> tagFilters) {

    private boolean names(Job job) {
      return isAny(jobId, job.id()) && isAny(jobName, job.spec().name());
    }

    private boolean fits(JobView view) {
      return isAny(status, Status.of(view).word())
          && isAny(runMode, JobParts.RUN_MODE)
          && isAny(srcRegion, JobParts.REGION)
          && isAny(dstRegion, JobParts.REGION)
          && isAny(srcDatabaseType, JobParts.DATABASE)
          && isAny(dstDatabaseType, JobParts.DATABASE)
          && isAny(srcAccessType, JobParts.ACCESS)
          && isAny(dstAccessType, JobParts.ACCESS)
          // These ask for cloud database instances and for tags, of which a sandbox has none.
          && isAny(srcInstanceId, "")
          && isAny(dstInstanceId, "")
          && (tagFilters == null || tagFilters.isEmpty());
    }
  }

  /** A tag that jobs must have. */
  record TagFilter(@Nullable String tagKey, @Nullable List<String> tagValue) {}

  /** One page. */
  record Response(int totalCount, List<JobItem> jobList) {}

  /** One job. */
  record JobItem(
      String jobId,
      String jobName,
      String createTime,
      String updateTime,
      String startTime,
      String endTime,
      String briefMsg,
      String status,
      String runMode,
      String expectRunTime,
      JobParts.Action action,
      MigrateDetail stepInfo,
      JobParts.DbEndpoint srcInfo,
      JobParts.DbEndpoint dstInfo,
      JobParts.CompareTask compareTask,
      JobParts.TradeInfo tradeInfo,
      List<String> tags,
      int autoRetryTimeRangeMinutes,
      String dumperResumeCtrl) {}

  @Override
  public Class<Parameters> parameters() {
    return Parameters.class;
  }

  @Override
  public Fault.Reach reach() {
    return Fault.Reach.PAGE_READS;
  }

  @Override
  public Object answer(Parameters parameters, Call call) {
    Paging paging = Paging.of(parameters.limit(), parameters.offset());
    List<JobView> found =
        new ArrayList<>(
            jobs.list(call.sight(), parameters::names).stream().filter(parameters::fits).toList());
    if (isDescending(parameters.orderSeq(), "asc", "desc")) {
      Collections.reverse(found);
    }
    return new Response(
        found.size(), paging.page(found, call).stream().map(view -> item(view, call)).toList());
  }

  private static JobItem item(JobView view, Call call) {
    Job job = view.job();
    return new JobItem(
        job.id(),
        job.spec().name(),
        Words.time(job.createdAt()),
        Words.time(JobParts.updated(view)),
        Words.time(job.state().startedAt()),
        JobParts.ended(view),
        Brief.ofJob(view),
        call.statusOf(view),
        JobParts.RUN_MODE,
        JobParts.NO_EXPECTED_TIME,
        JobParts.Action.of(view),
        MigrateDetail.of(view),
        JobParts.DbEndpoint.of(job.spec().source()),
        JobParts.DbEndpoint.of(job.spec().target()),
        JobParts.CompareTask.NONE,
        JobParts.TradeInfo.NORMAL,
        List.of(),
        0,
        JobParts.RESUMABLE);
  }
}
