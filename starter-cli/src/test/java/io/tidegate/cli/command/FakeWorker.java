package io.tidegate.cli.command;

import io.temporal.api.enums.v1.RetryState;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import io.tidegate.workflow.contract.AccountJobs;
import io.tidegate.workflow.contract.AccountView;
import io.tidegate.workflow.contract.AnswerRecord;
import io.tidegate.workflow.contract.AskWorkflows.AccountsWorkflow;
import io.tidegate.workflow.contract.AskWorkflows.ChecksWorkflow;
import io.tidegate.workflow.contract.AskWorkflows.JobsWorkflow;
import io.tidegate.workflow.contract.AskWorkflows.PlanWorkflow;
import io.tidegate.workflow.contract.CancelCommand;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksRequest;
import io.tidegate.workflow.contract.CutoverCommand;
import io.tidegate.workflow.contract.CutoverRecord;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.MigrationResult;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.MigrationWorkflow;
import io.tidegate.workflow.contract.ModifyCommand;
import io.tidegate.workflow.contract.OperatorCommand;
import io.tidegate.workflow.contract.PlanReport;
import io.tidegate.workflow.contract.PlanRequest;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.RoundRecord;
import io.tidegate.workflow.contract.ShieldRecord;
import io.tidegate.workflow.contract.Waiting;
import io.tidegate.workflow.contract.WorkflowIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A worker whose migrations wait for a fix, succeed when rechecked and fail when cancelled. Of jobs
 * whose id begins with "hostile" everything is said in a way that would take over a terminal.
 */
