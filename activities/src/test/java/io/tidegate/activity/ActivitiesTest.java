package io.tidegate.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.tidegate.provider.FakeProvider;
import io.tidegate.workflow.contract.AccountView;
import io.tidegate.workflow.contract.AskActivities;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.CheckOutcome;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.ChecksRequest;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.MigrationActivities;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.PlanReport;
import io.tidegate.workflow.contract.PlanRequest;
import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.Rounds;
import io.tidegate.workflow.contract.Rule;
import io.tidegate.workflow.contract.Snapshot;
import io.tidegate.workflow.contract.StageProgress;
import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The activities as Temporal calls them: through its converter, with its context. */
@Timeout(60)
class ActivitiesTest {
  private static final JobRef JOB = FakeAccount.JOB;
  private final SteppedClock clock = new SteppedClock();
  private final FakeProvider provider = new FakeProvider(clock);
  private TestActivityEnvironment temporal;
  private MigrationActivities steps;
  private AskActivities ask;

  @BeforeEach
  void start() {
    Accounts accounts = FakeAccount.accounts(provider, clock, "CHECK_TOPOLOGY");
    temporal = TestActivityEnvironment.newInstance();
    temporal.registerActivitiesImplementations(
        new MigrationActivitiesImpl(accounts, clock, clock::advance),
        new AskActivitiesImpl(accounts, clock));
    steps = temporal.newActivityStub(MigrationActivities.class);
    ask = temporal.newActivityStub(AskActivities.class);
  }

  @AfterEach
  void stop() {
    temporal.close();
  }

  @Test
  void aLookShowsJobRunAndWhatTheAccountForbids() {
    Snapshot look = steps.lookAtJob(JOB);

    assertThat(look.view().state()).isEqualTo(JobState.NOT_STARTED);
    assertThat(look.baseline().state()).isEqualTo(JobState.NOT_STARTED);
    assertThat(look.neverItems()).containsExactly("CHECK_TOPOLOGY");
    assertThat(look.capability()).isEqualTo(provider.capability());
  }

  @Test
  void anUnknownAccountIsNamedWithThoseThatThereAre() {
    ApplicationFailure failure =
        failure(() -> steps.lookAtJob(new JobRef("sh", "fake", "fake", "cn-hangzhou", "j1")));

    assertThat(failure.getType()).isEqualTo(FailureType.UNKNOWN_ACCOUNT.name());
    assertThat(failure.getOriginalMessage())
        .isEqualTo("this worker has no account 'sh'; it has: hz");
  }

  @Test
  void anAccountThatPointsElsewhereNowIsNotUsed() {
    ApplicationFailure failure =
        failure(() -> steps.lookAtJob(new JobRef("hz", "fake", "fake", "cn-beijing", "j1")));

    assertThat(failure.getType()).isEqualTo(FailureType.UNKNOWN_ACCOUNT.name());
  }

  @Test
  void aPollOfARunningCheckAsksAgainSoonAndReturnsWhenItHasFailed() {
    Baseline baseline = steps.lookAtJob(JOB).baseline();
    Receipt receipt = steps.submitCheck(JOB, baseline, null);
    clock.advance(Duration.ofSeconds(3));

    ApplicationFailure waiting = failure(() -> poll(baseline, receipt));
    assertThat(waiting.getType()).isEqualTo("NOT_FINISHED");
    assertThat(waiting.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(2));
    assertThat(waiting.getOriginalMessage()).startsWith("precheck running: ");

    provider.endCheck();
    clock.advance(Duration.ofSeconds(3));
    CheckOutcome outcome = poll(baseline, receipt);
    assertThat(outcome.evidence()).isEqualTo("run-id");
    assertThat(outcome.report().failed()).hasSize(2);
    assertThat(outcome.neverItems()).containsExactly("CHECK_TOPOLOGY");
  }

  @Test
  void aPollRemembersThatItSawTheCheckRunning() {
    provider.nameless = true;
    Baseline baseline = steps.lookAtJob(JOB).baseline();
    Receipt receipt = steps.submitCheck(JOB, baseline, null);
    provider.endCheck();
    clock.advance(Duration.ofSeconds(3));
    assertThat(failure(() -> poll(baseline, receipt)).getType()).isEqualTo("NOT_FINISHED");

    temporal.setHeartbeatDetails(new Memory(true, null, null));

    assertThat(poll(baseline, receipt).evidence()).isEqualTo("seen-running");
  }

  @Test
  void theLastWaitEndsWithTheDeadline() {
    Baseline baseline = steps.lookAtJob(JOB).baseline();
    Receipt receipt = steps.submitCheck(JOB, baseline, null);

    ApplicationFailure waiting =
        failure(
            () ->
                steps.pollUntilFinished(
                    JOB, baseline, receipt.at(), clock.instant().plusMillis(700)));

    assertThat(waiting.getNextRetryDelay()).isEqualTo(Duration.ofMillis(700));
  }

