package io.tidegate.workflow;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import io.tidegate.workflow.contract.CancelCommand;
import io.tidegate.workflow.contract.CutoverCommand;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.MigrationResult;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.MigrationWorkflow;
import io.tidegate.workflow.contract.ModifyCommand;
import io.tidegate.workflow.contract.OperatorCommand;

/** One migration: what people may ask of it, and how it ends. Its way is the {@link Pipeline}. */
public final class MigrationWorkflowImpl implements MigrationWorkflow {
  private final Logbook log;
  private final Inbox inbox = new Inbox();
  private final Pipeline pipeline;
  private final CancellationScope way;

  @WorkflowInit
  public MigrationWorkflowImpl(MigrationRequest request) {
    log = new Logbook(request, Logbook.now());
    pipeline = new Pipeline(request, log, inbox);
    way = Workflow.newCancellationScope(pipeline::run);
  }

  @Override
  public MigrationResult migrate(MigrationRequest request) {
    log.enter(MigrationPhase.CREATED);
    try {
      way.run();
    } catch (CanceledFailure e) {
      cancelled();
    } catch (ActivityFailure e) {
      // The pipeline lets nothing else out.
      cancelled();
    }
    CancellationScope last =
        Workflow.newDetachedCancellationScope(
            () -> Workflow.await(Workflow::isEveryHandlerFinished));
    last.run();
    return ended();
  }

  private void cancelled() {
    CancelCommand command = inbox.cancelAsked();
    CancelCommand asked =
        command == null
            ? new CancelCommand(CancelCommand.Mode.DETACH, "", "a cancel request to the workflow")
            : command;
    CancellationScope last = Workflow.newDetachedCancellationScope(() -> pipeline.cancel(asked));
    last.run();
  }

  private MigrationResult ended() {
    MigrationResult result = log.result();
    if (log.phase() == MigrationPhase.SUCCEEDED) {
      return result;
    }
    if (CancellationScope.current().isCancelRequested()) {
      throw new CanceledFailure(result.reason());
    }
    throw ApplicationFailure.newNonRetryableFailure(result.reason(), log.phase().name(), result);
  }

  @Override
  public MigrationStatus status() {
    return log.status();
  }

  @Override
  public MigrationResult report() {
    return log.result();
  }

  @Override
  public int recheck(OperatorCommand command) {
    log.answered("recheck", command.by(), command.reason());
    inbox.askRecheck();
    return log.round() + 1;
  }

  @Override
  public void validateRecheck(OperatorCommand command) {
    if (log.phase() != MigrationPhase.AWAITING_FIX || inbox.isAnswered()) {
      throw refused("a recheck is for a migration that awaits a fix");
    }
  }

  @Override
  public MigrationPhase retry(OperatorCommand command) {
    log.answered("retry", command.by(), command.reason());
    inbox.askRetry();
    return log.phase();
  }

  @Override
  public void validateRetry(OperatorCommand command) {
    boolean waits = log.phase() == MigrationPhase.BLOCKED || log.phase() == MigrationPhase.PAUSED;
    if (!waits || inbox.retryAsked() || inbox.modifyAsked()) {
      throw refused("a retry is for a migration that is blocked or paused");
    }
  }

  @Override
  public int modify(ModifyCommand command) {
    log.answered("modify", command.by(), command.reason());
    inbox.askModify(command);
    return log.round() + 1;
  }

  @Override
  public void validateModify(ModifyCommand command) {
    boolean waits =
        log.phase() == MigrationPhase.AWAITING_FIX || log.phase() == MigrationPhase.BLOCKED;
    if (!waits || inbox.isAnswered()) {
      throw refused("a job is changed while its migration awaits a fix or is blocked");
    }
    pipeline
        .objection(command)
        .ifPresent(
            why -> {
              throw refused(why);
            });
  }

  @Override
  public MigrationPhase cutover(CutoverCommand command) {
    log.cutover().ask(command);
    return log.phase();
  }

  @Override
  public void validateCutover(CutoverCommand command) {
    pipeline
        .objection(command)
        .ifPresent(
            why -> {
              throw refused(why);
            });
  }

  @Override
  public MigrationPhase revokeCutover(OperatorCommand command) {
    log.cutover().revoke(command);
    return log.phase();
  }

  @Override
  public void validateRevokeCutover(OperatorCommand command) {
    if (!log.cutover().isWaiting()) {
      throw refused("there is no cutover that could be revoked");
    }
  }

  @Override
  public MigrationPhase cancel(CancelCommand command) {
    MigrationPhase phase = log.phase();
    boolean stops = command.mode() == CancelCommand.Mode.STOP;
    log.answered(stops ? "cancel --stop" : "cancel --detach", command.by(), command.reason());
    inbox.askCancel(command);
    way.cancel("asked by " + command.by());
    return phase;
  }

  @Override
  public void validateCancel(CancelCommand command) {
    if (log.phase().isEnd()) {
      throw refused("it is too late to cancel");
    }
    boolean leaves = command.mode() == CancelCommand.Mode.DETACH;
    boolean waits = log.phase() == MigrationPhase.BLOCKED && !inbox.retryAsked();
    if (inbox.cancelAsked() != null && !(leaves && waits)) {
      throw refused("a cancel is under way already; one that waits may be changed to --detach");
    }
  }

  private IllegalStateException refused(String why) {
    return new IllegalStateException(why + "; this one is " + log.phase());
  }
}
