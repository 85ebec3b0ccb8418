package io.tidegate.workflow;

import io.tidegate.workflow.contract.AccountJobs;
import io.tidegate.workflow.contract.AccountView;
import io.tidegate.workflow.contract.AskWorkflows.AccountsWorkflow;
import io.tidegate.workflow.contract.AskWorkflows.ChecksWorkflow;
import io.tidegate.workflow.contract.AskWorkflows.JobsWorkflow;
import io.tidegate.workflow.contract.AskWorkflows.PlanWorkflow;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksRequest;
import io.tidegate.workflow.contract.PlanReport;
import io.tidegate.workflow.contract.PlanRequest;
import java.util.List;

/** The short workflows: one activity each, so that the command line needs no provider code. */
public final class AskWorkflowImpls {

  /** Answers {@code tidegate plan}. */
  public static final class PlanWorkflowImpl implements PlanWorkflow {
    @Override
    public PlanReport plan(PlanRequest request) {
      return ActivityStubs.asking("plan " + request.entries().size() + " migrations").plan(request);
    }
  }

  /** Answers {@code tidegate accounts}. */
  public static final class AccountsWorkflowImpl implements AccountsWorkflow {
    @Override
    public List<AccountView> accounts() {
      return ActivityStubs.asking("try each account").accounts();
    }
  }

  /** Answers {@code tidegate discover}. */
  public static final class JobsWorkflowImpl implements JobsWorkflow {
    @Override
    public AccountJobs jobs(String account) {
      return ActivityStubs.asking("jobs of account " + account).jobs(account);
    }
  }

  /** Answers {@code tidegate checks --all}. */
  public static final class ChecksWorkflowImpl implements ChecksWorkflow {
    @Override
    public ChecksPage checks(ChecksRequest request) {
      return ActivityStubs.asking(
              "page %d of %s of %s".formatted(request.page(), request.part(), request.job().job()))
          .checks(request);
    }
  }

  private AskWorkflowImpls() {}
}
