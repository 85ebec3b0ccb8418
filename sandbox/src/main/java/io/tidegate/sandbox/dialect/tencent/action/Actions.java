package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.SandboxClock;
import io.tidegate.sandbox.dialect.tencent.Action;
import io.tidegate.sandbox.dialect.tencent.Call;
import io.tidegate.sandbox.dialect.tencent.Operation;
import io.tidegate.sandbox.dialect.tencent.SyncOperation;
import io.tidegate.sandbox.dialect.tencent.TencentDialect;
import io.tidegate.sandbox.fault.Fault.Reach;
import java.util.List;
import java.util.function.BiConsumer;

/** Everything this dialect can do. */
public final class Actions {
  private Actions() {}

  public static List<Action<?>> all(JobService service, SandboxClock clock) {
    BiConsumer<String, Call> check =
        (job, call) ->
            service.check(job, call.misbehaviour().precheckHeldUntil(clock).orElse(null));
    // In the statuses that lead here, the core asks nothing again.
    BiConsumer<String, Call> start = (job, call) -> service.start(job, null);
    BiConsumer<String, Call> pause = (job, call) -> service.pause(job);
    BiConsumer<String, Call> stop = (job, call) -> service.stop(job);
    Jobs migrations = new Jobs(service, TencentDialect.NAME);
    Jobs syncs = new Jobs(service, TencentDialect.SYNC_NAME);
    return List.of(
        new JobMove("CreateMigrateCheckJob", Reach.STARTS, Operation.CHECK, migrations, check),
        new DescribeMigrationCheckJob(migrations),
        new SkipCheckItem(migrations),
        new JobMove("StartMigrateJob", Reach.EVERY_CALL, Operation.START, migrations, start),
        new JobMove("PauseMigrateJob", Reach.EVERY_CALL, Operation.PAUSE, migrations, pause),
        new JobMove("ContinueMigrateJob", Reach.EVERY_CALL, Operation.CONTINUE, migrations, start),
        new ResumeMigrateJob(migrations),
        new CompleteMigrateJob(migrations),
        new JobMove("StopMigrateJob", Reach.EVERY_CALL, Operation.STOP, migrations, stop),
        new DescribeMigrationJobs(migrations),
        new DescribeMigrationDetail(migrations),
        new JobMove("CreateCheckSyncJob", Reach.STARTS, SyncOperation.CHECK, syncs, check),
        new DescribeCheckSyncJobResult(syncs),
        new SkipSyncCheckItem(syncs),
        new JobMove("StartSyncJob", Reach.EVERY_CALL, SyncOperation.START, syncs, start),
        new JobMove("PauseSyncJob", Reach.EVERY_CALL, SyncOperation.PAUSE, syncs, pause),
        new JobMove("ContinueSyncJob", Reach.EVERY_CALL, SyncOperation.CONTINUE, syncs, start),
        new JobMove("ResumeSyncJob", Reach.EVERY_CALL, SyncOperation.RESUME, syncs, start),
        new JobMove("StopSyncJob", Reach.EVERY_CALL, SyncOperation.STOP, syncs, stop),
        new DescribeSyncJobs(syncs));
  }
}