  @Test
  void aStartThatFollowsByItselfIsConfirmedAndNeverSent() {
    Baseline baseline = steps.lookAtJob(JOB).baseline();
    provider.begin();
    assertThat(failure(() -> steps.startMigration(JOB, baseline)).getType())
        .isEqualTo("NOT_FINISHED");

    provider.become(JobState.MOVING, "Migrating");
    clock.advance(Duration.ofSeconds(3));
    Receipt receipt = steps.startMigration(JOB, baseline);

    assertThat(receipt.outcome()).isEqualTo(Receipt.Outcome.ADOPTED);
    assertThat(provider.effects).isEmpty();
  }

  @Test
  void aStartThatNeverFollowsIsAProblemInTheEnd() {
    provider.become(JobState.CHECK_PASSED, "PreCheckPass");
    Baseline baseline = steps.lookAtJob(JOB).baseline();
    clock.advance(Duration.ofSeconds(91));

    assertThat(failure(() -> steps.startMigration(JOB, baseline)).getType())
        .isEqualTo(FailureType.JOB_CONFLICT.name());
  }

  @Test
  void whereTheStartIsACallOfItsOwnItIsSentToACheckedJob() {
    provider.followsCheck = false;
    provider.become(JobState.CHECK_PASSED, "Passed");
    Baseline baseline = steps.lookAtJob(JOB).baseline();

    assertThat(steps.startMigration(JOB, baseline).outcome()).isEqualTo(Receipt.Outcome.SENT);
    assertThat(provider.effects).containsExactly("start");
  }

  @Test
  void aWatchReturnsAtOnceAndThenOnlyWithNews() {
    provider.become(JobState.MOVING, "Migrating");
    JobView first = steps.watchMigration(JOB, null, null, null);
    assertThat(first.state()).isEqualTo(JobState.MOVING);
    clock.advance(Duration.ofSeconds(3));

    assertThat(failure(() -> steps.watchMigration(JOB, first, null, null)).getType())
        .isEqualTo("NOT_FINISHED");
    provider.become(JobState.FAILED, "MigrationFailed");
    clock.advance(Duration.ofSeconds(3));

    assertThat(steps.watchMigration(JOB, first, null, null).state()).isEqualTo(JobState.FAILED);
  }

  @Test
  void aWatchDoesNotReportAWordThatIsGoneAtTheNextLook() {
    provider.become(JobState.MOVING, "Migrating");
    JobView first = steps.watchMigration(JOB, null, null, null);
    provider.become(JobState.UNKNOWN, "Pondering");
    clock.advance(Duration.ofSeconds(3));
    assertThat(failure(() -> steps.watchMigration(JOB, first, null, null)).getType())
        .isEqualTo("NOT_FINISHED");

    temporal.setHeartbeatDetails(new Memory(false, clock.instant().minusSeconds(90), null));

    assertThat(steps.watchMigration(JOB, first, null, null).state()).isEqualTo(JobState.UNKNOWN);
  }

  @Test
  void aWatchForgetsAWordThatWasGoneAtTheNextLook() {
    provider.become(JobState.MOVING, "Migrating");
    JobView first = steps.watchMigration(JOB, null, null, null);
    clock.advance(Duration.ofSeconds(3));
    AtomicReference<Memory> remembered = new AtomicReference<>();
    temporal.setActivityHeartbeatListener(Memory.class, remembered::set);
    temporal.setHeartbeatDetails(new Memory(false, clock.instant().minusSeconds(3_600), null));

    assertThat(failure(() -> steps.watchMigration(JOB, first, null, null)).getType())
        .isEqualTo("NOT_FINISHED");

    assertThat(remembered.get()).isEqualTo(Memory.NONE);
  }

  @Test
  void aJobThatRestsBetweenItsStagesForAPersonIsTold() {
    provider.become(JobState.MOVING, "Migrating");
    provider.stages =
        List.of(
            new StageProgress(Stage.SCHEMA_MIGRATION, StageState.FINISHED, "", 100, ""),
            new StageProgress(Stage.FULL_LOAD, StageState.NOT_STARTED, "", -1, ""));
    JobView first = steps.watchMigration(JOB, null, null, null);
    provider.standstill = "it waits for a person";
    clock.advance(Duration.ofSeconds(3));
    AtomicReference<Memory> remembered = new AtomicReference<>();
    temporal.setActivityHeartbeatListener(Memory.class, remembered::set);
    assertThat(failure(() -> steps.watchMigration(JOB, first, null, null)).getType())
        .isEqualTo("NOT_FINISHED");
    assertThat(remembered.get()).isEqualTo(new Memory(false, null, clock.instant()));

    temporal.setHeartbeatDetails(new Memory(false, null, clock.instant().minusSeconds(90)));
    ApplicationFailure told = failure(() -> steps.watchMigration(JOB, first, null, null));

    assertThat(told.getType()).isEqualTo("JOB_CONFLICT");
    assertThat(told.getOriginalMessage()).isEqualTo("it waits for a person");
    assertThat(told.isNonRetryable()).isTrue();
  }

