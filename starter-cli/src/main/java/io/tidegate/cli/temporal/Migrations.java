package io.tidegate.cli.temporal;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.tidegate.cli.CliException;
import io.tidegate.workflow.contract.CancelCommand;
import io.tidegate.workflow.contract.CutoverCommand;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.MigrationResult;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.MigrationWorkflow;
import io.tidegate.workflow.contract.ModifyCommand;
import io.tidegate.workflow.contract.OperatorCommand;
import io.tidegate.workflow.contract.WorkflowIds;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Migrations as Temporal has them, by their workflow's id. */
public final class Migrations {
  private final TemporalConnection temporal;

  /** Says which start a run is of: of two at the same moment one alone is the first. */
  private static final String START = "start";

  /** The activity that looks at a job which moves, as Temporal calls it. */
  private static final String WATCH = "WatchMigration";

  /** What became of a start. */
  public enum Started {
    NEW,
    /** One that asks for the same was running already. */
    ATTACHED
  }

  /**
   * A migration that runs after a start.
   *
   * @param account through which it runs, which is that of whoever started it first
   */
  public record Start(Started started, String account) {}

  /** Talks over this connection. */
  public Migrations(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  /**
   * Starts a migration, or attaches to the one of its job that runs.
   *
   * @param again whether one that has succeeded before may be started once more
   * @throws CliException when the running one was asked for something else, or when it has
   *     succeeded and {@code again} is not said
   */
  public Start start(MigrationRequest request, boolean again) {
    String id = WorkflowIds.migration(request.job());
    String start = UUID.randomUUID().toString();
    MigrationWorkflow workflow =
        temporal
            .client()
            .newWorkflowStub(
                MigrationWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(id)
                    .setTaskQueue(WorkflowIds.TASK_QUEUE)
                    .setWorkflowIdConflictPolicy(
                        WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                    .setWorkflowIdReusePolicy(
                        again
                            ? WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE
                            : WorkflowIdReusePolicy
                                .WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY)
                    .setMemo(Map.of(START, start))
                    .setStaticSummary(request.name() + " (" + request.job().account() + ")")
                    .build());
    temporal.call(
        request.name(),
        Deadlines.CALL,
        () -> {
          try {
            return WorkflowClient.start(workflow::migrate, request);
          } catch (WorkflowExecutionAlreadyStarted e) {
            throw CliException.usage(
                request.name() + " has succeeded already; start it once more with --again");
          }
        });
    // Temporal ignores the input of a start that attaches.
    MigrationRequest running = status(id).request();
    Requests.difference(running, request)
        .ifPresent(
            what -> {
              throw CliException.usage(
                  request.name()
                      + " runs already and was asked for something else ("
                      + what
                      + "); it goes on as it is. Cancel it first (./tidegate cancel "
                      + request.name()
                      + " --detach) to start it anew");
            });
    boolean isOurs = start.equals(describe(id).getMemo(START, String.class));
    return new Start(isOurs ? Started.NEW : Started.ATTACHED, running.job().account());
  }

  private WorkflowExecutionDescription describe(String id) {
    return temporal.call(id, Deadlines.CALL, () -> stub(id).describe());
  }

  private boolean isRunning(String id) {
    return temporal.call(
        id,
        Deadlines.CALL,
        () -> {
          try {
            return stub(id).describe().getStatus()
                == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
          } catch (WorkflowNotFoundException e) {
            return false;
          }
        });
  }

  /** Where it stands. */
  public MigrationStatus status(String id) {
    return on(id, MigrationWorkflow::status);
  }

  /**
   * What the newest look at a job that moves came to, which the migration itself hears of only when
   * it is news; empty where nobody has looked since.
   */
  public Optional<String> newestLook(String id) {
    return describe(id).getRawDescription().getPendingActivitiesList().stream()
        .filter(activity -> activity.getActivityType().getName().equals(WATCH))
        .map(activity -> activity.getLastFailure().getMessage())
        .filter(message -> !message.isBlank())
        .findFirst();
  }

  /** Its report: from its end where there is one, which needs no worker, else from the worker. */
  public MigrationResult report(String id) {
    if (!isRunning(id)) {
      Optional<MigrationResult> result = endOf(id);
      if (result.isPresent()) {
        return result.get();
      }
    }
    temporal.requireWorker();
    return on(id, MigrationWorkflow::report);
  }

  private Optional<MigrationResult> endOf(String id) {
    return temporal.call(
        id,
        Deadlines.CALL,
        () -> {
          try {
            return Optional.of(
                stub(id)
                    .getResult(
                        Deadlines.CALL.toSeconds(), TimeUnit.SECONDS, MigrationResult.class));
          } catch (WorkflowFailedException e) {
            return e.getCause() instanceof ApplicationFailure failure
                    && failure.getDetails().getSize() > 0
                ? Optional.of(failure.getDetails().get(0, MigrationResult.class))
                : Optional.empty();
          }
        });
  }

  /** Starts the next round; answers its number. */
  public int recheck(String id, OperatorCommand command) {
    temporal.requireWorker();
    return on(id, m -> m.recheck(command));
  }

  /** Has its job changed, and starts the next round; answers its number. */
  public int modify(String id, ModifyCommand command) {
    temporal.requireWorker();
    return on(id, m -> m.modify(command));
  }

  /** Goes on with one that is blocked or paused; answers the phase it leaves. */
  public MigrationPhase retry(String id, OperatorCommand command) {
    temporal.requireWorker();
    return on(id, m -> m.retry(command));
  }

  /** Asks for the cutover; answers the phase in which it was. */
  public MigrationPhase cutover(String id, CutoverCommand command) {
    temporal.requireWorker();
    return on(id, m -> m.cutover(command));
  }

  /** Takes the cutover back; answers the phase in which it was. */
  public MigrationPhase revokeCutover(String id, OperatorCommand command) {
    temporal.requireWorker();
    return on(id, m -> m.revokeCutover(command));
  }

  /** Ends it; answers the phase in which it was. */
  public MigrationPhase cancel(String id, CancelCommand command) {
    temporal.requireWorker();
    return on(id, m -> m.cancel(command));
  }

  private <T> T on(String id, Function<MigrationWorkflow, T> call) {
    MigrationWorkflow workflow = temporal.client().newWorkflowStub(MigrationWorkflow.class, id);
    return temporal.call(id, Deadlines.CALL, () -> call.apply(workflow));
  }

  private WorkflowStub stub(String id) {
    return temporal.client().newUntypedWorkflowStub(id);
  }
}
