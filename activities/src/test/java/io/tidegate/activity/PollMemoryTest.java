package io.tidegate.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.Credentials;
import io.tidegate.provider.CredentialsSource;
import io.tidegate.provider.FakeProvider;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.CheckOutcome;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.MigrationActivities;
import io.tidegate.workflow.contract.Receipt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a poll saw in one attempt counts in the next, whichever worker that is on. */
@Timeout(60)
class PollMemoryTest {
  private static final String QUEUE = "polls";

  /** Submits and polls, as the pipeline does. */
  @WorkflowInterface
  public interface Polling {
    @WorkflowMethod
    String evidence(JobRef job);
  }

  /** With the polling's own timeouts. */
  public static class PollingImpl implements Polling {
    private final MigrationActivities steps =
        Workflow.newActivityStub(
            MigrationActivities.class,
            ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(60)).build());

    @Override
    public String evidence(JobRef job) {
      Baseline baseline = steps.lookAtJob(job).baseline();
      Receipt receipt = steps.submitCheck(job, baseline, null);
      CheckOutcome outcome =
          steps.pollUntilFinished(
              job, baseline, receipt.at(), receipt.at().plus(Duration.ofHours(1)));
      return outcome.evidence();
    }
  }

  /** The test server's time, which skips ahead while everybody waits. */
  private static Clock clockOf(TestWorkflowEnvironment temporal) {
    return new Clock() {
      @Override
      public Instant instant() {
        return Instant.ofEpochMilli(temporal.currentTimeMillis());
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  @Test
  void aCheckThatWasSeenRunningNeedsNoGraceTime() {
    try (TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance()) {
      Clock clock = clockOf(temporal);
      FakeProvider provider = new FakeProvider(clock);
      provider.nameless = true;
      AtomicInteger reports = new AtomicInteger();
      // The look reads one, the submit two. The second poll must recall what the first saw: it
      // reads
      // nothing new, and the check ends right after it.
      provider.onReport =
          () -> {
            if (reports.incrementAndGet() == 5) {
              provider.endCheck();
            }
          };
      Worker worker = temporal.newWorker(QUEUE);
      worker.registerWorkflowImplementationTypes(PollingImpl.class);
      worker.registerActivitiesImplementations(
          new MigrationActivitiesImpl(accounts(provider, clock), clock));
      temporal.start();

      WorkflowClient client = temporal.getWorkflowClient();
      String evidence =
          client
              .newWorkflowStub(
                  Polling.class, WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build())
              .evidence(new JobRef("hz", "fake", "fake", "cn-hangzhou", "j1"));

      assertThat(evidence).isEqualTo("seen-running");
    }
  }

  private static Accounts accounts(FakeProvider provider, Clock clock) {
    return new Accounts(
        List.of(
            new AccountSettings(
                "hz",
                "fake",
                null,
                "cn-hangzhou",
                "",
                false,
                null,
                CredentialsSource.fixed(new Credentials("a", "b", null)),
                0,
                null,
                null,
                null,
                null,
                null)),
        settings -> provider,
        clock);
  }
}
