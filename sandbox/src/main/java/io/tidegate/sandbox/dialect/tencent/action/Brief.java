package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.PrecheckRun;
import io.tidegate.sandbox.dialect.tencent.Status;
import io.tidegate.sandbox.dialect.tencent.action.CheckSteps.Outcome;
import io.tidegate.sandbox.dialect.tencent.action.CheckSteps.Step;
import java.util.stream.Collectors;

/** What is wrong, in one line. */
final class Brief {
  private Brief() {}

  /** Which steps a check that is done has failed at; empty where there are none. */
  static String ofCheck(JobView view) {
    boolean failed =
        view.precheck().filter(run -> run.state() == PrecheckRun.State.FAILED).isPresent();
    String steps =
        CheckSteps.of(view).stream()
            .filter(step -> step.outcome() == Outcome.FAILED)
            .map(Step::id)
            .collect(Collectors.joining(", "));
    return !failed || steps.isEmpty() ? "" : "check failed at " + steps;
  }

  /** Why a job does not go on; empty where it does, or waits for nobody. */
  static String ofJob(JobView view) {
    String failure = view.job().state().failure();
    return switch (Status.of(view)) {
      case ERROR -> failure == null ? "" : failure;
      case CHECK_NOT_PASS -> ofCheck(view);
      default -> "";
    };
  }
}
