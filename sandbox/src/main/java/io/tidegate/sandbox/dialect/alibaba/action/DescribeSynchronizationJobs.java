package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.core.Engine.Following;
import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.dialect.alibaba.Action;
import io.tidegate.sandbox.dialect.alibaba.AlibabaDialect;
import io.tidegate.sandbox.dialect.alibaba.Call;
import io.tidegate.sandbox.dialect.alibaba.Parameters;
import io.tidegate.sandbox.dialect.alibaba.Words;
import io.tidegate.sandbox.dialect.alibaba.action.DtsJobParts.StageStatus;
import io.tidegate.sandbox.dialect.alibaba.action.SyncParts.PrecheckStatus;
import io.tidegate.sandbox.dialect.alibaba.action.SyncParts.SynchronizationObject;
import io.tidegate.sandbox.fault.Fault;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** DescribeSynchronizationJobs: every synchronisation, page by page, each direction by itself. */
final class DescribeSynchronizationJobs implements Action {
  /** Standard and largest size. */
  private static final int PAGE = 30;

  private final JobService jobs;

  DescribeSynchronizationJobs(JobService jobs) {
    this.jobs = jobs;
  }

  /** One page; of success it says nothing. */
  record Response(
      String requestId,
      int pageNumber,
      int pageRecordCount,
      long totalRecordCount,
      List<Instance> synchronizationInstances) {}

  /** One direction. */
  record Instance(
      String synchronizationJobId,
      String synchronizationJobName,
      String synchronizationJobClass,
      String synchronizationDirection,
      String payType,
      String status,
      @Nullable String errorMessage,
      @Nullable String createTime,
      @Nullable String instanceCreateTime,
      @Nullable String jobCreateTime,
      String delay,
      String structureInitialization,
      String dataInitialization,
      PrecheckStatus precheckStatus,
      StageStatus structureInitializationStatus,
      StageStatus dataInitializationStatus,
      SynchronizationStatus dataSynchronizationStatus,
      LegacyEndpoint sourceEndpoint,
      LegacyEndpoint destinationEndpoint,
      List<SynchronizationObject> synchronizationObjects) {}

  /** Incremental sync, of which a list tells less than the status call. */
  record SynchronizationStatus(
      String status, String percent, String delay, @Nullable String errorMessage) {
    static SynchronizationStatus of(JobView view) {
      Following following = view.progress().following();
      return new SynchronizationStatus(
          Words.stage(following, view.job().status()),
          Integer.toString(following.percent()),
          Long.toString(following.lagSeconds()),
          following.error().isEmpty() ? null : following.error());
    }
  }

  @Override
  public Family family() {
    return Family.LEGACY;
  }

  @Override
  public Fault.Reach reach() {
    return Fault.Reach.PAGE_READS;
  }

  @Override
  public Object answer(Call call) {
    Parameters parameters = call.parameters();
    Page page = Page.asked(parameters, "PageNum", "PageSize", PAGE, PAGE);
    String name = parameters.find("SynchronizationJobName").orElse("").toLowerCase(Locale.ROOT);
    List<Job> found =
        jobs.list(AlibabaDialect.SYNC_NAME, call.sight()).stream()
            .filter(job -> job.spec().name().toLowerCase(Locale.ROOT).contains(name))
            .toList();
    List<Instance> list =
        page.of(found, call).stream()
            .map(job -> instance(call, jobs.look(job.id(), call.sight())))
            .toList();
    return new Response(call.requestId(), page.number(), list.size(), found.size(), list);
  }

  private static Instance instance(Call call, JobView view) {
    Job job = view.job();
    SynchronizationStatus following = SynchronizationStatus.of(view);
    return new Instance(
        job.instanceId(),
        job.spec().name(),
        "small",
        Direction.of(job).word(),
        "PostPaid",
        call.statusOf(view),
        job.state().failure(),
        Words.chinaTime(job.createdAt()),
        Words.zuluTime(job.createdAt()),
        Words.zuluTime(job.createdAt()),
        following.delay(),
        Boolean.toString(job.spec().stages().structure()),
        Boolean.toString(job.spec().stages().fullLoad()),
        PrecheckStatus.of(view),
        StageStatus.of(view.progress().structure(), job.status()),
        StageStatus.of(view.progress().fullLoad(), job.status()),
        following,
        LegacyEndpoint.of(job.spec().source()),
        LegacyEndpoint.of(job.spec().target()),
        SynchronizationObject.of(job));
  }
}
