package io.tidegate.provider.oms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.tidegate.activity.Accounts;
import io.tidegate.activity.AskActivitiesImpl;
import io.tidegate.activity.MigrationActivitiesImpl;
import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.CredentialsSource;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.FakeProvider;
import io.tidegate.workflow.contract.AskActivities;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.CheckOutcome;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.ChecksRequest;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.MigrationActivities;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.PlanReport;
import io.tidegate.workflow.contract.PlanRequest;
import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.Rounds;
import io.tidegate.workflow.contract.Snapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The steps of a migration that brings its definition, over a real connection to the service. */
@Timeout(60)
class OmsDefinedActivitiesTest {
  private static final String DEFINITION = "{\"name\":\"orders\"}";
  private static final JobRef JOB =
      new JobRef("own", "oms", "oms-defined", "oms-1", FakeOms.PROJECT);

  private final Wire wire = new Wire();
  private final FakeOms service = new FakeOms();
  private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
  private final MigrationActivities steps;
  private final AskActivities ask;

  OmsDefinedActivitiesTest() {
    wire.server.setDispatcher(service);
    Clock clock = Clock.systemUTC();
    Accounts accounts =
        new Accounts(
            List.of(wire.settings(CredentialsSource.fixed(Wire.USER)), elsewhere()),
            settings ->
                settings.provider().equals("oms")
                    ? OmsProvider.create(settings, wire.meters, clock)
                    : new FakeProvider(clock),
            clock);
    temporal.registerActivitiesImplementations(
        new MigrationActivitiesImpl(accounts, clock), new AskActivitiesImpl(accounts, clock));
    steps = temporal.newActivityStub(MigrationActivities.class);
    ask = temporal.newActivityStub(AskActivities.class);
  }

  private static AccountSettings elsewhere() {
    return new AccountSettings(
        "hz",
        "fake",
        null,
        "cn-x",
        "",
        false,
        null,
        CredentialsSource.fixed(Wire.USER),
        0,
        null,
        null,
        null,
        null,
        null);
  }

  @AfterEach
  void close() {
    temporal.close();
    wire.close();
  }

  @Test
  void aDefinitionIsCheckedWhileTheProjectRestsAndThenTheProjectIsStarted() {
    Baseline baseline = steps.lookAtJob(JOB).baseline();
    assertThat(baseline.state()).isEqualTo(JobState.NOT_STARTED);

    Receipt receipt = steps.submitCheck(JOB, baseline, DEFINITION);

    assertThat(receipt.run()).isEqualTo("t_1");
    assertThat(receipt.proof()).isEqualTo("request R, run t_1");
    assertThat(service.definitions).containsExactly("orders");
    JobRef checked = JOB.withRun(receipt.run());
    assertThat(steps.lookAtJob(checked).view().state()).isEqualTo(JobState.CHECKING);
    assertThat(failure(() -> poll(checked, baseline, receipt)).getType()).isEqualTo("NOT_FINISHED");
    service.goOn();
    CheckOutcome outcome = poll(checked, baseline, receipt);
    assertThat(outcome.view().state()).isEqualTo(JobState.CHECK_PASSED);
    assertThat(outcome.evidence()).isEqualTo("run-id");

    Receipt started = steps.startMigration(checked, passed(outcome));

    assertThat(started.outcome()).isEqualTo(Receipt.Outcome.SENT);
    assertThat(steps.lookAtJob(JOB).view().state()).isEqualTo(JobState.MOVING);
    // The same step again, as after a crash: what is so already is not sent again.
    assertThat(steps.startMigration(checked, passed(outcome)).outcome())
        .isEqualTo(Receipt.Outcome.ADOPTED);
  }

  @Test
  void whoeverWaitsForAFixIsWokenByNothingButAnother() {
    service.failing.add("DB_UK_INDEX");
    Baseline baseline = steps.lookAtJob(JOB).baseline();
    Receipt receipt = steps.submitCheck(JOB, baseline, DEFINITION);
    JobRef checked = JOB.withRun(receipt.run());
    service.goOn();
    CheckOutcome outcome = poll(checked, baseline, receipt);
    assertThat(outcome.view().state()).isEqualTo(JobState.CHECK_FAILED);
    assertThat(outcome.report().failed())
        .extracting(PrecheckItem::code)
        .containsExactly("DB_UK_INDEX");

    assertThat(failure(() -> steps.watchMigration(checked, outcome.view(), null, null)).getType())
        .isEqualTo("NOT_FINISHED");
    steps.recheck(checked, steps.lookAtJob(checked).baseline(), DEFINITION);
    wire.definedProvider().start(FakeOms.PROJECT, Deadline.in(Duration.ofSeconds(10)));
    // The board may answer with what it saw a moment ago, unless somebody looks anew.
    steps.lookAtJob(JOB);
    JobView woken = steps.watchMigration(checked, outcome.view(), null, null);
    assertThat(woken.state()).isEqualTo(JobState.MOVING);
  }

  @Test
  void whatIsToBeHeldByADefinitionIsNeverStartedForWantOfOne() {
    Baseline baseline = steps.lookAtJob(JOB).baseline();
    JobRef without = new JobRef("own", "oms", "oms", "oms-1", FakeOms.PROJECT);

    ApplicationFailure missing = failure(() -> steps.submitCheck(JOB, baseline, null));
    ApplicationFailure spare = failure(() -> steps.recheck(without, baseline, DEFINITION));

    assertThat(List.of(missing, spare))
        .allMatch(e -> e.getType().equals("INVALID_REQUEST") && e.isNonRetryable());
    assertThat(service.definitions).isEmpty();
    assertThat(steps.lookAtJob(JOB).view().state()).isEqualTo(JobState.NOT_STARTED);
  }

