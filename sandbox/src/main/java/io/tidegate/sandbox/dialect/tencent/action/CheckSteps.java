package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.core.CheckResult;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.PrecheckRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The steps of a job's latest check, in the order in which both reports list them. */
final class CheckSteps {

  /** How a step stands. */
  enum Outcome {
    NOT_STARTED,
    PASS,
    WARNING,
    FAILED,
    /** The check passes it over, whatever there is to find. */
    SKIPPED
  }

  /**
   * One step.
   *
   * @param isMarked whether somebody has skipped it, in this check already or for the next
   */
  record Step(String id, Outcome outcome, boolean isMarked, List<Finding> findings) {}

  /**
   * One thing that a step found.
   *
   * @param skipRisk what is at stake when it is skipped; empty where it cannot be
   */
  record Finding(
      String name,
      CheckResult.Verdict verdict,
      String reason,
      String detail,
      String solution,
      String skipRisk) {}

  private CheckSteps() {}

  /** Steps that are passed over stand at the end. */
  static List<Step> of(JobView view) {
    if (view.precheck().isEmpty()) {
      return List.of();
    }
    PrecheckRun run = view.precheck().get();
    Set<String> marked = view.job().shields();
    // Which steps a run passes over is fixed when it ends; until then nobody can mark another.
    Set<String> passedOver = run.state() == PrecheckRun.State.RUNNING ? marked : run.shields();
    List<Step> steps = new ArrayList<>();
    List<Step> skipped = new ArrayList<>();
    for (PrecheckRun.Item item : run.items()) {
      if (passedOver.contains(item.code())) {
        skipped.add(new Step(item.code(), Outcome.SKIPPED, true, List.of()));
      } else {
        steps.add(
            new Step(
                item.code(),
                outcome(item.result()),
                marked.contains(item.code()),
                findings(item.result())));
      }
    }
    return Stream.concat(steps.stream(), skipped.stream()).toList();
  }

  private static Outcome outcome(@Nullable CheckResult result) {
    if (result == null) {
      return Outcome.NOT_STARTED;
    }
    return switch (result.verdict()) {
      case PASSED -> Outcome.PASS;
      case WARNING -> Outcome.WARNING;
      case FAILED -> Outcome.FAILED;
    };
  }

  private static List<Finding> findings(@Nullable CheckResult result) {
    if (result == null || result.verdict() == CheckResult.Verdict.PASSED) {
      return List.of();
    }
    boolean canSkip = result.skippable() && result.verdict() == CheckResult.Verdict.FAILED;
    return List.of(
        new Finding(
            StepNames.of(result.code()),
            result.verdict(),
            result.error(),
            result.detail(),
            result.repair(),
            canSkip ? "What this step found stays as it is: " + result.error() : ""));
  }
}
