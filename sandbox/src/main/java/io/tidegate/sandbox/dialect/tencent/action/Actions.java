package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.SandboxClock;
import io.tidegate.sandbox.dialect.tencent.Action;
import io.tidegate.sandbox.dialect.tencent.Call;
import io.tidegate.sandbox.dialect.tencent.Operation;
import io.tidegate.sandbox.fault.Fault.Reach;
import java.util.List;
import java.util.function.BiConsumer;

/** Everything this dialect can do. */
public final class Actions {
  private Actions() {}

  public static List<Action<?>> all(JobService service, SandboxClock clock) {
    Jobs jobs = new Jobs(service);
    BiConsumer<String, Call> check =
        (job, call) ->
            service.check(job, call.misbehaviour().precheckHeldUntil(clock).orElse(null));
    // In both statuses that lead here, the core asks nothing again.
    BiConsumer<String, Call> start = (job, call) -> service.start(job, null);
    BiConsumer<String, Call> pause = (job, call) -> service.pause(job);
    BiConsumer<String, Call> stop = (job, call) -> service.stop(job);
    return List.of(
        new JobMove("CreateMigrateCheckJob", Reach.STARTS, Operation.CHECK, jobs, check),
        new DescribeMigrationCheckJob(jobs),
        new SkipCheckItem(jobs),
        new JobMove("StartMigrateJob", Reach.EVERY_CALL, Operation.START, jobs, start),
        new JobMove("PauseMigrateJob", Reach.EVERY_CALL, Operation.PAUSE, jobs, pause),
        new JobMove("ContinueMigrateJob", Reach.EVERY_CALL, Operation.CONTINUE, jobs, start),
        new ResumeMigrateJob(jobs),
        new CompleteMigrateJob(jobs),
        new JobMove("StopMigrateJob", Reach.EVERY_CALL, Operation.STOP, jobs, stop),
        new DescribeMigrationJobs(jobs),
        new DescribeMigrationDetail(jobs));
  }
}
