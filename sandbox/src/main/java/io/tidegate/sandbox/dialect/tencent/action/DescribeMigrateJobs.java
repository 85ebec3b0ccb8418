package io.tidegate.sandbox.dialect.tencent.action;

import static io.tidegate.sandbox.dialect.tencent.action.Filter.isAny;
import static io.tidegate.sandbox.dialect.tencent.action.Filter.isDescending;

import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.dialect.tencent.Call;
import io.tidegate.sandbox.dialect.tencent.Status2018;
import io.tidegate.sandbox.dialect.tencent.TencentError;
import io.tidegate.sandbox.fault.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** DescribeMigrateJobs: the jobs, page by page. */
record DescribeMigrateJobs(Jobs jobs) implements Version2018<DescribeMigrateJobs.Parameters> {

  /** What it takes. */
  record Parameters(
      @Nullable String jobId,
      @Nullable String jobName,
      @Nullable String order,
      @Nullable String orderSeq,
      @Nullable Long offset,
      @Nullable Long limit,
      @Nullable List<TagFilter> tagFilters) {

    private boolean fits(Job job) {
      return isAny(jobId, job.id())
          && isAny(jobName, job.spec().name())
          // A sandbox has no tags.
          && (tagFilters == null || tagFilters.isEmpty());
    }
  }

  /** A tag that jobs must have. */
  record TagFilter(@Nullable String tagKey, @Nullable List<String> tagValue) {}

  /** One page. */
  record Response(int totalCount, List<MigrateJobInfo> jobList) {}

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
    // The oldest first, which is the order of equals too.
    List<JobView> found = new ArrayList<>(jobs.list(call.sight(), parameters::fits));
    order(parameters.order()).ifPresent(found::sort);
    if (isDescending(parameters.orderSeq(), "ASC", "DESC")) {
      Collections.reverse(found);
    }
    return new Response(
        found.size(),
        paging.page(found, call).stream().map(view -> MigrateJobInfo.of(view, call)).toList());
  }

  private static Optional<Comparator<JobView>> order(@Nullable String order) {
    return switch (order == null ? "" : order) {
      case "", "CreateTime" -> Optional.empty();
      case "JobId" -> Optional.of(Comparator.comparing(view -> view.job().id()));
      case "JobName" -> Optional.of(Comparator.comparing(view -> view.job().spec().name()));
      case "Status" -> Optional.of(Comparator.comparing(view -> Status2018.of(view).number()));
      case "MigrateType" ->
          Optional.of(
              Comparator.comparing(view -> MigrateJobInfo.type(view.job().spec().stages())));
      // All run at once here.
      case "RunMode" -> Optional.empty();
      default ->
          throw TencentError.invalid(
              "Order", "JobId, Status, JobName, MigrateType, RunMode or CreateTime");
    };
  }
}