  @Test
  void aJobThatRestsBetweenItsStagesForNobodyIsWaitedFor() {
    provider.become(JobState.MOVING, "Migrating");
    provider.stages =
        List.of(
            new StageProgress(Stage.SCHEMA_MIGRATION, StageState.FINISHED, "", 100, ""),
            new StageProgress(Stage.FULL_LOAD, StageState.NOT_STARTED, "", -1, ""));
    JobView first = steps.watchMigration(JOB, null, null, null);
    clock.advance(Duration.ofSeconds(3));
    temporal.setHeartbeatDetails(new Memory(false, null, clock.instant().minusSeconds(3_600)));

    assertThat(failure(() -> steps.watchMigration(JOB, first, null, null)).getType())
        .isEqualTo("NOT_FINISHED");
  }

  @Test
  void shieldsSuspendsAndStopsAreReceipted() {
    provider.failing.remove("CHECK_SERVER_ID");
    provider.begin();
    provider.endCheck();

    assertThat(steps.shieldSkippable(JOB, "run1", List.of("CHECK_SAME_OBJ"), null, null).items())
        .containsExactly("CHECK_SAME_OBJ");
    Baseline baseline = steps.lookAtJob(JOB).baseline();
    assertThat(steps.recheck(JOB, baseline, null).effect()).isEqualTo("recheck");
    provider.become(JobState.MOVING, "Migrating");
    assertThat(steps.suspendMigration(JOB, baseline).outcome()).isEqualTo(Receipt.Outcome.SENT);
    assertThat(steps.stopMigration(JOB, baseline).outcome()).isEqualTo(Receipt.Outcome.SENT);
    assertThat(provider.effects)
        .containsExactly("shield CHECK_SAME_OBJ", "submit", "suspend", "stop");
  }

  @Test
  void aPlanFindsTheJobAndNamesTheCalls() {
    Rule rule =
        new Rule(
            "CHECK_SAME_OBJ",
            Rule.Decision.ALLOW,
            "known",
            null,
            List.of(),
            List.of(),
            List.of(),
            "",
            "",
            "tidegate.yaml:6");

    PlanReport plan =
        ask.plan(
            new PlanRequest(
                List.of(
                    entry("orders", "hz", "dtsj1", rule),
                    entry("lost", "hz", "nope", rule),
                    entry("elsewhere", "sh", "j1", rule))));

    PlanReport.Line orders = plan.lines().get(0);
    assertThat(orders.job()).isEqualTo(JOB);
    assertThat(orders.problems()).isEmpty();
    assertThat(orders.steps())
        .containsExactly(
            "1. StartJob: runs the precheck, and the migration follows by itself when it passes",
            "2. ShieldItems for, if they fail: CHECK_SAME_OBJ (allowed by tidegate.yaml:6); a shield of"
                + " one passes over the item on the whole task",
            "3. StartJob again after each shield or fix: at most 5 rounds without a person",
            "4. watch until every configured stage has finished");
    assertThat(plan.lines().get(1).problems())
        .containsExactly("job nope is not known at fake in cn-hangzhou (account hz)");
    assertThat(plan.lines().get(2).problems())
        .containsExactly("this worker has no account 'sh'; it has: hz");
  }

  @Test
  void accountsAreTriedAndSayWhatIsWrong() {
    provider.refuseKey = true;

    AccountView account = ask.accounts().get(0);

    assertThat(account.endpoint()).isEqualTo("fake:1");
    assertThat(account.problem())
        .isEqualTo("fake probe: the key is refused (code=WrongKey, requestId=R0)");
  }

  @Test
  void aPageOfChecksIsReadFromTheProvider() {
    provider.begin();
    provider.endCheck();

    assertThat(ask.checks(new ChecksRequest(JOB, 1, 100_000, ChecksPart.PRECHECK)).total())
        .isEqualTo(14);
  }

  private CheckOutcome poll(Baseline baseline, Receipt receipt) {
    return steps.pollUntilFinished(
        JOB, baseline, receipt.at(), clock.instant().plus(Duration.ofHours(1)));
  }

  private static PlanRequest.Entry entry(String name, String account, String job, Rule rule) {
    return new PlanRequest.Entry(
        name,
        account,
        job,
        new Policy(Policy.Warnings.ACCEPT, List.of(rule)),
        new Rounds(0, null),
        MigrationRequest.Until.FINISHED,
        null);
  }

  private static ApplicationFailure failure(Runnable work) {
    ActivityFailure failure = catchThrowableOfType(ActivityFailure.class, work::run);
    return (ApplicationFailure) failure.getCause();
  }
}
