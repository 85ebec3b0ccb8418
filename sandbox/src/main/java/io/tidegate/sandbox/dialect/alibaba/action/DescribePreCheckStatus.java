package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.core.Assessments;
import io.tidegate.sandbox.core.Engine.Following;
import io.tidegate.sandbox.core.Engine.StageProgress;
import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.PrecheckRun;
import io.tidegate.sandbox.dialect.alibaba.Action;
import io.tidegate.sandbox.dialect.alibaba.AlibabaError;
import io.tidegate.sandbox.dialect.alibaba.Call;
import io.tidegate.sandbox.dialect.alibaba.Parameters;
import io.tidegate.sandbox.dialect.alibaba.Words;
import io.tidegate.sandbox.fault.Fault;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** DescribePreCheckStatus: one subtask of a job, with its items or tables. */
final class DescribePreCheckStatus implements Action {
  private static final int STANDARD_PAGE = 20;
  private static final int LARGEST_PAGE = 100;

  private final JobService jobs;
  private final Assessments assessments;

  DescribePreCheckStatus(JobService jobs, Assessments assessments) {
    this.jobs = jobs;
    this.assessments = assessments;
  }

  /** The answer; what has no value here is not written. */
  record Response(
      String requestId,
      boolean success,
      int httpStatusCode,
      String state,
      String code,
      String jobId,
      String jobName,
      int total,
      int errorItem,
      int errorAnalysisItem,
      long pageNumber,
      long pageRecordCount,
      long totalRecordCount,
      List<ProgressInfo> jobProgress,
      List<ProgressInfo> analysisJobProgress,
      List<DistributedSubtasks.Subtask> subDistributedJobStatus,
      List<NetworkReport.FullNetCheck> fullNetCheckJobStatus,
      NetworkReport.@Nullable Diagnoses networkDiagnosisResult) {}

  /**
   * A subtask before it is cut into pages.
   *
   * @param part what its parts are called; empty for a subtask that has none
   */
  private record Subtask(
      String state,
      String jobId,
      String name,
      String part,
      int errors,
      List<ProgressInfo> progress) {}

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
    String code = parameters.get("JobCode");
    boolean during = during(parameters);
    Page page = Page.asked(parameters, "PageNo", "PageSize", STANDARD_PAGE, LARGEST_PAGE);
    JobView view = JobIds.dts(jobs, parameters, "DtsInstanceId", call.sight());
    Subtask subtask =
        switch (code) {
          case "01" -> precheck(view);
          case "02" -> during ? notStarted(view, "Schema Migration") : structure(view, parameters);
          case "03" -> fullLoad(view, parameters);
          case "04" -> following(view, parameters);
          default -> throw AlibabaError.invalid("JobCode", "01, 02, 03 or 04");
        };
    List<ProgressInfo> all = subtask.progress();
    List<ProgressInfo> shown = page.of(all, call);
    Optional<PrecheckRun> run = code.equals("01") ? view.precheck() : Optional.empty();
    List<Assessments.Item> assessed = run.isPresent() ? assessments.of(view.job().id()) : List.of();
    JobSpec spec = view.job().spec();
    return new Response(
        call.requestId(),
        true,
        200,
        subtask.state(),
        code,
        subtask.jobId(),
        subtask.name(),
        all.size(),
        subtask.errors(),
        (int) assessed.stream().filter(Assessments.Item::failed).count(),
        page.number(),
        page.size(),
        all.size(),
        shown,
        run.map(r -> AssessmentProgress.of(r, assessed)).orElse(List.of()),
        subtask.part().isEmpty()
            ? List.of()
            : DistributedSubtasks.of(view.job(), code, subtask.part(), all, shown),
        run.map(r -> NetworkReport.checks(r, spec.source(), spec.target())).orElse(List.of()),
        run.map(NetworkReport::diagnoses).orElse(null));
  }

  private static Subtask precheck(JobView view) {
    Job job = view.job();
    return view.precheck()
        .map(
            run ->
                new Subtask(
                    Words.precheck(view.precheck()),
                    run.id(),
                    "Precheck",
                    "",
                    PrecheckProgress.errors(job, run),
                    PrecheckProgress.of(job, run)))
        .orElseGet(() -> notStarted(view, "Precheck"));
  }

  private static Subtask structure(JobView view, Parameters parameters) {
    String phase = parameters.find("StructPhase").orElse(null);
    return stage(
        view,
        "Schema Migration",
        "dts.step.struct.load",
        view.progress().structure(),
        filtered(
            StageTables.structure(view).stream()
                .filter(structure -> structure.isOf(phase))
                .map(StageTables.Structure::info)
                .toList(),
            parameters));
  }

  private static Subtask fullLoad(JobView view, Parameters parameters) {
    return stage(
        view,
        "Full Data Migration",
        "dts.step.full.load",
        view.progress().fullLoad(),
        filtered(StageTables.fullLoad(view), parameters));
  }

  private static Subtask following(JobView view, Parameters parameters) {
    Following following = view.progress().following();
    return new Subtask(
        Words.stage(following, view.job().status()),
        view.job().id(),
        "Incremental Data Migration",
        "",
        following.state() == StageProgress.State.FAILED ? 1 : 0,
        filtered(StageTables.following(view), parameters));
  }

  private static Subtask stage(
      JobView view, String name, String part, StageProgress stage, List<ProgressInfo> tables) {
    int errors = stage.state() == StageProgress.State.FAILED ? 1 : 0;
    return new Subtask(
        Words.stage(stage, view.job().status()), view.job().id(), name, part, errors, tables);
  }

  private static Subtask notStarted(JobView view, String name) {
    return new Subtask(Words.precheck(Optional.empty()), view.job().id(), name, "", 0, List.of());
  }

  private static List<ProgressInfo> filtered(List<ProgressInfo> tables, Parameters parameters) {
    String part = parameters.find("Name").orElse("").toLowerCase(Locale.ROOT);
    return tables.stream()
        .filter(
            table -> table.item() != null && table.item().toLowerCase(Locale.ROOT).contains(part))
        .toList();
  }

  private static boolean during(Parameters parameters) {
    return switch (parameters.find("StructType").orElse("before")) {
      case "before" -> false;
      case "after" -> true;
      default -> throw AlibabaError.invalid("StructType", "before or after");
    };
  }
}
