package io.tidegate.sandbox.dialect.oms.action;

import io.tidegate.sandbox.core.Engine.StageProgress;
import io.tidegate.sandbox.core.JobStatus;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.dialect.oms.Action;
import io.tidegate.sandbox.dialect.oms.Call;
import io.tidegate.sandbox.dialect.oms.OmsError;
import io.tidegate.sandbox.dialect.oms.Operation;
import io.tidegate.sandbox.dialect.oms.Release;
import io.tidegate.sandbox.dialect.oms.Reply;
import io.tidegate.sandbox.fault.Fault;

/**
 * AdvanceProject: takes a project that waits for somebody to its next step, and tells which that
 * is. One that was never started waits for its check; one that follows its source, for the
 * switchover.
 */
record AdvanceProject(Projects projects, Starts starts) implements Action<ById> {

  @Override
  public Class<ById> parameters() {
    return ById.class;
  }

  @Override
  public Fault.Reach reach() {
    return Fault.Reach.STARTS;
  }

  @Override
  public boolean isIn(Release release) {
    return !release.community() && release.isAtLeast(4, 3, 1);
  }

  @Override
  public Reply answer(ById parameters, Call call) {
    return Reply.of(
        projects.change(parameters.id(), Operation.ADVANCE, call, view -> next(view, call)).name());
  }

  private StepName next(JobView view, Call call) {
    if (view.job().status() == JobStatus.NOT_STARTED) {
      starts.start(view, call);
      return StepName.TRANSFER_PRECHECK;
    }
    requireWaiting(view);
    projects.service().complete(view.job().id());
    return StepName.TRANSFER_APP_SWITCH;
  }

  private static void requireWaiting(JobView view) {
    boolean waits =
        view.job().status() == JobStatus.MIGRATING
            && !view.job().state().completing()
            && view.progress().following().state() == StageProgress.State.RUNNING
            && view.progress().following().isCaughtUp();
    if (!waits) {
      throw OmsError.conflict(
          "project "
              + view.job().id()
              + " does not wait for its next step; it waits before its first step, and while it is"
              + " level with its source");
    }
  }
}
