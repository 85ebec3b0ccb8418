package io.tidegate.sandbox.dialect.alibaba.action;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.PrecheckRun;
import io.tidegate.sandbox.dialect.alibaba.Action;
import io.tidegate.sandbox.dialect.alibaba.AlibabaDialect;
import io.tidegate.sandbox.dialect.alibaba.AlibabaError;
import io.tidegate.sandbox.dialect.alibaba.Call;
import io.tidegate.sandbox.dialect.alibaba.Parameters;
import io.tidegate.sandbox.dialect.alibaba.Words;
import io.tidegate.sandbox.dialect.alibaba.action.DtsJobParts.DtsEndpoint;
import io.tidegate.sandbox.dialect.alibaba.action.DtsJobParts.MigrationMode;
import io.tidegate.sandbox.dialect.alibaba.action.DtsJobParts.StageStatus;
import io.tidegate.sandbox.fault.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** DescribeDtsJobs: the jobs of one type, page by page, with their prechecks. */
final class DescribeDtsJobs implements Action {
  private static final int STANDARD_PAGE = 20;
  private static final int LARGEST_PAGE = 30;

  private final JobService jobs;

  DescribeDtsJobs(JobService jobs) {
    this.jobs = jobs;
  }

  /** One page. */
  record Response(
      String requestId,
      boolean success,
      int httpStatusCode,
      String errCode,
      String errMessage,
      String dynamicMessage,
      String dynamicCode,
      int pageNumber,
      int pageRecordCount,
      int totalRecordCount,
      List<DtsJob> dtsJobList,
      List<DtsJob> etlDemoList) {}

  /** One job; its delay is in milliseconds, of a synchronisation in seconds. */
  record DtsJob(
      String dtsJobId,
      @JsonProperty("DtsInstanceID") String dtsInstanceId,
      String dtsJobName,
      String dtsJobClass,
      String dtsJobDirection,
      String jobType,
      String status,
      String payType,
      @Nullable String createTime,
      @Nullable String errorMessage,
      @Nullable String dbObject,
      @Nullable String checkpoint,
      long delay,
      MigrationMode migrationMode,
      PrecheckStatus precheckStatus,
      StageStatus structureInitializationStatus,
      StageStatus dataInitializationStatus,
      StageStatus dataSynchronizationStatus,
      DtsEndpoint sourceEndpoint,
      DtsEndpoint destinationEndpoint) {}

  /** The latest precheck. */
  record PrecheckStatus(
      String status, String percent, @Nullable String errorMessage, List<Detail> detail) {}

  /** One answered item. It has no flag for a shield: an item that was passed over is a success. */
  record Detail(
      String checkItem,
      String checkItemDescription,
      String checkResult,
      @Nullable String failedReason,
      @Nullable String repairMethod) {}

  @Override
  public Family family() {
    return Family.DTS;
  }

  @Override
  public Fault.Reach reach() {
    return Fault.Reach.PAGE_READS;
  }

  @Override
  public Object answer(Call call) {
    Parameters parameters = call.parameters();
    Page page = Page.asked(parameters, "PageNumber", "PageSize", STANDARD_PAGE, LARGEST_PAGE);
    boolean withoutDbList = parameters.flag("WithoutDbList").orElse(false);
    List<Job> found = new ArrayList<>(find(call, parameters));
    if (parameters.find("OrderDirection").filter("DESC"::equalsIgnoreCase).isPresent()) {
      Collections.reverse(found);
    }
    List<DtsJob> list =
        page.of(found, call).stream()
            .map(job -> job(call, jobs.look(job.id(), call.sight()), withoutDbList))
            .toList();
    return new Response(
        call.requestId(),
        true,
        200,
        "",
        "",
        "",
        "",
        page.number(),
        list.size(),
        found.size(),
        list,
        List.of());
  }

  private List<Job> find(Call call, Parameters parameters) {
    String dialect =
        switch (parameters.find("JobType").orElse("MIGRATION").toUpperCase(Locale.ROOT)) {
          case "MIGRATION" -> AlibabaDialect.NAME;
          case "SYNC" -> AlibabaDialect.SYNC_NAME;
          case "SUBSCRIBE" -> "";
          default -> throw AlibabaError.invalid("JobType", "MIGRATION, SYNC or SUBSCRIBE");
        };
    List<String> jobIds = parameters.list("DtsJobId");
    List<String> instanceIds = parameters.list("DtsInstanceId");
    String status = parameters.find("Status").orElse("");
    Predicate<Job> byType = byType(parameters);
    return jobs.list(dialect, call.sight()).stream()
        .filter(job -> jobIds.isEmpty() || jobIds.contains(job.id()))
        .filter(job -> instanceIds.isEmpty() || instanceIds.contains(job.instanceId()))
        .filter(job -> status.isEmpty() || status.equalsIgnoreCase(status(call, job)))
        .filter(byType)
        .toList();
  }

  private String status(Call call, Job job) {
    return Words.status(jobs.look(job.id(), call.sight()));
  }

  private static Predicate<Job> byType(Parameters parameters) {
    String value = parameters.find("Params").orElse("").toLowerCase(Locale.ROOT);
    return switch (parameters.find("Type").orElse("")) {
      case "" -> job -> true;
      case "name" -> job -> job.spec().name().toLowerCase(Locale.ROOT).contains(value);
      case "instance" -> job -> value.isEmpty() || job.instanceId().equals(value);
      // These ask for cloud database instances, of which a sandbox has none.
      case "srcRds", "rds" -> job -> value.isEmpty();
      default -> throw AlibabaError.invalid("Type", "instance, name, srcRds or rds");
    };
  }

  private static DtsJob job(Call call, JobView view, boolean withoutDbList) {
    Job job = view.job();
    Long checkpoint = DtsJobParts.checkpoint(view.progress().following());
    boolean synchronises = job.dialect().equals(AlibabaDialect.SYNC_NAME);
    return new DtsJob(
        job.id(),
        job.instanceId(),
        job.spec().name(),
        "small",
        Direction.of(job).word(),
        synchronises ? "SYNC" : "MIGRATION",
        call.statusOf(view),
        "PostPaid",
        Words.zuluTime(job.createdAt()),
        job.state().failure(),
        withoutDbList ? null : DtsJobParts.dbList(job),
        checkpoint == null ? null : checkpoint.toString(),
        synchronises
            ? view.progress().following().lagSeconds()
            : Words.delay(view.progress().following()),
        MigrationMode.of(job),
        precheck(view),
        StageStatus.of(view.progress().structure(), job.status()),
        StageStatus.of(view.progress().fullLoad(), job.status()),
        StageStatus.of(view.progress().following(), job.status()),
        DtsEndpoint.of(job.spec().source()),
        DtsEndpoint.of(job.spec().target()));
  }

  private static PrecheckStatus precheck(JobView view) {
    boolean failed =
        view.precheck().filter(run -> run.state() == PrecheckRun.State.FAILED).isPresent();
    return new PrecheckStatus(
        Words.precheck(view.precheck()),
        view.precheck().map(LegacyWords::percent).orElse("0"),
        failed ? "the precheck failed" : null,
        LegacyWords.answered(view).stream()
            .map(
                item ->
                    new Detail(
                        item.code(),
                        item.code() + "_DETAIL",
                        item.word(),
                        item.reason(),
                        item.repair()))
            .toList());
  }
}