  @Test
  void whatSomebodyPausedIsNotCutOver() {
    Baseline baseline = steps.lookAtJob(JOB).baseline();
    service.pause();

    ApplicationFailure refused = failure(() -> steps.completeMigration(JOB, baseline));

    assertThat(refused.getType()).isEqualTo("JOB_CONFLICT");
    assertThat(refused.getOriginalMessage()).contains("cannot be completed: status SUSPEND");
  }

  @Test
  void aRunWhoseIdWasLostIsSubmittedAnew() {
    service.losesRun = true;
    Baseline baseline = steps.lookAtJob(JOB).baseline();

    ApplicationFailure lost = failure(() -> steps.submitCheck(JOB, baseline, DEFINITION));
    Receipt receipt = steps.submitCheck(JOB, baseline, DEFINITION);

    assertThat(lost.getType()).isEqualTo("PROVIDER_UNAVAILABLE");
    assertThat(receipt.run()).isEqualTo("t_2");
  }

  @Test
  void aRunThatTheServiceForgotLeavesTheProjectUnchecked() {
    Snapshot look = steps.lookAtJob(JOB.withRun("t_99"));

    assertThat(look.view().state()).isEqualTo(JobState.NOT_STARTED);
    assertThat(look.report().status()).isEqualTo("run t_99 is gone");
  }

  @Test
  void theItemsOfARunAreShownByItsId() {
    Receipt receipt = steps.submitCheck(JOB, steps.lookAtJob(JOB).baseline(), DEFINITION);
    service.goOn();

    assertThat(
            ask.checks(new ChecksRequest(JOB.withRun(receipt.run()), 1, 10, ChecksPart.PRECHECK))
                .items())
        .extracting(PrecheckItem::code)
        .containsExactly("RDB_CONNECT");
  }

  @Test
  void aPlanSaysWhichWayItGoes() {
    PlanReport.Line with = plan("own", FakeOms.NAME, true);
    PlanReport.Line without = plan("own", FakeOms.NAME, false);

    assertThat(with.job()).isEqualTo(JOB);
    assertThat(with.capability().startFollowsCheck()).isFalse();
    assertThat(with.steps())
        .containsExactly(
            "1. SubmitPreCheck: runs the precheck",
            "2. every failed item waits for a fix: no call shields one, and no rule allows it",
            "3. SubmitPreCheck again after each fix: at most 5 rounds without a person",
            "4. StartProject: sets the checked job moving",
            "5. watch until every configured stage has finished");
    assertThat(without.job().dialect()).isEqualTo("oms");
    assertThat(without.capability().startFollowsCheck()).isTrue();
    assertThat(without.steps())
        .startsWith(
            "1. StartProject: runs the precheck, and the migration follows by itself when it"
                + " passes",
            "2. nothing can be shielded: every failed item waits for a fix",
            "3. ResumeProject after each fix: at most 5 rounds without a person");
  }

  @Test
  void aServiceThatIsTooOldForADefinitionIsFoundOutByThePlanWhichChangesNothing() throws Exception {
    assertThat(plan("own", FakeOms.NAME, true).problems()).isEmpty();
    service.old = true;

    PlanReport.Line with = plan("own", FakeOms.NAME, true);

    assertThat(with.problems())
        .containsExactly(
            "definition: this OMS has no prechecks of their own (Enterprise 4.2.2, Community 4.2.12"
                + " are the first that do): remove 'definition' from the migration; the precheck is"
                + " the project's first step then");
    assertThat(plan("own", FakeOms.NAME, false).problems()).isEmpty();
    assertThat(wire.sent()).isEmpty();
  }

  @Test
  void whatAServiceSaysOfARunThatNobodySubmittedIsNoProblemOfAPlan() {
    for (String said :
        List.of(
            Wire.refusal("INNER_ERROR", "no run"),
            Wire.refusal("GHANA-PROJECT000001", "no such project"),
            Wire.refusal("", ""),
            Wire.reply("null"))) {
      wire.always("GetPreCheckResult", said);
      assertThat(wire.definedProvider().missing()).as(said).isEmpty();
    }
  }

  @Test
  void aDefinitionIsRefusedWhereTheServiceTakesNone() {
    PlanReport.Line line = plan("hz", "j1", true);

    assertThat(line.job()).isNull();
    assertThat(line.problems())
        .containsExactly(
            "definition: the service of account hz takes none: remove it from the migration");
  }

  private PlanReport.Line plan(String account, String job, boolean defined) {
    PlanRequest.Entry entry =
        new PlanRequest.Entry(
            "orders",
            account,
            job,
            new Policy(Policy.Warnings.ACCEPT, List.of()),
            new Rounds(0, null),
            MigrationRequest.Until.FINISHED,
            null,
            defined);
    return ask.plan(new PlanRequest(List.of(entry))).lines().get(0);
  }

  private CheckOutcome poll(JobRef job, Baseline baseline, Receipt receipt) {
    return steps.pollUntilFinished(
        job, baseline, receipt.at(), Instant.now().plus(Duration.ofHours(1)));
  }

  private static Baseline passed(CheckOutcome outcome) {
    return new Baseline(
        outcome.view().state(),
        outcome.view().status(),
        outcome.report().runId(),
        outcome.report().bootTime(),
        outcome.view().readAt());
  }

  private static ApplicationFailure failure(Runnable work) {
    ActivityFailure failure = catchThrowableOfType(ActivityFailure.class, work::run);
    assertThat(failure).as("nothing failed").isNotNull();
    return (ApplicationFailure) failure.getCause();
  }
}
