package io.tidegate.cli.command;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import io.tidegate.workflow.contract.AskWorkflows.ChecksWorkflow;
import io.tidegate.workflow.contract.AskWorkflows.PlanWorkflow;
import io.tidegate.workflow.contract.CancelCommand;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksRequest;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.MigrationResult;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.MigrationWorkflow;
import io.tidegate.workflow.contract.OperatorCommand;
import io.tidegate.workflow.contract.PlanReport;
import io.tidegate.workflow.contract.PlanRequest;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.Waiting;
import io.tidegate.workflow.contract.WorkflowIds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A worker whose migrations wait for a fix, succeed when rechecked and fail when cancelled. */
final class FakeWorker implements AutoCloseable {
  private final WorkflowServiceStubs stubs;
  private final WorkerFactory factory;

  FakeWorker(String address) {
    stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(address).build());
    WorkflowClient client =
        WorkflowClient.newInstance(
            stubs, WorkflowClientOptions.newBuilder().setNamespace("default").build());
    factory = WorkerFactory.newInstance(client);
    Worker worker = factory.newWorker(WorkflowIds.TASK_QUEUE);
    worker.registerWorkflowImplementationTypes(Migration.class, Plan.class, Checks.class);
    factory.start();
  }

  @Override
  public void close() {
    factory.shutdownNow();
    stubs.shutdownNow();
  }

  /** Knows every job but those whose id begins with "no". */
  public static final class Plan implements PlanWorkflow {
    @Override
    public PlanReport plan(PlanRequest request) {
      return new PlanReport(request.entries().stream().map(Plan::line).toList());
    }

    private static PlanReport.Line line(PlanRequest.Entry entry) {
      boolean known = !entry.job().startsWith("no");
      return new PlanReport.Line(
          entry.name(),
          entry.account(),
          known ? new JobRef(entry.account(), "alibaba", "alibaba", "cn-x", entry.job()) : null,
          null,
          null,
          known ? List.of() : List.of("job " + entry.job() + " is not known\u001b[31m"),
          List.of("1. StartDtsJob"));
    }
  }

  /** Has two pages of everything, an item on each. */
  public static final class Checks implements ChecksWorkflow {
    @Override
    public ChecksPage checks(ChecksRequest request) {
      PrecheckItem item =
          new PrecheckItem(
              "orders_" + request.page(),
              PrecheckItem.Verdict.UNKNOWN,
              "Migrating",
              false,
              PrecheckItem.Skippable.UNSAID,
              false,
              "",
              "",
              "",
              List.of("shop.orders"),
              "");
      ChecksPage.Row row =
          new ChecksPage.Row(
              item,
              "08:01",
              "",
              "CREATE TABLE orders (\n id int)",
              List.of(new ChecksPage.Log("ERROR", "Table", "it exists\u001b[31m", "CREATE")),
              "{\"Item\":\"" + request.part() + "\"}");
      return new ChecksPage(
          PrecheckReport.State.RUNNING,
          "Migrating",
          "r",
          2,
          request.page() == 1,
          request.page() == 2 ? 7 : 0,
          List.of(row));
    }
  }

  /** See {@link FakeWorker}. */
  public static final class Migration implements MigrationWorkflow {
    private final MigrationRequest request;
    private final Instant startedAt;
    private MigrationPhase phase = MigrationPhase.AWAITING_FIX;
    private int round = 1;

    @WorkflowInit
    public Migration(MigrationRequest request) {
      this.request = request;
      startedAt = Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }

    @Override
    public MigrationResult migrate(MigrationRequest asked) {
      Workflow.await(() -> phase.isEnd() && Workflow.isEveryHandlerFinished());
      if (phase != MigrationPhase.SUCCEEDED) {
        throw ApplicationFailure.newNonRetryableFailure("cancelled", phase.name(), report());
      }
      return report();
    }

    @Override
    public MigrationStatus status() {
      return new MigrationStatus(
          request, phase, startedAt, startedAt, round, waiting(), null, null, List.of(), List.of(),
          List.of());
    }

    private @Nullable Waiting waiting() {
      return phase == MigrationPhase.AWAITING_FIX
          ? new Waiting("FIX", "an item\u0007 failed", "repair it", List.of(), startedAt, null)
          : null;
    }

    @Override
    public MigrationResult report() {
      return new MigrationResult(
          request, phase, "", startedAt, null, List.of(), List.of(), List.of(), Map.of(), null);
    }

    @Override
    public int recheck(OperatorCommand command) {
      phase = MigrationPhase.SUCCEEDED;
      return ++round;
    }

    @Override
    public void validateRecheck(OperatorCommand command) {
      // Everything is permitted.
    }

    @Override
    public MigrationPhase retry(OperatorCommand command) {
      return phase;
    }

    @Override
    public void validateRetry(OperatorCommand command) {
      throw new IllegalStateException("a retry is for a migration that is blocked or paused");
    }

    @Override
    public MigrationPhase cancel(CancelCommand command) {
      phase = MigrationPhase.CANCELLED;
      return MigrationPhase.AWAITING_FIX;
    }

    @Override
    public void validateCancel(CancelCommand command) {
      // Everything is permitted.
    }
  }
}
