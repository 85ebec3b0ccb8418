package io.tidegate.cli.temporal;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.tidegate.workflow.contract.AccountView;
import io.tidegate.workflow.contract.AskWorkflows.AccountsWorkflow;
import io.tidegate.workflow.contract.AskWorkflows.ChecksWorkflow;
import io.tidegate.workflow.contract.AskWorkflows.PlanWorkflow;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksRequest;
import io.tidegate.workflow.contract.PlanReport;
import io.tidegate.workflow.contract.PlanRequest;
import io.tidegate.workflow.contract.WorkflowIds;
import java.util.List;
import java.util.UUID;

/** Questions that only a worker can answer, because it alone can call a provider. */
public final class Asks {
  private final TemporalConnection temporal;

  /** Asks over this connection. */
  public Asks(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  /** What a start of these would do. */
  public PlanReport plan(List<PlanRequest.Entry> entries) {
    temporal.requireWorker();
    PlanWorkflow workflow = client().newWorkflowStub(PlanWorkflow.class, options("plan"));
    return temporal.call(
        "plan", Deadlines.ASK, () -> workflow.plan(new PlanRequest(List.copyOf(entries))));
  }

  /** Every account that the worker has. */
  public List<AccountView> accounts() {
    temporal.requireWorker();
    AccountsWorkflow workflow =
        client().newWorkflowStub(AccountsWorkflow.class, options("accounts"));
    return temporal.call("accounts", Deadlines.ASK, workflow::accounts);
  }

  /** A page of a job's last precheck. */
  public ChecksPage checks(ChecksRequest request) {
    temporal.requireWorker();
    ChecksWorkflow workflow = client().newWorkflowStub(ChecksWorkflow.class, options("checks"));
    return temporal.call("checks", Deadlines.ASK, () -> workflow.checks(request));
  }

  private WorkflowClient client() {
    return temporal.client();
  }

  private static WorkflowOptions options(String question) {
    return WorkflowOptions.newBuilder()
        .setTaskQueue(WorkflowIds.TASK_QUEUE)
        .setWorkflowId("ask/" + question + "/" + UUID.randomUUID())
        .setWorkflowExecutionTimeout(Deadlines.ASK)
        .build();
  }
}
