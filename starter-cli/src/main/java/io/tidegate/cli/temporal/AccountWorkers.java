package io.tidegate.cli.temporal;

import io.temporal.api.enums.v1.TaskQueueType;
import io.tidegate.workflow.contract.WorkflowIds;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whether somebody does the work of an account: a worker does that of its own accounts alone. */
public final class AccountWorkers {
  private final TemporalConnection temporal;
  private final Map<String, Boolean> polled = new HashMap<>();

  /** Asks over this connection, once of each account. */
  public AccountWorkers(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  /** Says that nobody does; empty where somebody does, or where this Temporal does not tell. */
  public Optional<String> missing(String account) {
    boolean isPolled =
        polled.computeIfAbsent(
            account,
            a ->
                temporal.isPolled(
                    WorkflowIds.accountQueue(a), TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY));
    return isPolled
        ? Optional.empty()
        : Optional.of(
            "no worker has polled for account "
                + account
                + " of late: it moves only while one does, see the worker's log and its accounts");
  }
}
