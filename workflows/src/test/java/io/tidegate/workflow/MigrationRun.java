package io.tidegate.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.tidegate.workflow.contract.CancelCommand;
import io.tidegate.workflow.contract.CutoverCommand;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.MigrationRequest.Until;
import io.tidegate.workflow.contract.MigrationResult;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.MigrationWorkflow;
import io.tidegate.workflow.contract.ModifyCommand;
import io.tidegate.workflow.contract.OperatorCommand;
import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.Rounds;
import io.tidegate.workflow.contract.Rule;
import io.tidegate.workflow.contract.SearchAttributes;
import io.tidegate.workflow.contract.WorkflowIds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One migration on the time-skipping test server, as somebody with a terminal sees it. */
final class MigrationRun implements AutoCloseable {
  private static final JobRef JOB =
      new JobRef("hangzhou", "alibaba", "alibaba", "cn-hangzhou", "i03e3zty16i0001");

  private final FakeJob job;
  private final TestWorkflowEnvironment env = TestWorkflowEnvironment.newInstance();
  private Policy policy = new Policy(Policy.Warnings.ACCEPT, List.of());
  private Rounds rounds = new Rounds(Rounds.DEFAULT_MAX, null);
  private Until until = Until.FINISHED;
  private String definition = "";
  private MigrationWorkflow workflow;

  MigrationRun(FakeJob job) {
    this.job = job;
    for (SearchAttributeKey<?> key : SearchAttributes.all()) {
      env.registerSearchAttribute(key.getName(), IndexedValueType.forNumber(typeOf(key)));
    }
    Worker workflows = env.newWorker(WorkflowIds.TASK_QUEUE);
    workflows.registerWorkflowImplementationTypes(MigrationWorkflowImpl.class);
    Worker activities = env.newWorker(WorkflowIds.accountQueue(JOB.account()));
    activities.registerActivitiesImplementations(job);
    env.start();
  }

  private static int typeOf(SearchAttributeKey<?> key) {
    return key.getValueType().getNumber();
  }

  MigrationRun policy(Policy.Warnings warnings, Rule... rules) {
    policy = new Policy(warnings, List.of(rules));
    return this;
  }

  MigrationRun until(Until end) {
    until = end;
    return this;
  }

  MigrationRun definition(String json) {
    definition = json;
    return this;
  }

  MigrationRun giveUpAfter(Duration patience) {
    rounds = new Rounds(rounds.max(), patience);
    return this;
  }

  MigrationRun maxRounds(int max) {
    rounds = new Rounds(max, rounds.giveUpAfter());
    return this;
  }

  Rule allow(String item) {
    return rule(item, Rule.Decision.ALLOW);
  }

  Rule allow(String item, Instant until) {
    return rule(item, Rule.Decision.ALLOW, until);
  }

  Rule rule(String item, Rule.Decision decision) {
    return rule(item, decision, null);
  }

  private static Rule rule(String item, Rule.Decision decision, Instant until) {
    return new Rule(
        item,
        decision,
        "created ahead",
        until,
        List.of(),
        List.of(),
        List.of(),
        "",
        "",
        "tidegate.yaml:6");
  }

  void start() {
    workflow =
        env.getWorkflowClient()
            .newWorkflowStub(
                MigrationWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(WorkflowIds.TASK_QUEUE)
                    .setWorkflowId(WorkflowIds.migration(JOB))
                    .build());
    WorkflowClient.start(
        workflow::migrate,
        new MigrationRequest("orders", JOB, policy, rounds, until, null, "ann", definition));
  }

  boolean isStarted() {
    return workflow != null;
  }

  MigrationWorkflow workflow() {
    return workflow;
  }

  MigrationStatus status() {
    return workflow.status();
  }

  MigrationResult report() {
    return workflow.report();
  }

  void awaitPhase(MigrationPhase phase) {
    awaitUntil("phase " + phase + ", it is ", () -> status().phase() == phase);
  }

  void awaitCall(String call) {
    awaitUntil("call " + call, () -> job.calls().stream().anyMatch(c -> c.startsWith(call)));
  }

