package io.tidegate.e2e;

import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.RetryOptions;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.MigrationActivities;
import io.tidegate.workflow.contract.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Single steps as Temporal runs them, attempt after attempt, with the timeouts that the pipeline
 * has.
 */
public final class StepRun implements AutoCloseable {
  private static final String CHANGE = "{\"JobName\":\"orders of the shop\"}";
  private static final Duration POLL_DEADLINE = Duration.ofSeconds(6);

  /** A row has one workflow, and one activity at a time. */
  private static final WorkerOptions ONE_OF_EACH =
      WorkerOptions.newBuilder()
          .setMaxConcurrentWorkflowTaskPollers(2)
          .setMaxConcurrentActivityTaskPollers(1)
          .build();

  private final TestWorkflowEnvironment temporal =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());

  private final AtomicInteger rows = new AtomicInteger();

  /** What came of it. */
  record End(List<String> failures, String outcome, List<String> texts) {}

  /** What a step answered: its outcome and the words for it. Public for Temporal's proxies. */
  public record Answer(String outcome, String text) {}

  /** A migration of one step. */
  @WorkflowInterface
  public interface OneStep {
    @WorkflowMethod
    Answer run();
  }

  private record OneStepRun(Function<MigrationActivities, Answer> step) implements OneStep {
    @Override
    public Answer run() {
      return step.apply(
          Workflow.newActivityStub(
              MigrationActivities.class,
              ActivityOptions.newBuilder()
                  .setStartToCloseTimeout(Duration.ofSeconds(61))
                  .setHeartbeatTimeout(Duration.ofSeconds(15))
                  .setRetryOptions(
                      RetryOptions.newBuilder()
                          .setInitialInterval(Duration.ofSeconds(1))
                          .setMaximumInterval(Duration.ofSeconds(30))
                          .build())
                  .build()));
    }
  }

  /** Keeps what every attempt failed with, as the Web UI shows it of the last. */
  private static final class Attempts extends WorkerInterceptorBase {
    private final List<ApplicationFailure> failures = new CopyOnWriteArrayList<>();

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
      return new ActivityInboundCallsInterceptorBase(next) {
        @Override
        public ActivityOutput execute(ActivityInput input) {
          try {
            return super.execute(input);
          } catch (ApplicationFailure e) {
            failures.add(e);
            throw e;
          }
        }
      };
    }
  }

  /** Has a worker of its own, which sees no other row. */
  End of(FaultRow row, FaultScene scene) {
    Attempts attempts = new Attempts();
    WorkerFactory workers =
        WorkerFactory.newInstance(
            temporal.getWorkflowClient(),
            WorkerFactoryOptions.newBuilder().setWorkerInterceptors(attempts).build());
    try {
      String queue = "row-" + rows.incrementAndGet();
      Worker worker = workers.newWorker(queue, ONE_OF_EACH);
      Function<MigrationActivities, Answer> step = step(row.step(), scene);
      worker.registerWorkflowImplementationFactory(OneStep.class, () -> new OneStepRun(step));
      worker.registerActivitiesImplementations(scene.activities());
      workers.start();
      Answer answer = run(queue);
      List<String> texts = new ArrayList<>();
      attempts.failures.forEach(failure -> texts.add(failure.getOriginalMessage()));
      texts.add(answer.text());
      return new End(types(attempts.failures), answer.outcome(), texts);
    } finally {
      workers.shutdownNow();
    }
  }

  private Answer run(String queue) {
    try {
      return temporal
          .getWorkflowClient()
          .newWorkflowStub(OneStep.class, WorkflowOptions.newBuilder().setTaskQueue(queue).build())
          .run();
    } catch (WorkflowFailedException e) {
      if (e.getCause() instanceof ActivityFailure activity
          && activity.getCause() instanceof ApplicationFailure failure
          && failure.isNonRetryable()) {
        return new Answer("blocked", "");
      }
      throw e;
    }
  }

  private static Function<MigrationActivities, Answer> step(String name, FaultScene scene) {
    var job = scene.ref();
    var baseline = scene.baseline;
    // Not the step's own now: a retry is told the same as the attempt before.
    Instant now = Instant.now();
    return switch (name) {
      case "LookAtJob" -> steps -> state(steps.lookAtJob(job).view());
      case "SubmitCheck" -> steps -> receipt(steps.submitCheck(job, baseline, scene.definition()));
      case "Recheck" -> steps -> receipt(steps.recheck(job, baseline, scene.definition()));
      case "PollUntilFinished" ->
          steps -> {
            var outcome = steps.pollUntilFinished(job, baseline, now, now.plus(POLL_DEADLINE));
            return new Answer(
                outcome.view().state() + " by " + outcome.evidence(), outcome.view().status());
          };
      case "ShieldSkippable" ->
          steps ->
              receipt(
                  steps.shieldSkippable(
                      job, scene.decidedRun, List.of(scene.dialect.skippable), null, null));
      case "ModifyJob" -> steps -> receipt(steps.modifyJob(job, baseline, CHANGE));
      case "StartMigration" -> steps -> receipt(steps.startMigration(job, baseline));
      case "ResumeMigration" -> steps -> receipt(steps.resumeMigration(job, baseline));
      case "WatchMigration" -> steps -> state(steps.watchMigration(job, scene.seen, null, null));
      case "SuspendMigration" -> steps -> receipt(steps.suspendMigration(job, baseline));
      case "CompleteMigration" -> steps -> receipt(steps.completeMigration(job, baseline));
      case "StopMigration" -> steps -> receipt(steps.stopMigration(job, baseline));
      default -> throw new IllegalArgumentException("no such step: " + name);
    };
  }

  private static Answer state(JobView view) {
    return new Answer(view.state().name(), view.status());
  }

  private static Answer receipt(Receipt receipt) {
    return new Answer(receipt.outcome().name().toLowerCase(Locale.ROOT), receipt.proof());
  }

  /** Without repetitions: how often a wait is asked again is chance. */
  private static List<String> types(List<ApplicationFailure> failures) {
    List<String> types = new ArrayList<>();
    for (ApplicationFailure failure : failures) {
      if (types.isEmpty() || !types.get(types.size() - 1).equals(failure.getType())) {
        types.add(failure.getType());
      }
    }
    return types;
  }

  @Override
  public void close() {
    temporal.close();
  }
}
