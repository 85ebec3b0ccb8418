package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.SandboxClock;
import io.tidegate.sandbox.core.Sight;
import io.tidegate.sandbox.dialect.alibaba.Action;
import io.tidegate.sandbox.dialect.alibaba.Call;
import io.tidegate.sandbox.fault.Fault;

/** StartDtsJob: prechecks, and moves rows when that passes; or goes on with what was paused. */
final class StartDtsJob implements Action {
  private final JobService jobs;
  private final SandboxClock clock;

  StartDtsJob(JobService jobs, SandboxClock clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  @Override
  public Family family() {
    return Family.DTS;
  }

  @Override
  public Fault.Reach reach() {
    return Fault.Reach.STARTS;
  }

  @Override
  public Object answer(Call call) {
    String id = JobIds.dts(jobs, call.parameters(), "DtsInstanceId", Sight.TRUTH).job().id();
    jobs.start(id, call.precheckHeldUntil(clock).orElse(null));
    return DtsEnvelope.yes(call.requestId());
  }
}