  void awaitUntil(String what, java.util.function.BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what + status().phase()).isLessThan(deadline);
      // Lets the test server's clock run on to the next retry or timer.
      env.sleep(Duration.ofSeconds(1));
    }
  }

  /** Lets time go by. */
  void pass(Duration time) {
    env.sleep(time);
  }

  int recheck() {
    return workflow.recheck(new OperatorCommand("ann", "granted"));
  }

  int modify(String body) {
    return workflow.modify(new ModifyCommand("ada", "the host was wrong", body));
  }

  void retry() {
    workflow.retry(new OperatorCommand("ann", "mended"));
  }

  /** Asks for a cutover; writes are said to have stopped at this moment. */
  Instant cutover() {
    Instant frozenAt = now();
    cutover(new CutoverCommand("ann", "", frozenAt, false));
    return frozenAt;
  }

  void cutover(CutoverCommand command) {
    workflow.cutover(command);
  }

  void revokeCutover() {
    workflow.revokeCutover(new OperatorCommand("bob", "not tonight"));
  }

  /** By the test server's clock. */
  Instant now() {
    return Instant.ofEpochMilli(env.currentTimeMillis());
  }

  void cancelDetach() {
    workflow.cancel(new CancelCommand(CancelCommand.Mode.DETACH, "ann", "not today"));
  }

  void cancelStop() {
    workflow.cancel(new CancelCommand(CancelCommand.Mode.STOP, "ann", "not today"));
  }

  MigrationResult result() {
    return WorkflowStub.fromTyped(workflow).getResult(MigrationResult.class);
  }

  /** The report that an ended migration carries in its failure. */
  MigrationResult failure() {
    try {
      result();
    } catch (WorkflowFailedException e) {
      if (e.getCause() instanceof ApplicationFailure cause) {
        return cause.getDetails().get(MigrationResult.class);
      }
      throw e;
    }
    throw new AssertionError("the migration did not fail");
  }

  void awaitEnd() {
    try {
      result();
    } catch (WorkflowException e) {
      assertThat(report().outcome().isEnd()).isTrue();
    }
  }

  String temporalStatus() {
    return WorkflowStub.fromTyped(workflow).describe().getStatus().name();
  }

  WorkflowExecutionHistory history() {
    return env.getWorkflowClient().fetchHistory(WorkflowIds.migration(JOB));
  }

  int eventCount() {
    return history().getEvents().size();
  }

  List<Duration> timerDurations() {
    return history().getEvents().stream()
        .filter(e -> e.getEventType() == EventType.EVENT_TYPE_TIMER_STARTED)
        .map(e -> e.getTimerStartedEventAttributes().getStartToFireTimeout())
        .map(d -> Duration.ofSeconds(d.getSeconds(), d.getNanos()))
        .toList();
  }

  /** Every phase that the run was in, in order, as its search attribute says. */
  List<MigrationPhase> phases() {
    return phases(history().getEvents());
  }

  /** As {@link #phases}, of the time before the activity was first scheduled. */
  List<MigrationPhase> phasesBefore(String activity) {
    List<HistoryEvent> events = history().getEvents();
    return phases(events.subList(0, firstOf(events, activity)));
  }

  /** Those that followed. */
  List<MigrationPhase> phasesAfter(String activity) {
    List<MigrationPhase> all = phases();
    return all.subList(phasesBefore(activity).size(), all.size());
  }

  private static int firstOf(List<HistoryEvent> events, String activity) {
    for (int i = 0; i < events.size(); i++) {
      if (events
          .get(i)
          .getActivityTaskScheduledEventAttributes()
          .getActivityType()
          .getName()
          .equals(activity)) {
        return i;
      }
    }
    throw new AssertionError(activity + " was never scheduled");
  }

  private static List<MigrationPhase> phases(List<HistoryEvent> events) {
    List<MigrationPhase> phases = new ArrayList<>();
    for (HistoryEvent event : events) {
      if (event.getEventType() == EventType.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES) {
        var payload =
            event
                .getUpsertWorkflowSearchAttributesEventAttributes()
                .getSearchAttributes()
                .getIndexedFieldsMap()
                .get(SearchAttributes.PHASE.getName());
        MigrationPhase phase =
            MigrationPhase.valueOf(
                Optional.ofNullable(
                        DefaultDataConverter.newDefaultInstance()
                            .fromPayload(payload, String.class, String.class))
                    .orElseThrow());
        if (phases.isEmpty() || phases.get(phases.size() - 1) != phase) {
          phases.add(phase);
        }
      }
    }
    return phases;
  }

  @Override
  public void close() {
    env.close();
  }
}
