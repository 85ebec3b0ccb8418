package io.tidegate.sandbox.dialect.alibaba.action;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.core.Engine.Following;
import io.tidegate.sandbox.core.Engine.StageProgress;
import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.PrecheckRun;
import io.tidegate.sandbox.dialect.alibaba.Action;
import io.tidegate.sandbox.dialect.alibaba.AlibabaDialect;
import io.tidegate.sandbox.dialect.alibaba.Call;
import io.tidegate.sandbox.dialect.alibaba.Parameters;
import io.tidegate.sandbox.dialect.alibaba.Words;
import io.tidegate.sandbox.dialect.alibaba.action.DtsJobParts.MigrationMode;
import io.tidegate.sandbox.fault.Fault;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** DescribeMigrationJobs: every job of the legacy family, page by page; prechecks in one word. */
final class DescribeMigrationJobs implements Action {
  /** Standard and largest size. */
  private static final int PAGE = 30;

  private final JobService jobs;

  DescribeMigrationJobs(JobService jobs) {
    this.jobs = jobs;
  }

  /** One page. */
  record Response(
      String requestId,
      boolean success,
      int pageNumber,
      int pageRecordCount,
      long totalRecordCount,
      MigrationJobs migrationJobs) {}

  /** The wrapper that the jobs' array stands in. */
  record MigrationJobs(List<MigrationJob> migrationJob) {}

  /** One job. */
  record MigrationJob(
      @JsonProperty("MigrationJobID") String migrationJobId,
      String migrationJobName,
      String migrationJobStatus,
      String migrationJobClass,
      String payType,
      @Nullable String instanceCreateTime,
      @Nullable String jobCreateTime,
      Precheck precheck,
      Stage structureInitialization,
      Stage dataInitialization,
      Stage dataSynchronization,
      MigrationMode migrationMode,
      LegacyEndpoint sourceEndpoint,
      LegacyEndpoint destinationEndpoint,
      MigrationObject migrationObject) {}

  /** The latest precheck; the words differ from those of the status call. */
  record Precheck(String status, String percent) {}

  /** A stage; its status is in lower case, here and nowhere else. */
  record Stage(
      @JsonProperty("status") String status,
      String percent,
      @Nullable String progress,
      @Nullable String delay,
      @Nullable String errorMessage) {
    static Stage of(StageProgress stage, Job job) {
      return new Stage(
          Words.stage(stage, job.status()),
          Integer.toString(stage.percent()),
          Long.toString(stage.done()),
          null,
          stage.error().isEmpty() ? null : stage.error());
    }

    static Stage of(Following following, Job job) {
      return new Stage(
          Words.stage(following, job.status()),
          Integer.toString(following.percent()),
          null,
          LegacyWords.delay(following),
          following.error().isEmpty() ? null : following.error());
    }
  }

  /** What is moved. */
  record MigrationObject(List<SynchronousObject> synchronousObject) {}

  /** One database, whole or in part. */
  record SynchronousObject(String databaseName, String wholeDatabase, TableList tableList) {
    static SynchronousObject of(DatabaseSelection selection) {
      return new SynchronousObject(
          selection.database(),
          Boolean.toString(selection.tables().isEmpty()),
          new TableList(selection.tables()));
    }
  }

  /** The wrapper that the tables' array stands in. */
  record TableList(List<String> table) {}

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
    String name = parameters.find("MigrationJobName").orElse("").toLowerCase(Locale.ROOT);
    List<Job> found =
        jobs.list(AlibabaDialect.NAME, call.sight()).stream()
            .filter(job -> job.spec().name().toLowerCase(Locale.ROOT).contains(name))
            .toList();
    List<MigrationJob> list =
        page.of(found, call).stream()
            .map(job -> job(call, jobs.look(job.id(), call.sight())))
            .toList();
    return new Response(
        call.requestId(), true, page.number(), list.size(), found.size(), new MigrationJobs(list));
  }

  private static MigrationJob job(Call call, JobView view) {
    Job job = view.job();
    return new MigrationJob(
        job.instanceId(),
        job.spec().name(),
        call.statusOf(view),
        "small",
        "PostPaid",
        Words.zuluTime(job.createdAt()),
        Words.zuluTime(job.createdAt()),
        new Precheck(
            view.precheck().map(DescribeMigrationJobs::precheck).orElse("NotStarted"),
            view.precheck().map(LegacyWords::percent).orElse("0")),
        Stage.of(view.progress().structure(), job),
        Stage.of(view.progress().fullLoad(), job),
        Stage.of(view.progress().following(), job),
        MigrationMode.of(job),
        LegacyEndpoint.of(job.spec().source()),
        LegacyEndpoint.of(job.spec().target()),
        new MigrationObject(job.spec().objects().stream().map(SynchronousObject::of).toList()));
  }

  private static String precheck(PrecheckRun run) {
    return switch (run.state()) {
      case RUNNING -> "Checking";
      case PASSED -> "Success";
      case FAILED -> "Failed";
    };
  }
}
