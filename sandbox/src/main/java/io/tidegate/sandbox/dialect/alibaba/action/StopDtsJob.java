package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.Sight;
import io.tidegate.sandbox.dialect.alibaba.Action;
import io.tidegate.sandbox.dialect.alibaba.Call;
import io.tidegate.sandbox.fault.Fault;

/** StopDtsJob: ends the job for good. */
final class StopDtsJob implements Action {
  private final JobService jobs;

  StopDtsJob(JobService jobs) {
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
    jobs.stop(JobIds.dts(jobs, call.parameters(), "DtsInstanceId", Sight.TRUTH).job().id());
    return DtsEnvelope.yes(call.requestId());
  }
}
