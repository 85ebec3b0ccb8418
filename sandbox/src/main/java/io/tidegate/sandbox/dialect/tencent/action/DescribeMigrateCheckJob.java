package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.core.CheckResult.Verdict;
import io.tidegate.sandbox.core.Finding;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.PrecheckRun;
import io.tidegate.sandbox.dialect.tencent.Call;
import io.tidegate.sandbox.dialect.tencent.Status2018;
import io.tidegate.sandbox.dialect.tencent.action.CheckSteps.Outcome;
import io.tidegate.sandbox.dialect.tencent.action.CheckSteps.Step;
import io.tidegate.sandbox.fault.Fault;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** DescribeMigrateCheckJob: the latest check, in one message. Warnings are not told. */
record DescribeMigrateCheckJob(Jobs jobs) implements Version2018<ByJob> {
  private static final int NOT_PASSED = 0;
  private static final int PASSED = 1;
  private static final int NOT_CHECKED = 3;

  /**
   * The check.
   *
   * @param progress whole percent
   */
  record Response(
      String status, int errorCode, String errorMessage, String progress, int checkFlag) {}

  @Override
  public Class<ByJob> parameters() {
    return ByJob.class;
  }

  @Override
  public Fault.Reach reach() {
    return Fault.Reach.STATUS_READS;
  }

  @Override
  public Object answer(ByJob parameters, Call call) {
    JobView view = jobs.look(parameters.jobId(), call.sight());
    Response response = response(view);
    return new Response(
        call.statusOr(response.status()),
        response.errorCode(),
        response.errorMessage(),
        response.progress(),
        response.checkFlag());
  }

  private static Response response(JobView view) {
    Optional<PrecheckRun> run = view.precheck();
    // A change of the job has taken the verdict of an earlier run back.
    if (run.isEmpty() || Status2018.of(view) == Status2018.CREATING) {
      return new Response("unavailable", 0, "", "0", NOT_CHECKED);
    }
    return switch (run.get().state()) {
      case RUNNING -> running(run.get());
      case PASSED -> new Response("finished", 0, "ok", "100", PASSED);
      case FAILED -> new Response("finished", -1, message(view), "100", NOT_PASSED);
    };
  }

  private static Response running(PrecheckRun run) {
    int answered = run.answered();
    int percent = run.items().isEmpty() ? 0 : answered * 100 / run.items().size();
    return new Response(
        answered == 0 ? "starting" : "running", 0, "", Integer.toString(percent), NOT_CHECKED);
  }

  private static String message(JobView view) {
    String failed =
        CheckSteps.of(view).stream()
            .filter(step -> step.outcome() == Outcome.FAILED)
            .map(DescribeMigrateCheckJob::words)
            .collect(Collectors.joining("; "));
    // A run that was broken off names nothing that failed.
    return failed.isEmpty() ? "the check did not end" : failed;
  }

  private static String words(Step step) {
    String findings =
        step.findings().stream()
            .filter(finding -> finding.verdict() == Verdict.FAILED)
            .flatMap(DescribeMigrateCheckJob::words)
            .filter(text -> !text.isEmpty() && !text.equals(step.message()))
            .distinct()
            .collect(Collectors.joining("; "));
    return StepNames.of(step.id())
        + ": "
        + step.message()
        + (findings.isEmpty() ? "" : " [" + findings + "]");
  }

  private static Stream<String> words(Finding finding) {
    return Stream.of(finding.reason(), finding.repair());
  }
}
