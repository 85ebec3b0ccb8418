package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.SandboxClock;
import io.tidegate.sandbox.core.Sight;
import io.tidegate.sandbox.dialect.alibaba.Action;
import io.tidegate.sandbox.dialect.alibaba.Call;
import io.tidegate.sandbox.fault.Fault;

/** StartMigrationJob: does as {@link StartDtsJob} does, to an instance. */
final class StartMigrationJob implements Action {
  private final JobService jobs;
  private final SandboxClock clock;

  StartMigrationJob(JobService jobs, SandboxClock clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  @Override
  public Family family() {
    return Family.LEGACY;
  }

  @Override
  public Fault.Reach reach() {
    return Fault.Reach.STARTS;
  }

  @Override
  public boolean postOnly() {
    return true;
  }

  @Override
  public Object answer(Call call) {
    String instanceId = call.parameters().get("MigrationJobId");
    String id = JobIds.instance(jobs, instanceId, Sight.TRUTH).job().id();
    jobs.start(id, call.precheckHeldUntil(clock).orElse(null));
    return LegacyEnvelope.yes(call.requestId());
  }
}
