package io.tidegate.workflow;

import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.CheckOutcome;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.Snapshot;
import io.tidegate.workflow.contract.WatchGoal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A job one of whose activities never gets done: it is retried until somebody cancels. */
final class HangingJob extends FakeJob {
  private final String activity;

  HangingJob(String activity) {
    this.activity = activity;
  }

  private synchronized void hang(String name) {
    if (name.equals(activity)) {
      calls.add(name);
      throw ApplicationFailure.newBuilder()
          .setMessage("not yet")
          .setType(FailureType.NOT_FINISHED.name())
          .setCategory(ApplicationErrorCategory.BENIGN)
          .setNextRetryDelay(Duration.ofMinutes(1))
          .build();
    }
  }

  @Override
  public synchronized Snapshot lookAtJob(JobRef job) {
    hang("look");
    return super.lookAtJob(job);
  }

  @Override
  public synchronized CheckOutcome pollUntilFinished(
      JobRef job, Baseline baseline, Instant submittedAt, Instant deadline) {
    hang("poll");
    return super.pollUntilFinished(job, baseline, submittedAt, deadline);
  }

  @Override
  public synchronized Receipt shieldSkippable(
      JobRef job,
      String runId,
      List<String> items,
      Map<String, String> choices,
      Instant allowedUntil) {
    hang("shield");
    return super.shieldSkippable(job, runId, items, choices, allowedUntil);
  }

  @Override
  public synchronized Receipt startMigration(JobRef job, Baseline baseline) {
    hang("start");
    return super.startMigration(job, baseline);
  }

  @Override
  public synchronized JobView watchMigration(JobRef job, JobView seen, WatchGoal goal) {
    hang("watch");
    return super.watchMigration(job, seen, goal);
  }
}