final class FakeWorker implements AutoCloseable {
  static final String HOSTILE =
      "x\u001b[2J\u001b]0;t\u0007\r\nforged\u0000\u009b1m\u202ea\u2066b\u200bc\ufeff\u2028d";

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
    worker.registerWorkflowImplementationTypes(
        Migration.class, Plan.class, Accounts.class, Jobs.class, Checks.class);
    factory.start();
  }

  @Override
  public void close() {
    factory.shutdownNow();
    stubs.shutdownNow();
  }

  /** One account, hostile. */
  public static final class Accounts implements AccountsWorkflow {
    @Override
    public List<AccountView> accounts() {
      return List.of(new AccountView(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE));
    }
  }

  /** Of account "none" nothing, of any other three jobs, one of them hostile and one at its end. */
  public static final class Jobs implements JobsWorkflow {
    @Override
    public AccountJobs jobs(String account) {
      return account.equals("none")
          ? new AccountJobs(account, "", "", "", List.of(), false, "no account is called none")
          : new AccountJobs(
              account,
              "alibaba",
              "alibaba",
              "cn-x",
              List.of(
                  new AccountJobs.Listed("j1", "orders", JobState.NOT_STARTED, "NotStarted"),
                  new AccountJobs.Listed("j2", HOSTILE, JobState.CHECK_FAILED, HOSTILE),
                  new AccountJobs.Listed("j3", "old", JobState.FINISHED, "Finished")),
              false,
              "");
    }
  }

  /** Has two pages of everything, an item on each. */
  public static final class Checks implements ChecksWorkflow {
    @Override
    public ChecksPage checks(ChecksRequest request) {
      if (request.job().job().startsWith("refused")) {
        throw failed(
            ApplicationFailure.newNonRetryableFailure(
                "DescribePreCheckStatus: Forbidden.RAM (request r-1): grant it\u001b[31m",
                "Provider"));
      }
      if (request.job().job().startsWith("slow")) {
        throw failed(new TimeoutFailure("late", null, TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_CLOSE));
      }
      boolean hostile = isHostile(request.job().job());
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
      String word = hostile ? HOSTILE : "Migrating";
      ChecksPage.Row row =
          new ChecksPage.Row(
              hostile ? hostileItem() : item,
              hostile ? HOSTILE : "08:01",
              "",
              "CREATE TABLE orders (\n id int)" + (hostile ? HOSTILE : ""),
              List.of(new ChecksPage.Log("ERROR", "Table", "it exists\u001b[31m", "CREATE")),
              "{\"Item\":\"" + request.part() + "\"}");
      return new ChecksPage(
          PrecheckReport.State.RUNNING,
          word,
          "r",
          2,
          request.page() == 1,
          request.page() == 2 ? 7 : 0,
          List.of(row));
    }
  }

  /** As it comes out of an activity. */
  private static ActivityFailure failed(Throwable cause) {
    return new ActivityFailure(
        "Activity task failed",
        5,
        6,
        "Checks",
        "a",
        RetryState.RETRY_STATE_NON_RETRYABLE_FAILURE,
        "worker",
        cause);
  }

  private static PrecheckItem hostileItem() {
    return new PrecheckItem(
        HOSTILE,
        PrecheckItem.Verdict.FAILED,
        HOSTILE,
        false,
        PrecheckItem.Skippable.NO,
        false,
        HOSTILE,
        HOSTILE,
        HOSTILE,
        List.of(HOSTILE),
        "");
  }

  private static JobView hostileView() {
    return new JobView(
        JobState.CHECK_FAILED, HOSTILE, List.of(), null, HOSTILE, HOSTILE, Instant.EPOCH);
  }

  /** Knows every job but those whose id begins with "no"; says how many were asked of at once. */
  public static final class Plan implements PlanWorkflow {
    @Override
    public PlanReport plan(PlanRequest request) {
      int together = request.entries().size();
      return new PlanReport(request.entries().stream().map(e -> line(e, together)).toList());
    }

    private static String region(PlanRequest.Entry entry) {
      return isHostile(entry.job()) ? "cn-\u202ex" : "cn-x";
    }

    private static PlanReport.Line line(PlanRequest.Entry entry, int together) {
      boolean known = !entry.job().startsWith("no");
      return new PlanReport.Line(
          entry.name(),
          entry.account(),
          known
              ? new JobRef(entry.account(), "alibaba", "alibaba", region(entry), entry.job())
              : null,
          null,
          isHostile(entry.job()) ? hostileView() : null,
          known ? List.of() : List.of("job " + entry.job() + " is not known\u001b[31m"),
          List.of(
              "1. StartDtsJob" + (isHostile(entry.job()) ? HOSTILE : ""), "one of " + together));
    }
  }

  private static boolean isHostile(String job) {
    return job.startsWith("hostile");
  }

  /** See {@link FakeWorker}. */
  public static final class Migration implements MigrationWorkflow {
    private final MigrationRequest request;
    private final Instant startedAt;
    private MigrationPhase phase = MigrationPhase.AWAITING_FIX;
    private final List<CutoverRecord> cutovers = new ArrayList<>();
    private int round = 1;
    private String body = "";

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
      if (isHostile(request.job().job())) {
        return new MigrationStatus(
            request,
            phase,
            startedAt,
            startedAt,
            round,
            waiting(),
            new PrecheckReport(
                PrecheckReport.State.FAILED,
                HOSTILE,
                HOSTILE,
                HOSTILE,
                List.of(hostileItem()),
                1,
                0,
                0,
                ""),
            hostileView(),
            List.of(),
            List.of(shield()),
            List.of(),
            List.of(cutoverRecord()));
      }
      return new MigrationStatus(
          request, phase, startedAt, startedAt, round, waiting(), null, null, List.of(), List.of(),
          List.of(), cutovers);
    }

    private CutoverRecord cutoverRecord() {
      return new CutoverRecord(
          new CutoverCommand(HOSTILE, HOSTILE, null, true),
          startedAt,
          CutoverRecord.State.REVOKED,
          startedAt,
          HOSTILE);
    }

    private static ShieldRecord shield() {
      return new ShieldRecord(
          HOSTILE,
          List.of(HOSTILE),
          "",
          HOSTILE,
          HOSTILE,
          HOSTILE,
          HOSTILE,
          null,
          1,
          HOSTILE,
          HOSTILE,
          true);
    }

    private @Nullable Waiting waiting() {
      if (phase == MigrationPhase.AWAITING_FIX && isHostile(request.job().job())) {
        var objection = new Waiting.Objection(hostileItem(), HOSTILE);
        return new Waiting("FIX", HOSTILE, HOSTILE, List.of(objection), startedAt, null);
      }
      return phase == MigrationPhase.AWAITING_FIX
          ? new Waiting("FIX", "an item\u0007 failed", "repair it", List.of(), startedAt, null)
          : null;
    }

    @Override
    public MigrationResult report() {
      if (isHostile(request.job().job())) {
        return new MigrationResult(
            request,
            phase,
            HOSTILE,
            startedAt,
            null,
            List.of(
                new RoundRecord(
                    1,
                    HOSTILE,
                    startedAt,
                    startedAt,
                    1,
                    0,
                    List.of(HOSTILE),
                    HOSTILE,
                    HOSTILE,
                    "")),
            List.of(shield()),
            List.of(
                new Receipt(
                    HOSTILE, Receipt.Outcome.SENT, HOSTILE, List.of(HOSTILE), 1, startedAt)),
            Map.of(HOSTILE, 1L),
            hostileView(),
            List.of(cutoverRecord()),
            List.of(
                new AnswerRecord(
                    HOSTILE, HOSTILE, HOSTILE, startedAt, phase, HOSTILE, List.of(HOSTILE))));
      }
      return new MigrationResult(
          request, phase, "", startedAt, null, List.of(), List.of(), List.of(), Map.of(), null,
          List.of(), List.of());
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
    public int modify(ModifyCommand command) {
      body = command.body();
      return ++round;
    }

    @Override
    public void validateModify(ModifyCommand command) {
      if (body.equals(command.body())) {
        throw new IllegalStateException("the service has no call that changes a job");
      }
    }

    @Override
    public MigrationPhase cutover(CutoverCommand command) {
      cutovers.add(new CutoverRecord(command, startedAt, CutoverRecord.State.WAITING, null, ""));
      return phase;
    }

    @Override
    public void validateCutover(CutoverCommand command) {
      // Everything is permitted.
    }

    @Override
    public MigrationPhase revokeCutover(OperatorCommand command) {
      return phase;
    }

    @Override
    public void validateRevokeCutover(OperatorCommand command) {
      throw new IllegalStateException("there is no cutover that could be revoked");
    }

    @Override
    public MigrationPhase retry(OperatorCommand command) {
      return phase;
    }

    @Override
    public void validateRetry(OperatorCommand command) {
      if (isHostile(request.job().job())) {
        throw new IllegalStateException(HOSTILE);
      }
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
