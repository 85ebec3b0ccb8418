package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.core.Assessments;
import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.SandboxClock;
import io.tidegate.sandbox.dialect.alibaba.Action;
import io.tidegate.sandbox.dialect.alibaba.Action.Family;
import io.tidegate.sandbox.dialect.alibaba.Call;
import io.tidegate.sandbox.fault.Fault.Reach;
import java.util.List;
import java.util.function.BiConsumer;

/** Everything this dialect can do. */
public final class Actions {
  private Actions() {}

  public static List<Action> all(JobService jobs, SandboxClock clock, Assessments assessments) {
    // Prechecks, and moves rows when that passes; or goes on with what was paused.
    BiConsumer<String, Call> start =
        (job, call) -> jobs.start(job, call.misbehaviour().precheckHeldUntil(clock).orElse(null));
    // Stops moving rows and keeps the place.
    BiConsumer<String, Call> suspend = (job, call) -> jobs.pause(job);
    // Ends the job for good.
    BiConsumer<String, Call> stop = (job, call) -> jobs.stop(job);
    return List.of(
        new JobMove("StartDtsJob", Family.DTS, Reach.STARTS, jobs, start),
        new JobMove("SuspendDtsJob", Family.DTS, Reach.EVERY_CALL, jobs, suspend),
        new JobMove("StopDtsJob", Family.DTS, Reach.EVERY_CALL, jobs, stop),
        new SkipPreCheck(jobs),
        new DescribePreCheckStatus(jobs, assessments),
        new DescribeDtsJobs(jobs),
        new DescribeDtsJobDetail(jobs),
        new ShieldPrecheck(jobs),
        new SyncMove("StartSynchronizationJob", Reach.STARTS, jobs, start),
        new SyncMove(
            "SuspendSynchronizationJob",
            Reach.EVERY_CALL,
            jobs,
            (job, call) -> jobs.exclusively(job, view -> SyncMove.suspend(jobs, view))),
        new DescribeSynchronizationJobStatus(jobs),
        new DescribeSynchronizationJobs(jobs),
        new DescribeSynchronizationJobStatusList(jobs),
        new JobMove("StartMigrationJob", Family.LEGACY, Reach.STARTS, jobs, start),
        new JobMove("SuspendMigrationJob", Family.LEGACY, Reach.EVERY_CALL, jobs, suspend),
        new JobMove("StopMigrationJob", Family.LEGACY, Reach.EVERY_CALL, jobs, stop),
        new DescribeMigrationJobStatus(jobs),
        new DescribeMigrationJobs(jobs),
        new DescribeMigrationJobDetail(jobs));
  }
}
