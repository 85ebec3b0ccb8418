package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.core.CheckResult;
import io.tidegate.sandbox.core.Finding;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.dialect.tencent.Call;
import io.tidegate.sandbox.dialect.tencent.action.CheckSteps.Outcome;
import io.tidegate.sandbox.dialect.tencent.action.CheckSteps.Step;
import io.tidegate.sandbox.fault.Fault;
import java.util.ArrayList;
import java.util.List;

/** DescribeMigrationCheckJob: the latest check, step by step. */
record DescribeMigrationCheckJob(Jobs jobs) implements Version2021<ByJob> {

  /** The check. */
  record Response(String status, String briefMsg, List<CheckStep> stepInfo, String checkFlag) {}

  /** One step. One that was skipped is written as a failed one. */
  record CheckStep(
      int stepNo,
      String stepId,
      String stepName,
      String stepStatus,
      String stepMessage,
      List<DetailCheckItem> detailCheckItems,
      boolean hasSkipped) {}

  /** One thing that a step found. */
  record DetailCheckItem(
      String checkItemName,
      String description,
      String checkResult,
      String failureReason,
      String solution,
      List<String> errorLog,
      List<String> helpDoc,
      String skipInfo) {}

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
    List<CheckStep> steps = new ArrayList<>();
    for (Step step : CheckSteps.of(view)) {
      steps.add(
          new CheckStep(
              steps.size(),
              step.id(),
              StepNames.of(step.id()),
              status(step.outcome()),
              step.message(),
              items(step),
              step.isMarked()));
    }
    return new Response(
        call.statusOr(Words.checkTask(view.precheck())),
        Brief.ofCheck(view),
        steps,
        Words.checkVerdict(view.precheck()));
  }

  private static String status(Outcome outcome) {
    return switch (outcome) {
      case NOT_STARTED -> "notStarted";
      case PASS -> "pass";
      case WARNING -> "warning";
      case BLOCKED -> "blocked";
      case FAILED, SKIPPED -> "failed";
    };
  }

  private static String word(CheckResult.Verdict verdict) {
    return switch (verdict) {
      case PASSED -> "pass";
      case WARNING -> "warning";
      case FAILED -> "failed";
    };
  }

  private static List<DetailCheckItem> items(Step step) {
    if (step.outcome() == Outcome.SKIPPED) {
      return List.of(
          new DetailCheckItem(
              StepNames.of(step.id()), "", "warning", "", "", List.of("skipped"), List.of(), ""));
    }
    return step.findings().stream().map(DescribeMigrationCheckJob::item).toList();
  }

  private static DetailCheckItem item(Finding finding) {
    return new DetailCheckItem(
        finding.name(),
        finding.description(),
        word(finding.verdict()),
        finding.reason(),
        finding.repair(),
        finding.reason().isEmpty() ? List.of() : List.of(finding.reason()),
        List.of(),
        finding.risk());
  }
}
