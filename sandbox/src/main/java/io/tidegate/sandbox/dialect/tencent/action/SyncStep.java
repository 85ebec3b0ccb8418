package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.core.CheckResult;
import io.tidegate.sandbox.core.Engine.StageProgress;
import io.tidegate.sandbox.core.Finding;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.dialect.tencent.action.CheckSteps.Outcome;
import java.util.List;

/**
 * One step of a synchronisation, of its check as of its movement.
 *
 * @param stepNo counted from 1
 * @param progress whole percent
 */
record SyncStep(
    int stepNo,
    String stepId,
    String stepName,
    String status,
    String startTime,
    List<Tip> errors,
    List<Tip> warnings,
    int progress) {

  /** What is wrong, and what can be done about it; the code is for people. */
  record Tip(String code, String message, String solution, String helpDoc, String skipInfo) {}

  /** A step of a check, which does not say when it began. */
  static SyncStep of(int number, CheckSteps.Step step) {
    return new SyncStep(
        number,
        step.id(),
        StepNames.of(step.id()),
        word(step.outcome()),
        "",
        tips(step, CheckResult.Verdict.FAILED, "Error: "),
        tips(step, CheckResult.Verdict.WARNING, "Warning: "),
        isAsked(step.outcome()) ? 100 : 0);
  }

  /** A step of the movement. */
  static SyncStep of(int number, String id, String name, JobView view, StageProgress progress) {
    return of(number, id, name, view, progress.state(), progress.percent(), progress.error());
  }

  /** A step of the movement. */
  static SyncStep of(
      int number,
      String id,
      String name,
      JobView view,
      StageProgress.State state,
      int percent,
      String error) {
    return new SyncStep(
        number,
        id,
        name,
        Words.movement(state),
        state == StageProgress.State.NOT_STARTED
            ? ""
            : Words.timeOrEmpty(view.job().state().startedAt()),
        state == StageProgress.State.FAILED
            ? List.of(new Tip("Error: " + id, error, "", "", ""))
            : List.of(),
        List.of(),
        percent);
  }

  private static boolean isAsked(Outcome outcome) {
    return switch (outcome) {
      case PASS, WARNING, FAILED -> true;
      case NOT_STARTED, BLOCKED, SKIPPED -> false;
    };
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case NOT_STARTED, BLOCKED -> "notStarted";
      // What it warns of stands beside it.
      case PASS, WARNING -> "finished";
      case FAILED -> "failed";
      case SKIPPED -> "skipped";
    };
  }

  private static List<Tip> tips(
      CheckSteps.Step step, CheckResult.Verdict verdict, String severity) {
    return step.findings().stream()
        .filter(finding -> finding.verdict() == verdict)
        .map(finding -> tip(step.id(), finding, severity))
        .toList();
  }

  private static Tip tip(String step, Finding finding, String severity) {
    return new Tip(
        severity + step,
        finding.name() + ": " + finding.reason(),
        finding.repair(),
        "",
        finding.risk());
  }
}
