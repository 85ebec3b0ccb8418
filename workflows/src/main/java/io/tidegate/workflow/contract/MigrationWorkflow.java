package io.tidegate.workflow.contract;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** One migration, from its first precheck to its end. Its id is {@link WorkflowIds#migration}. */
@WorkflowInterface
public interface MigrationWorkflow {

  /**
   * Takes the job through the gate and watches it to its end.
   *
   * @throws io.temporal.failure.ApplicationFailure with the {@link MigrationResult} as its detail
   *     when the migration ends as failed, so that Temporal shows it as failed too
   */
  @WorkflowMethod
  MigrationResult migrate(MigrationRequest request);

  @QueryMethod
  MigrationStatus status();

  /** The report so far; final once the migration has ended. */
  @QueryMethod
  MigrationResult report();

  /**
   * Starts the next round of a migration that awaits a fix.
   *
   * @return the number of the round that begins
   */
  @UpdateMethod
  int recheck(OperatorCommand command);

  @UpdateValidatorMethod(updateName = "recheck")
  void validateRecheck(OperatorCommand command);

  /**
   * Goes on with a migration that is blocked or paused, from where its job now stands.
   *
   * @return the phase that it leaves
   */
  @UpdateMethod
  MigrationPhase retry(OperatorCommand command);

  @UpdateValidatorMethod(updateName = "retry")
  void validateRetry(OperatorCommand command);

  /**
   * Has the job of a migration that awaits a fix or is blocked changed at the provider, and begins
   * another round. Where that cannot be done the migration is blocked, and the change has to be
   * asked for again.
   *
   * @return the number of the round that begins
   */
  @UpdateMethod
  int modify(ModifyCommand command);

  @UpdateValidatorMethod(updateName = "modify")
  void validateModify(ModifyCommand command);

  /**
   * Has a job that follows its source ended well as soon as the target has everything; returns when
   * the request is taken.
   *
   * @return the phase in which it was
   */
  @UpdateMethod
  MigrationPhase cutover(CutoverCommand command);

  @UpdateValidatorMethod(updateName = "cutover")
  void validateCutover(CutoverCommand command);

  /**
   * Takes a cutover back that has not been sent.
   *
   * @return the phase in which it was
   */
  @UpdateMethod
  MigrationPhase revokeCutover(OperatorCommand command);

  @UpdateValidatorMethod(updateName = "revokeCutover")
  void validateRevokeCutover(OperatorCommand command);

  /**
   * Ends the migration; returns when the request is taken, before the job has stopped.
   *
   * @return the phase in which it was
   */
  @UpdateMethod
  MigrationPhase cancel(CancelCommand command);

  @UpdateValidatorMethod(updateName = "cancel")
  void validateCancel(CancelCommand command);
}
