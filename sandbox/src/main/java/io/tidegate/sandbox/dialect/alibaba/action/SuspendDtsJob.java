package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.Sight;
import io.tidegate.sandbox.dialect.alibaba.Action;
import io.tidegate.sandbox.dialect.alibaba.Call;
import io.tidegate.sandbox.fault.Fault;

/** SuspendDtsJob: stops moving rows and keeps the place. */
final class SuspendDtsJob implements Action {
  private final JobService jobs;

  SuspendDtsJob(JobService jobs) {
    this.jobs = jobs;
  }

  @Override
  public Family family() {
    return Family.DTS;
  }

  @Override
  public Fault.Reach reach() {
    return Fault.Reach.EVERY_CALL;
  }

  @Override
  public Object answer(Call call) {
    jobs.pause(JobIds.dts(jobs, call.parameters(), "DtsInstanceId", Sight.TRUTH).job().id());
    return DtsEnvelope.yes(call.requestId());
  }
}
