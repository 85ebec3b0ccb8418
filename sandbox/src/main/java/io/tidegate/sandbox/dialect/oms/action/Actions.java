package io.tidegate.sandbox.dialect.oms.action;

import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.SandboxClock;
import io.tidegate.sandbox.dialect.oms.Action;
import io.tidegate.sandbox.dialect.oms.Call;
import io.tidegate.sandbox.dialect.oms.Operation;
import io.tidegate.sandbox.fault.Fault.Reach;
import java.util.List;
import java.util.function.BiConsumer;

/** Everything this dialect can do. */
public final class Actions {
  private Actions() {}

  public static List<Action<?>> all(JobService service, SandboxClock clock) {
    Projects projects = new Projects(service);
    Starts starts = new Starts(service, clock);
    BiConsumer<JobView, Call> stop = (view, call) -> service.suspend(view.job().id());
    BiConsumer<JobView, Call> release = (view, call) -> service.release(view.job().id());
    return List.of(
        new SubmitPreCheck(projects, clock),
        new GetPreCheckResult(service.standaloneChecks()),
        new ProjectMove("StartProject", Reach.STARTS, Operation.START, projects, starts::start),
        new AdvanceProject(projects, starts),
        new ProjectMove("StopProject", Reach.EVERY_CALL, Operation.STOP, projects, stop),
        new ProjectMove("ResumeProject", Reach.STARTS, Operation.RESUME, projects, starts::start),
        new ProjectMove("ReleaseProject", Reach.EVERY_CALL, Operation.RELEASE, projects, release),
        new ListProjects(projects),
        new DescribeProject(projects),
        new DescribeProjectProgress(projects),
        new DescribeProjectSteps(projects),
        new ListProjectFullVerifyResult(projects));
  }
}
