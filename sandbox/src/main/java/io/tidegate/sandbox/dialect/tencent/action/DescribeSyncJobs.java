package io.tidegate.sandbox.dialect.tencent.action;

import static io.tidegate.sandbox.dialect.tencent.action.Filter.isAny;
import static io.tidegate.sandbox.dialect.tencent.action.Filter.isDescending;

import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.dialect.tencent.Call;
import io.tidegate.sandbox.dialect.tencent.SyncStatus;
import io.tidegate.sandbox.dialect.tencent.TencentError;
import io.tidegate.sandbox.fault.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DescribeSyncJobs: the synchronisations, by their ids or page by page. */
record DescribeSyncJobs(Jobs jobs) implements Version2021<DescribeSyncJobs.Parameters> {

  /** What it takes. */
  record Parameters(
      @Nullable String jobId,
      @Nullable List<@Nullable String> jobIds,
      @Nullable String jobName,
      @Nullable String order,
      @Nullable String orderSeq,
      @Nullable Long offset,
      @Nullable Long limit,
      @Nullable List<@Nullable String> status,
      @Nullable String runMode,
      @Nullable String jobType,
      @Nullable String payMode,
      @Nullable List<TagFilter> tagFilters,
      @Nullable String srcInfoPattern,
      @Nullable String dstInfoPattern) {

    private boolean names(Job job) {
      return isAny(jobId, job.id()) && isAny(jobIds, job.id()) && isAny(jobName, job.spec().name());
    }

    private boolean fits(JobView view) {
      Job job = view.job();
      return isAny(status, SyncStatus.of(view).word())
          && isAny(runMode, SyncJobInfo.RUN_MODE)
          && isAny(jobType, SyncJobInfo.JOB_TYPE)
          && isAny(payMode, SyncJobInfo.PAY_MODE)
          && isPartOf(srcInfoPattern, job.spec().source())
          && isPartOf(dstInfoPattern, job.spec().target())
          // A sandbox has no tags.
          && (tagFilters == null || tagFilters.isEmpty());
    }

    private static boolean isPartOf(@Nullable String pattern, Endpoint endpoint) {
      return pattern == null || (endpoint.host() + ":" + endpoint.port()).contains(pattern);
    }
  }

  /** A tag that jobs must have. */
  record TagFilter(@Nullable String tagKey, @Nullable List<String> tagValue) {}

  /** One page. */
  record Response(int totalCount, List<SyncJobInfo> jobList) {}

  @Override
  public Class<Parameters> parameters() {
    return Parameters.class;
  }

  @Override
  public Fault.Reach reach() {
    return Fault.Reach.PAGE_READS;
  }

  /** 100 a second, where all others are 20. */
  @Override
  public int share() {
    return 5;
  }

  @Override
  public Object answer(Parameters parameters, Call call) {
    Paging paging = Paging.of(parameters.limit(), parameters.offset());
    if (!isAny(parameters.order(), "CreateTime")) {
      throw TencentError.invalid("Order", "CreateTime");
    }
    List<JobView> found =
        new ArrayList<>(
            jobs.list(call.sight(), parameters::names).stream().filter(parameters::fits).toList());
    if (isDescending(parameters.orderSeq(), "ASC", "DESC")) {
      Collections.reverse(found);
    }
    return new Response(
        found.size(),
        paging.page(found, call).stream().map(view -> SyncJobInfo.of(view, call)).toList());
  }
}
