package io.tidegate.workflow.contract;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/** Questions that need a provider, answered on the worker by short workflows. None has effects. */
public final class AskWorkflows {

  /** Answers {@code tidegate plan}, and tells {@code tidegate start} what to start. */
  @WorkflowInterface
  public interface PlanWorkflow {
    @WorkflowMethod
    PlanReport plan(PlanRequest request);
  }

  /** Answers {@code tidegate accounts}. */
  @WorkflowInterface
  public interface AccountsWorkflow {
    @WorkflowMethod
    List<AccountView> accounts();
  }

  /** Answers {@code tidegate discover}. */
  @WorkflowInterface
  public interface JobsWorkflow {
    @WorkflowMethod
    AccountJobs jobs(String account);
  }

  /** Answers {@code tidegate checks --all}. */
  @WorkflowInterface
  public interface ChecksWorkflow {
    @WorkflowMethod
    ChecksPage checks(ChecksRequest request);
  }

  private AskWorkflows() {}
}
