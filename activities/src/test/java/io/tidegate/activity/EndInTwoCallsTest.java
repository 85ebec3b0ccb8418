package io.tidegate.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import io.tidegate.provider.FakeProvider;
import io.tidegate.provider.FakeProvider.Mishap;
import io.tidegate.provider.ProviderException;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.MigrationActivities;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A job that shows as paused may be half way to its end, or somebody's own. */
@Timeout(60)
class EndInTwoCallsTest {
  private static final String QUEUE = "ends";

  /** Cuts over, as the pipeline does. */
  @WorkflowInterface
  public interface Ending {
    @WorkflowMethod
    String outcome(JobRef job);
  }

  /** With the effects' own timeouts. */
  public static class EndingImpl implements Ending {
    private final MigrationActivities steps =
        Workflow.newActivityStub(
            MigrationActivities.class,
            ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofMinutes(2))
                .setHeartbeatTimeout(Duration.ofSeconds(15))
                .build());

    @Override
    public String outcome(JobRef job) {
      Baseline baseline = steps.lookAtJob(job).baseline();
      return steps.completeMigration(job, baseline).outcome().name();
    }
  }

  private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();
  private final Clock clock = FakeAccount.clockOf(temporal);
  private final FakeProvider provider = new FakeProvider(clock);

  @BeforeEach
  void serve() {
    provider.pausesToEnd = true;
    provider.become(JobState.MOVING, "RUNNING");
    Worker worker = temporal.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(EndingImpl.class);
    worker.registerActivitiesImplementations(
        new MigrationActivitiesImpl(FakeAccount.accounts(provider, clock), clock));
    temporal.start();
  }

  @AfterEach
  void close() {
    temporal.close();
  }

  private String end() {
    return temporal
        .getWorkflowClient()
        .newWorkflowStub(Ending.class, WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build())
        .outcome(FakeAccount.JOB);
  }

  /** What happens once, right before the effect is read for. */
  private void meanwhile(Runnable once) {
    AtomicBoolean looked = new AtomicBoolean();
    AtomicBoolean done = new AtomicBoolean();
    provider.onReport =
        () -> {
          if (looked.getAndSet(true) && !done.getAndSet(true)) {
            once.run();
          }
        };
  }

  @Test
  void whatSomebodyPausesBeforeAnythingWasSentIsNotEndedByTheNextAttempt() {
    meanwhile(
        () -> {
          provider.become(JobState.PAUSED, "SUSPEND");
          throw ProviderException.of(ProviderException.Kind.TRANSIENT, "fake", "read")
              .effect(ProviderException.Effect.NONE)
              .message("the console is down")
              .build();
        });

    WorkflowFailedException failed = catchThrowableOfType(WorkflowFailedException.class, this::end);

    ApplicationFailure why = (ApplicationFailure) failed.getCause().getCause();
    assertThat(why.getType()).isEqualTo(FailureType.JOB_CONFLICT.name());
    assertThat(provider.effects).isEmpty();
  }

  @Test
  void whatAnAttemptDidIsReadByTheNextAsItWasWritten() {
    DataConverter converter = DefaultDataConverter.STANDARD_INSTANCE;
    for (boolean sent : new boolean[] {true, false}) {
      TemporalAttempt.Doing doing = new TemporalAttempt.Doing("reading", sent);

      assertThat(
              converter.fromPayload(
                  converter.toPayload(doing).orElseThrow(),
                  TemporalAttempt.Doing.class,
                  TemporalAttempt.Doing.class))
          .isEqualTo(doing);
    }
  }

  @Test
  void whatAnAttemptBeforeMayHavePausedIsEndedByTheNext() {
    provider.mishaps.add(Mishap.REQUEST_LOST);
    provider.onReport =
        () -> {
          if (provider.mishaps.isEmpty() && provider.effects.isEmpty()) {
            provider.become(JobState.PAUSED, "SUSPEND");
          }
        };

    assertThat(end()).isEqualTo("SENT");

    assertThat(provider.effects).containsExactly("complete");
  }
}
