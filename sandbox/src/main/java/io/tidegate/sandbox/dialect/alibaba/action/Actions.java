package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.SandboxClock;
import io.tidegate.sandbox.dialect.alibaba.Action;
import java.util.List;

/** Everything this dialect can do. */
public final class Actions {
  private Actions() {}

  public static List<Action> all(JobService jobs, SandboxClock clock) {
    return List.of(
        new StartDtsJob(jobs, clock),
        new SuspendDtsJob(jobs),
        new StopDtsJob(jobs),
        new SkipPreCheck(jobs),
        new DescribePreCheckStatus(jobs),
        new DescribeDtsJobs(jobs),
        new DescribeDtsJobDetail(jobs),
        new ShieldPrecheck(jobs),
        new StartMigrationJob(jobs, clock),
        new SuspendMigrationJob(jobs),
        new StopMigrationJob(jobs),
        new DescribeMigrationJobStatus(jobs),
        new DescribeMigrationJobs(jobs),
        new DescribeMigrationJobDetail(jobs));
  }
}
