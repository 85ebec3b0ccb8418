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
import io.tidegate.provider.FakeProvider;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.CheckOutcome;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.MigrationActivities;
import io.tidegate.workflow.contract.Receipt;
import java.time.Clock;
import java.time.Duration;
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

  @Test
  void aCheckThatWasSeenRunningNeedsNoGraceTime() {
    try (TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance()) {
      Clock clock = FakeAccount.clockOf(temporal);
      FakeProvider provider = new FakeProvider(clock);
      provider.nameless = true;
      AtomicInteger reports = new AtomicInteger();
      // The look reads one, the submit two. The second poll must recall what the first saw: it
      // reads nothing new, and the check ends right after it.
      provider.onReport =
          () -> {
            if (reports.incrementAndGet() == 5) {
              provider.endCheck();
            }
          };
      Worker worker = temporal.newWorker(QUEUE);
      worker.registerWorkflowImplementationTypes(PollingImpl.class);
      worker.registerActivitiesImplementations(
          new MigrationActivitiesImpl(FakeAccount.accounts(provider, clock), clock));
      temporal.start();

      WorkflowClient client = temporal.getWorkflowClient();
      String evidence =
          client
              .newWorkflowStub(
                  Polling.class, WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build())
              .evidence(FakeAccount.JOB);

      assertThat(evidence).isEqualTo("seen-running");
    }
  }
}
