package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.Sight;
import io.tidegate.sandbox.dialect.alibaba.Action;
import io.tidegate.sandbox.dialect.alibaba.Call;
import io.tidegate.sandbox.fault.Fault;

/** SuspendMigrationJob: stops moving rows and keeps the place. */
final class SuspendMigrationJob implements Action {
  private final JobService jobs;

  SuspendMigrationJob(JobService jobs) {
    this.jobs = jobs;
  }

  @Override
  public Family family() {
    return Family.LEGACY;
  }

  @Override
  public Fault.Reach reach() {
    return Fault.Reach.EVERY_CALL;
  }

  @Override
  public boolean postOnly() {
    return true;
  }

  @Override
  public Object answer(Call call) {
    String instanceId = call.parameters().get("MigrationJobId");
    jobs.pause(JobIds.instance(jobs, instanceId, Sight.TRUTH).job().id());
    return LegacyEnvelope.yes(call.requestId());
  }
}
