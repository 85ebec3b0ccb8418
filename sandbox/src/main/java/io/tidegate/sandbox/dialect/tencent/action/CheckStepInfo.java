package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.core.CheckResult;
import io.tidegate.sandbox.core.Finding;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.PrecheckRun;
import io.tidegate.sandbox.dialect.tencent.action.CheckSteps.Outcome;
import io.tidegate.sandbox.dialect.tencent.action.MigrateDetail.Tip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The latest check as a job's detail tells it. Here, a step that was skipped is written as such.
 *
 * @param startAt when it began: all that tells two checks of a job apart
 */
record CheckStepInfo(String startAt, String endAt, Progress progress) {

  /** How far it has got. */
  record Progress(
      String status,
      int percent,
      int stepAll,
      int stepNow,
      String message,
      List<MigrateDetail.Step> steps) {}

  static CheckStepInfo of(JobView view) {
    Optional<PrecheckRun> run = view.precheck();
    int all = run.map(found -> found.items().size()).orElse(0);
    int answered = run.map(PrecheckRun::answered).orElse(0);
    return new CheckStepInfo(
        Words.timeOrEmpty(run.map(PrecheckRun::bootTime).orElse(null)),
        Words.timeOrEmpty(run.map(PrecheckRun::finishTime).orElse(null)),
        new Progress(
            status(run),
            all == 0 ? 0 : answered * 100 / all,
            all,
            answered,
            Brief.ofCheck(view),
            steps(view)));
  }

  private static String status(Optional<PrecheckRun> run) {
    if (run.isEmpty()) {
      return "notStarted";
    }
    return switch (run.get().state()) {
      case RUNNING -> "running";
      case PASSED -> "success";
      case FAILED -> "failed";
    };
  }

  private static List<MigrateDetail.Step> steps(JobView view) {
    List<MigrateDetail.Step> steps = new ArrayList<>();
    for (CheckSteps.Step step : CheckSteps.of(view)) {
      steps.add(
          new MigrateDetail.Step(
              steps.size(),
              StepNames.of(step.id()),
              step.id(),
              status(step.outcome()),
              "",
              step.message(),
              percent(step.outcome()),
              tips(step, CheckResult.Verdict.FAILED),
              step.outcome() == Outcome.SKIPPED
                  ? List.of(new Tip("skipped", "", ""))
                  : tips(step, CheckResult.Verdict.WARNING)));
    }
    return steps;
  }

  private static String status(Outcome outcome) {
    return switch (outcome) {
      case NOT_STARTED, BLOCKED -> "notStarted";
      case PASS, WARNING -> "finished";
      case FAILED -> "failed";
      case SKIPPED -> "skipped";
    };
  }

  private static int percent(Outcome outcome) {
    return switch (outcome) {
      case NOT_STARTED, BLOCKED, SKIPPED -> 0;
      case PASS, WARNING, FAILED -> 100;
    };
  }

  private static List<Tip> tips(CheckSteps.Step step, CheckResult.Verdict verdict) {
    return step.findings().stream()
        .filter(finding -> finding.verdict() == verdict)
        .map(CheckStepInfo::tip)
        .toList();
  }

  private static Tip tip(Finding finding) {
    return new Tip(finding.name() + ": " + finding.reason(), finding.repair(), "");
  }
}
