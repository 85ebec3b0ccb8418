package io.tidegate.cli.temporal;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.tidegate.cli.CliException;
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
import io.tidegate.workflow.contract.WorkflowIds;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Questions that only a worker can answer, because it alone can call a provider. */
public final class Asks {
  /** The events of a workflow that no worker has taken up: it was started, and a task waits. */
  private static final long NOT_TAKEN = 2;

  private final TemporalConnection temporal;

  /** Asks over this connection. */
  public Asks(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  /** What a start of these would do, in their order. */
  public PlanReport plan(List<PlanRequest.Entry> entries) {
    List<PlanRequest> parts = PlanParts.of(entries);
    temporal.requireWorker();
    List<PlanReport.Line> lines = new ArrayList<>();
    for (PlanRequest part : parts) {
      List<PlanReport.Line> answered = plan(part).lines();
      // A start takes job after job from here, and must not take one for another's.
      if (answered.size() != part.entries().size()) {
        throw CliException.failed(
            "plan: the worker answered for "
                + answered.size()
                + " migrations of "
                + part.entries().size());
      }
      lines.addAll(answered);
    }
    return new PlanReport(lines);
  }

  private PlanReport plan(PlanRequest part) {
    PlanWorkflow workflow = client().newWorkflowStub(PlanWorkflow.class, options("plan"));
    return answer(
        "plan", workflow, PlanReport.class, () -> WorkflowClient.start(workflow::plan, part));
  }

  /** Every account that the worker has. */
  public List<AccountView> accounts() {
    temporal.requireWorker();
    AccountsWorkflow workflow =
        client().newWorkflowStub(AccountsWorkflow.class, options("accounts"));
    AccountView[] accounts =
        answer(
            "accounts",
            workflow,
            AccountView[].class,
            () -> WorkflowClient.start(workflow::accounts));
    return List.of(accounts);
  }

  /** What an account has at its service. */
  public AccountJobs jobs(String account) {
    temporal.requireWorker();
    JobsWorkflow workflow = client().newWorkflowStub(JobsWorkflow.class, options("jobs"));
    return answer(
        "jobs", workflow, AccountJobs.class, () -> WorkflowClient.start(workflow::jobs, account));
  }

  /** A page of a job's last precheck. */
  public ChecksPage checks(ChecksRequest request) {
    temporal.requireWorker();
    ChecksWorkflow workflow = client().newWorkflowStub(ChecksWorkflow.class, options("checks"));
    return answer(
        "checks",
        workflow,
        ChecksPage.class,
        () -> WorkflowClient.start(workflow::checks, request));
  }

  /**
   * Asks, and gives up early when nobody takes the question: a worker that died a moment ago is
   * still listed as polling.
   */
  private <T> T answer(
      String question, Object workflow, Class<T> type, Callable<WorkflowExecution> start) {
    temporal.call(question, Deadlines.CALL, start);
    WorkflowStub asked = WorkflowStub.fromTyped(workflow);
    CompletableFuture<T> answer =
        asked.getResultAsync(Deadlines.ASK.toMillis(), MILLISECONDS, type);
    temporal.call(
        question,
        Deadlines.CALL,
        () -> {
          while (!answer.isDone() && asked.describe().getHistoryLength() == NOT_TAKEN) {
            MILLISECONDS.sleep(100);
          }
          return question;
        });
    return temporal.call(question, Deadlines.ASK, () -> join(answer));
  }

  private static <T> T join(CompletableFuture<T> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
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
