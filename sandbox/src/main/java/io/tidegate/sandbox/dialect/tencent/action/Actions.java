package io.tidegate.sandbox.dialect.tencent.action;

import static io.tidegate.sandbox.dialect.tencent.ApiVersion.V2018;
import static io.tidegate.sandbox.dialect.tencent.ApiVersion.V2021;

import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.SandboxClock;
import io.tidegate.sandbox.dialect.tencent.Action;
import io.tidegate.sandbox.dialect.tencent.Call;
import io.tidegate.sandbox.dialect.tencent.Operation;
import io.tidegate.sandbox.dialect.tencent.Operation2018;
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
    Jobs migrations2018 = new Jobs(service, TencentDialect.NAME_2018);
    return List.of(
        new JobMove(
            "CreateMigrateCheckJob",
            V2018,
            Reach.STARTS,
            Operation2018.CHECK,
            migrations2018,
            check),
        new DescribeMigrateCheckJob(migrations2018),
        new ModifyMigrateJob(migrations2018),
        new JobMove(
            "StartMigrateJob", V2018, Reach.EVERY_CALL, Operation2018.START, migrations2018, start),
        new CompleteMigrateJob(V2018, Operation2018.COMPLETE, migrations2018),
        new JobMove(
            "StopMigrateJob", V2018, Reach.EVERY_CALL, Operation2018.STOP, migrations2018, stop),
        new DescribeMigrateJobs(migrations2018),
        new JobMove(
            "CreateMigrateCheckJob", V2021, Reach.STARTS, Operation.CHECK, migrations, check),
        new DescribeMigrationCheckJob(migrations),
        new SkipCheckItem(migrations),
        new JobMove("StartMigrateJob", V2021, Reach.EVERY_CALL, Operation.START, migrations, start),
        new JobMove("PauseMigrateJob", V2021, Reach.EVERY_CALL, Operation.PAUSE, migrations, pause),
        new JobMove(
            "ContinueMigrateJob", V2021, Reach.EVERY_CALL, Operation.CONTINUE, migrations, start),
        new ResumeMigrateJob(migrations),
        new CompleteMigrateJob(V2021, Operation.COMPLETE, migrations),
        new JobMove("StopMigrateJob", V2021, Reach.EVERY_CALL, Operation.STOP, migrations, stop),
        new DescribeMigrationJobs(migrations),
        new DescribeMigrationDetail(migrations),
        new JobMove("CreateCheckSyncJob", V2021, Reach.STARTS, SyncOperation.CHECK, syncs, check),
        new DescribeCheckSyncJobResult(syncs),
        new SkipSyncCheckItem(syncs),
        new JobMove("StartSyncJob", V2021, Reach.EVERY_CALL, SyncOperation.START, syncs, start),
        new JobMove("PauseSyncJob", V2021, Reach.EVERY_CALL, SyncOperation.PAUSE, syncs, pause),
        new JobMove(
            "ContinueSyncJob", V2021, Reach.EVERY_CALL, SyncOperation.CONTINUE, syncs, start),
        new JobMove("ResumeSyncJob", V2021, Reach.EVERY_CALL, SyncOperation.RESUME, syncs, start),
        new JobMove("StopSyncJob", V2021, Reach.EVERY_CALL, SyncOperation.STOP, syncs, stop),
        new DescribeSyncJobs(syncs));
  }
}
