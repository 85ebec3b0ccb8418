package io.tidegate.sandbox.dialect.oms.action;

import io.tidegate.sandbox.core.JobNotFound;
import io.tidegate.sandbox.core.PrecheckRun;
import io.tidegate.sandbox.core.StandaloneCheck;
import io.tidegate.sandbox.core.StandaloneChecks;
import io.tidegate.sandbox.dialect.oms.Action;
import io.tidegate.sandbox.dialect.oms.Call;
import io.tidegate.sandbox.dialect.oms.OmsError;
import io.tidegate.sandbox.dialect.oms.Release;
import io.tidegate.sandbox.dialect.oms.Reply;
import io.tidegate.sandbox.fault.Fault;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** GetPreCheckResult: one precheck that was asked beside its project, item by item. */
record GetPreCheckResult(StandaloneChecks checks) implements Action<ById> {

  /** As the enterprise edition spells it; what it calls the project is the precheck. */
  record Enterprise(
      String projectId,
      String projectStatus,
      @Nullable List<PrecheckItem> preCheckResults,
      double progress) {}

  /** As the community edition spells it. */
  record Community(
      String preCheckId,
      String preCheckStatus,
      @Nullable List<PrecheckItem> preCheckResults,
      double progress) {}

  @Override
  public Class<ById> parameters() {
    return ById.class;
  }

  @Override
  public Fault.Reach reach() {
    return Fault.Reach.STATUS_READS;
  }

  @Override
  public boolean isIn(Release release) {
    return release.hasStandaloneChecks();
  }

  @Override
  public Reply answer(ById parameters, Call call) {
    StandaloneCheck check = look(Projects.required(parameters.id(), "id"), call);
    String status = call.statusOr(status(check.run()));
    List<PrecheckItem> items = items(check.run(), call);
    double progress = progress(check.run());
    return Reply.of(
        call.release().community()
            ? new Community(check.id(), status, items, progress)
            : new Enterprise(check.id(), status, items, progress));
  }

  private StandaloneCheck look(String id, Call call) {
    try {
      return checks.look(id, call.sight());
    } catch (JobNotFound e) {
      throw OmsError.notFound(
          "there is no precheck with the id '" + id + "'; the id is what SubmitPreCheck answers");
    }
  }

  private static String status(Optional<PrecheckRun> run) {
    if (run.isEmpty()) {
      return "INIT";
    }
    return switch (run.get().state()) {
      case RUNNING -> isPending(run.get()) ? "PENDING" : "RUNNING";
      case PASSED -> "FINISHED";
      case FAILED -> "FAILED";
    };
  }

  private static @Nullable List<PrecheckItem> items(Optional<PrecheckRun> run, Call call) {
    // There are none to tell of before the first is asked.
    return run.filter(found -> !isPending(found))
        .map(
            found ->
                found.items().stream().map(item -> PrecheckItem.of(found, item, call)).toList())
        .orElse(null);
  }

  private static boolean isPending(PrecheckRun run) {
    return run.state() == PrecheckRun.State.RUNNING && run.network() == null;
  }

  private static double progress(Optional<PrecheckRun> run) {
    return run.map(found -> (double) StepProgress.ofCheck(found)).orElse(0.0);
  }
}
