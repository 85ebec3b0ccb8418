package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.core.CheckResult;
import io.tidegate.sandbox.core.Finding;
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
    /** It was not asked, for the step that lets it ask has failed. */
    BLOCKED,
    /** The check passes it over, whatever there is to find. */
    SKIPPED
  }

  /**
   * One step.
   *
   * @param isMarked whether somebody has skipped it, in this check already or for the next
   * @param message what is wrong in one sentence; empty where nothing is
   * @param findings all that it looked at, if anything is wrong; else none
   */
  record Step(
      String id, Outcome outcome, boolean isMarked, String message, List<Finding> findings) {}

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
        skipped.add(new Step(item.code(), Outcome.SKIPPED, true, "", List.of()));
      } else {
        steps.add(step(item.code(), item.result(), marked.contains(item.code())));
      }
    }
    return Stream.concat(steps.stream(), skipped.stream()).toList();
  }

  private static Step step(String id, @Nullable CheckResult result, boolean isMarked) {
    Outcome outcome = outcome(result);
    return switch (outcome) {
      case WARNING, FAILED, BLOCKED ->
          new Step(
              id,
              outcome,
              isMarked,
              result == null ? "" : result.error(),
              result == null ? List.of() : findings(result));
      case NOT_STARTED, PASS, SKIPPED -> new Step(id, outcome, isMarked, "", List.of());
    };
  }

  private static Outcome outcome(@Nullable CheckResult result) {
    if (result == null) {
      return Outcome.NOT_STARTED;
    }
    if (result.blocked()) {
      return Outcome.BLOCKED;
    }
    return switch (result.verdict()) {
      case PASSED -> Outcome.PASS;
      case WARNING -> Outcome.WARNING;
      case FAILED -> Outcome.FAILED;
    };
  }

  private static List<Finding> findings(CheckResult result) {
    if (result.blocked() || !result.findings().isEmpty()) {
      return result.findings();
    }
    boolean canSkip = result.skippable() && result.verdict() == CheckResult.Verdict.FAILED;
    return List.of(
        new Finding(
            StepNames.of(result.code()),
            result.verdict(),
            result.detail(),
            result.error(),
            result.repair(),
            canSkip ? "what it found stays as it is" : "",
            result.objects()));
  }
}
