package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.PrecheckRun;
import io.tidegate.sandbox.dialect.tencent.Call;
import io.tidegate.sandbox.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** DescribeCheckSyncJobResult: the latest check, step by step. */
record DescribeCheckSyncJobResult(Jobs jobs) implements Version2021<ByJob> {

  /** The check; the status of its task is its verdict too. */
  record Response(
      String status, int stepCount, int stepCur, int progress, List<SyncStep> stepInfos) {}

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
    List<SyncStep> steps = new ArrayList<>();
    for (CheckSteps.Step step : CheckSteps.of(view)) {
      steps.add(SyncStep.of(steps.size() + 1, step));
    }
    int answered = view.precheck().map(PrecheckRun::answered).orElse(0);
    return new Response(
        call.statusOr(status(view.precheck())),
        steps.size(),
        answered,
        steps.isEmpty() ? 0 : answered * 100 / steps.size(),
        steps);
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
}
