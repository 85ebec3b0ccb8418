package io.tidegate.workflow;

import static io.tidegate.workflow.contract.MigrationPhase.AWAITING_FIX;
import static io.tidegate.workflow.contract.MigrationPhase.BLOCKED;
import static io.tidegate.workflow.contract.MigrationPhase.CANCELLED;
import static io.tidegate.workflow.contract.MigrationPhase.CHECKING;
import static io.tidegate.workflow.contract.MigrationPhase.FAILED;
import static io.tidegate.workflow.contract.MigrationPhase.PAUSED;
import static io.tidegate.workflow.contract.MigrationPhase.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.CheckOutcome;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationResult;
import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.Rule;
import io.tidegate.workflow.contract.ShieldRecord;
import io.tidegate.workflow.contract.Snapshot;
import io.tidegate.workflow.contract.StageProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MigrationWorkflowTest {
  private static final PhaseMoves MOVES = new PhaseMoves();

  private final FakeJob job = new FakeJob();
  private final MigrationRun run = new MigrationRun(job);

  @AfterEach
  void rememberMoves() {
    if (run.isStarted()) {
      MOVES.remember(run);
    }
    run.close();
  }

  @AfterAll
  static void everyMoveOfTheTableWasMade() {
    assertThat(MOVES.missing((from, to) -> !PhaseMoves.concernCutover(from, to))).isEmpty();
  }

  @Test
  void aCheckThatPassesIsFollowedToTheEnd() {
    run.start();

    MigrationResult result = run.result();

    assertThat(result.outcome()).isEqualTo(SUCCEEDED);
    assertThat(result.rounds()).hasSize(1);
    assertThat(result.shields()).isEmpty();
    assertThat(job.calls())
        .containsExactly("look", "submit", "poll", "start", "watch", "watch", "look");
  }

  @Test
  void pollingTakesNoHistoryHoweverLongItLasts() {
    job.pollsUntilVerdict = 200;
    run.start();
    run.result();
    assertThat(run.eventCount()).isLessThan(80);
  }

  @Test
  void anAllowedItemIsShieldedAndTheCheckIsRunAgain() {
    job.failing.add("CHECK_SAME_OBJ");
    run.policy(Policy.Warnings.ACCEPT, run.allow("CHECK_SAME_OBJ")).start();

    MigrationResult result = run.result();

    assertThat(result.outcome()).isEqualTo(SUCCEEDED);
    assertThat(job.calls())
        .containsSubsequence(
            "submit", "poll", "shield CHECK_SAME_OBJ", "look", "recheck", "poll", "start");
    ShieldRecord shield = result.shields().get(0);
    assertThat(shield.item()).isEqualTo("CHECK_SAME_OBJ");
    assertThat(shield.rule()).isEqualTo("tidegate.yaml:6");
    assertThat(shield.round()).isEqualTo(1);
    assertThat(shield.effective()).isTrue();
    assertThat(shield.proof()).isEqualTo("request-1");
  }

  @Test
  void nothingIsShieldedWhileOneItemIsNotAllowed() {
    job.failing.addAll(List.of("CHECK_SAME_OBJ", "CHECK_AUTH_SRC"));
    job.unskippable.add("CHECK_AUTH_SRC");
    run.policy(Policy.Warnings.ACCEPT, run.allow("CHECK_SAME_OBJ")).start();

    run.awaitPhase(AWAITING_FIX);
    assertThat(job.calls()).containsExactly("look", "submit", "poll");
    assertThat(run.status().waiting().objections())
        .singleElement()
        .satisfies(o -> assertThat(o.item().code()).isEqualTo("CHECK_AUTH_SRC"))
        .satisfies(o -> assertThat(o.item().repair()).isEqualTo("repair of CHECK_AUTH_SRC"));

    job.failing.remove("CHECK_AUTH_SRC");
    assertThat(run.recheck()).isEqualTo(2);

    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(run.result().rounds())
        .extracting(r -> r.decision())
        .containsExactly("wait", "shield", "passed");
  }

  @Test
  void anItemThatARuleSendsToAPersonWaitsWithAClearWord() {
    job.failing.add("CHECK_SERVER_ID");
    run.policy(Policy.Warnings.ACCEPT, run.rule("CHECK_SERVER_ID", Rule.Decision.ASK)).start();

    run.awaitPhase(AWAITING_FIX);

    assertThat(run.status().waiting().reason()).contains("a person has to decide");
    assertThat(job.calls()).doesNotContain("shield CHECK_SERVER_ID");
    run.cancelDetach();
    run.awaitEnd();
  }

  @Test
  void aShieldThatDoesNotTakeIsNotTriedAgain() {
    job.failing.add("CHECK_SAME_OBJ");
    job.shieldsTake = false;
    run.policy(Policy.Warnings.ACCEPT, run.allow("CHECK_SAME_OBJ")).start();

    run.awaitPhase(AWAITING_FIX);

    assertThat(run.status().waiting().objections().get(0).why()).contains("SHIELD_INEFFECTIVE");
    assertThat(job.calls()).filteredOn(c -> c.startsWith("shield")).hasSize(1);
    assertThat(run.status().shields().get(0).effective()).isFalse();
    run.cancelDetach();
    run.awaitEnd();
  }

  @Test
  void aLookThatShowsTheTimeBeforeTheLastVerdictIsNotTakenForThePresent() {
    FakeJob stale =
        new FakeJob() {
          private boolean lied;

          @Override
          public synchronized Snapshot lookAtJob(JobRef ref) {
            if (!shielded.isEmpty() && !lied) {
              lied = true;
              JobState now = state;
              state = JobState.NOT_STARTED;
              run = 0;
              Snapshot past = super.lookAtJob(ref);
              state = now;
              run = 1;
              return past;
            }
            return super.lookAtJob(ref);
          }
        };
    stale.failing.add("CHECK_SAME_OBJ");
    try (MigrationRun old = new MigrationRun(stale)) {
      old.policy(Policy.Warnings.ACCEPT, old.allow("CHECK_SAME_OBJ")).start();

      assertThat(old.result().outcome()).isEqualTo(SUCCEEDED);
      assertThat(stale.calls())
          .containsSubsequence("shield CHECK_SAME_OBJ", "look", "look", "recheck", "poll");
      assertThat(stale.calls()).filteredOn("submit"::equals).hasSize(1);
    }
  }

  @Test
  void aWaitForAFixEndsWhenItIsGivenUp() {
    job.failing.add("CHECK_AUTH_SRC");
    run.giveUpAfter(Duration.ofDays(3)).start();

    MigrationResult result = run.failure();

    assertThat(result.outcome()).isEqualTo(FAILED);
    assertThat(result.reason()).contains("gave up", "CHECK_AUTH_SRC", "PT72H");
    assertThat(job.calls()).doesNotContain("start", "recheck");
  }

  @Test
  void roundsWithoutAPersonAreBounded() {
    // Shields are shown, and yet the service fails the run: it never gets anywhere by itself.
    FakeJob stubborn =
        new FakeJob() {
          @Override
          public synchronized Receipt recheck(
              JobRef ref, Baseline baseline, @Nullable String definition) {
            Receipt receipt = super.recheck(ref, baseline, definition);
            state = JobState.CHECK_FAILED;
            return receipt;
          }

          @Override
          public synchronized CheckOutcome pollUntilFinished(
              JobRef ref, Baseline baseline, Instant submittedAt, Instant deadline) {
            return asFailed(super.pollUntilFinished(ref, baseline, submittedAt, deadline));
          }
        };
    stubborn.failing.add("CHECK_SAME_OBJ");
    try (MigrationRun bounded = new MigrationRun(stubborn)) {
      bounded.policy(Policy.Warnings.ACCEPT, bounded.allow("CHECK_SAME_OBJ")).maxRounds(3).start();

      MigrationResult result = bounded.failure();

      assertThat(result.reason()).contains("after 3 rounds");
      assertThat(result.rounds()).hasSize(3);
      MOVES.remember(bounded);
    }
  }

  private static CheckOutcome asFailed(CheckOutcome o) {
    PrecheckReport r = o.report();
    return new CheckOutcome(
        new PrecheckReport(
            PrecheckReport.State.FAILED,
            "Failed",
            r.runId(),
            "",
            r.items(),
            r.total(),
            r.passed(),
            0,
            r.digest()),
        o.view(),
        o.evidence(),
        o.neverItems());
  }

  @Test
  void aJobThatIsAlreadyPrecheckingIsAdopted() {
    job.state = JobState.CHECKING;
    run.start();

    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(job.calls()).doesNotContain("submit", "recheck");
    assertThat(run.result().effects()).extracting(Receipt::effect).doesNotContain("submit-check");
  }

  @Test
  void aJobThatFailedItsPrecheckBeforeIsTakenFromThere() {
    job.state = JobState.CHECK_FAILED;
    job.run = 1;
    job.failing.add("CHECK_SAME_OBJ");
    run.policy(Policy.Warnings.ACCEPT, run.allow("CHECK_SAME_OBJ")).start();

    MigrationResult result = run.result();

    assertThat(job.calls())
        .containsSubsequence("look", "shield CHECK_SAME_OBJ", "look", "recheck", "poll");
    assertThat(job.calls()).doesNotContain("submit");
    assertThat(result.rounds().get(0).evidence()).isEqualTo("found");
  }

  @Test
  void aJobThatIsAlreadyMovingIsOnlyWatched() {
    job.state = JobState.MOVING;
    run.start();

    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(job.calls()).containsExactly("look", "watch", "look");
    assertThat(run.result().effects()).isEmpty();
  }

  @Test
  void aJobThatSomebodyPausedIsNotStarted() {
    job.state = JobState.PAUSED;
    run.start();

    run.awaitPhase(PAUSED);
    assertThat(job.calls()).containsExactly("look");

    job.state = JobState.MOVING;
    run.retry();
    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(job.calls()).doesNotContain("submit", "start");
  }

  @Test
  void aRetryIsNotAnsweredByAPauseThatIsOver() {
    FakeJob stale =
        new FakeJob() {
          @Override
          public synchronized Snapshot lookAtJob(JobRef job) {
            boolean isOver = calls.contains("look");
            Snapshot look = super.lookAtJob(job);
            state = isOver ? JobState.MOVING : JobState.PAUSED;
            return look;
          }
        };
    stale.state = JobState.PAUSED;
    try (MigrationRun resumed = new MigrationRun(stale)) {
      resumed.start();
      resumed.awaitPhase(PAUSED);
      resumed.retry();

      assertThat(resumed.result().outcome()).isEqualTo(SUCCEEDED);
      assertThat(stale.calls()).containsSubsequence("look", "look", "look", "watch");
      MOVES.remember(resumed);
    }
  }

  @Test
  void aJobThatIsPausedWhileItMovesWaitsForAPerson() {
    job.watchStates.add(JobState.PAUSED);
    run.start();

    run.awaitPhase(PAUSED);
    job.state = JobState.MOVING;
    run.retry();

    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(job.calls()).filteredOn("start"::equals).hasSize(1);
  }

  @Test
  void aJobThatIsPausedAfterAShieldIsNotStarted() {
    FakeJob pausedMeanwhile =
        new FakeJob() {
          @Override
          public synchronized Receipt shieldSkippable(
              JobRef ref,
              String runId,
              List<String> items,
              Map<String, String> choices,
              Instant allowedUntil) {
            Receipt receipt = super.shieldSkippable(ref, runId, items, choices, allowedUntil);
            state = JobState.PAUSED;
            return receipt;
          }
        };
    pausedMeanwhile.failing.add("CHECK_SAME_OBJ");
    try (MigrationRun paused = new MigrationRun(pausedMeanwhile)) {
      paused.policy(Policy.Warnings.ACCEPT, paused.allow("CHECK_SAME_OBJ")).start();
      paused.awaitPhase(PAUSED);
      assertThat(pausedMeanwhile.calls()).doesNotContain("recheck");
      MOVES.remember(paused);
    }
  }

  @Test
  void refusedCredentialsBlockUntilARetry() {
    job.failNext("look", FailureType.NOT_AUTHORISED, "alibaba DescribeDtsJobs: refused (code=X)");
    run.start();

    run.awaitPhase(BLOCKED);
    assertThat(run.status().waiting().type()).isEqualTo("NOT_AUTHORISED");
    assertThat(run.status().waiting().reason()).contains("code=X");
    assertThat(run.status().waiting().nextStep()).contains("tidegate retry orders");

    run.retry();
    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
  }

  @Test
  void anEffectThatStaysUnclearIsReadForAQuietWindowBeforeAnythingIsSentAgain() {
    job.failNext("submit", FailureType.EFFECT_UNCLEAR, "no answer");
    run.start();
    run.awaitPhase(BLOCKED);
    run.retry();

    MigrationResult result = run.result();

    assertThat(result.effects().get(0).outcome()).isEqualTo(Receipt.Outcome.UNCLEAR);
    assertThat(run.timerDurations()).anyMatch(d -> d.compareTo(Duration.ofSeconds(50)) > 0);
  }

  @Test
  void aRefusedShieldBlocksAndIsRetried() {
    job.failing.add("CHECK_SAME_OBJ");
    job.failNext("shield", FailureType.QUOTA_EXCEEDED, "quota");
    run.policy(Policy.Warnings.ACCEPT, run.allow("CHECK_SAME_OBJ")).start();

    run.awaitPhase(BLOCKED);
    run.retry();

    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(run.result().shields()).hasSize(1);
  }

  @Test
  void aStartThatCannotBeConfirmedBlocks() {
    job.failNext("start", FailureType.NO_EVIDENCE, "it does not move");
    run.start();
    run.awaitPhase(BLOCKED);
    run.retry();
    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
  }

  @Test
  void aJobThatFailsWhileItMovesIsCheckedAgainAfterARetry() {
    job.watchStates.add(JobState.FAILED);
    job.message = "DTS-1020042 Table 'customer' already exists";
    run.start();

    run.awaitPhase(BLOCKED);
    assertThat(run.status().waiting().type()).isEqualTo("JOB_FAILED");
    assertThat(run.status().waiting().reason()).contains("DTS-1020042");

    run.retry();
    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(job.calls()).containsSubsequence("submit", "recheck", "poll", "start");
  }

  @Test
  void aJobThatFailsWhileItMovesIsResumedAfterARetryWhereThatIsHowItGoesOn() {
    job.startFollows = false;
    job.extras = FailedJobTest.RESUMABLE;
    job.watchStates.add(JobState.FAILED);
    run.start();
    run.awaitPhase(BLOCKED);

    run.retry();

    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(run.report().effects())
        .extracting(Receipt::effect)
        .containsExactly("submit-check", "start", "resume");
    assertThat(run.phases())
        .containsSubsequence(BLOCKED, MigrationPhase.STARTING, MigrationPhase.MIGRATING, SUCCEEDED);
  }

  @Test
  void aStatusThatNobodyKnowsIsNeverSuccess() {
    job.state = JobState.UNKNOWN;
    run.start();
    run.awaitPhase(BLOCKED);
    assertThat(run.status().waiting().type()).isEqualTo("UNKNOWN_STATUS");
    run.cancelDetach();
    assertThat(run.failure().outcome()).isEqualTo(CANCELLED);
  }

  @Test
  void aJobThatWasStoppedHalfWayIsNotASuccess() {
    job.state = JobState.MOVING;
    job.watchStates.add(JobState.FINISHED);
    run.start();

    MigrationResult result = run.failure();

    assertThat(result.outcome()).isEqualTo(FAILED);
    assertThat(result.reason()).contains("stopped half way");
  }

  @Test
  void aJobThatIsStartedAgainWhileItMovesIsJudgedAgain() {
    job.state = JobState.MOVING;
    job.watchStates.add(JobState.CHECKING);
    run.start();
    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(run.phases()).containsSubsequence(MigrationPhase.MIGRATING, CHECKING);
    assertThat(job.calls()).doesNotContain("submit", "recheck");
  }

  @Test
  void aJobThatMovesWithAWarningNobodyAcceptedIsPausedAtOnce() {
    job.warnings.add("CHECK_SQL_MODE");
    run.policy(Policy.Warnings.SUSPEND).start();

    run.awaitPhase(PAUSED);
    assertThat(job.calls()).containsSubsequence("submit", "poll", "start", "suspend");
    assertThat(run.status().waiting().objections().get(0).item().code())
        .isEqualTo("CHECK_SQL_MODE");

    job.state = JobState.MOVING;
    run.retry();
    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
  }

  @Test
  void aJobThatMovesWithoutAReadableReportIsPausedWithAClearWord() {
    FakeJob mute =
        new FakeJob() {
          @Override
          public synchronized CheckOutcome pollUntilFinished(
              JobRef ref, Baseline baseline, Instant submittedAt, Instant deadline) {
            CheckOutcome outcome = super.pollUntilFinished(ref, baseline, submittedAt, deadline);
            return new CheckOutcome(
                unreadable(), outcome.view(), outcome.evidence(), outcome.neverItems());
          }

          @Override
          public synchronized Snapshot lookAtJob(JobRef ref) {
            Snapshot look = super.lookAtJob(ref);
            return new Snapshot(
                look.view(), look.baseline(), unreadable(), look.capability(), List.of());
          }
        };
    try (MigrationRun unread = new MigrationRun(mute)) {
      unread.start();

      unread.awaitPhase(PAUSED);

      assertThat(unread.status().waiting().objections().get(0).why()).contains("cannot be read");
      assertThat(mute.calls()).contains("suspend");
    }
  }

  /** The service lets a job move although something beside the precheck has failed. */
  @Test
  void aJobThatMovesAlthoughAnItemFailedIsPausedAndTheItemNamed() {
    job.before.put("poll", () -> job.failing.add("ANALYSIS_1"));
    run.start();

    run.awaitPhase(PAUSED);

    assertThat(run.status().waiting().objections())
        .extracting(o -> o.item().code(), o -> o.item().repair())
        .containsExactly(tuple("ANALYSIS_1", "repair of ANALYSIS_1"));
    assertThat(job.calls()).containsSubsequence("submit", "poll", "start", "suspend");
  }

  @Test
  void theItemIsNamedTooWhereTheSameRunIsJudgedTwice() {
    job.before.put("poll", () -> job.failing.add("ANALYSIS_1"));
    job.failNext("start", FailureType.QUOTA_EXCEEDED, "no quota");
    run.start();
    run.awaitPhase(BLOCKED);

    run.retry();
    run.awaitPhase(PAUSED);

    assertThat(run.status().waiting().objections())
        .extracting(o -> o.item().code())
        .containsExactly("ANALYSIS_1");
  }

  private static PrecheckReport unreadable() {
    return new PrecheckReport(
        PrecheckReport.State.RUNNING, "Checking", "run-1", "", List.of(), 14, 3, 0, "");
  }

  @Test
  void aShieldThatSomebodyElsePlacedWithoutARulePausesTheJob() {
    job.failing.add("CHECK_SERVER_ID");
    job.shielded.add("CHECK_SERVER_ID");
    run.start();

    run.awaitPhase(PAUSED);

    assertThat(run.status().waiting().objections().get(0).why())
        .contains("shielded at the service, but no rule allows it");
    run.cancelDetach();
    run.awaitEnd();
  }

  @Test
  void whatTheAccountForbidsNoRuleAllows() {
    job.failing.add("CHECK_SAME_OBJ");
    job.never.add("CHECK_SAME_OBJ");
    run.policy(Policy.Warnings.ACCEPT, run.allow("CHECK_SAME_OBJ")).start();

    run.awaitPhase(AWAITING_FIX);

    assertThat(run.status().waiting().objections().get(0).why()).contains("account's own policy");
    run.cancelStop();
    run.awaitEnd();
  }

  @Test
  void aDialectThatHoldsItsCheckIsStartedOnlyAfterTheGate() {
    job.startFollows = false;
    job.warnings.add("CHECK_SQL_MODE");
    run.policy(Policy.Warnings.ASK).start();

    run.awaitPhase(AWAITING_FIX);
    assertThat(job.calls()).doesNotContain("start");

    job.warnings.clear();
    run.recheck();
    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(job.calls()).filteredOn("start"::equals).hasSize(1);
  }

  @Test
  void cancelLeavesTheJobAloneUnlessToldOtherwise() {
    job.failing.add("CHECK_AUTH_SRC");
    run.start();
    run.awaitPhase(AWAITING_FIX);

    run.cancelDetach();

    MigrationResult result = run.failure();
    assertThat(result.outcome()).isEqualTo(CANCELLED);
    assertThat(result.reason()).contains("ann", "left as it is");
    assertThat(job.calls()).doesNotContain("stop");
  }

  @Test
  void cancelWithStopStopsTheJobAndIsRetriedWhenTheProviderRefuses() {
    job.failing.add("CHECK_AUTH_SRC");
    job.failNext("stop", FailureType.NOT_AUTHORISED, "refused");
    run.start();
    run.awaitPhase(AWAITING_FIX);

    run.cancelStop();
    run.awaitPhase(BLOCKED);
    run.retry();

    assertThat(run.failure().outcome()).isEqualTo(CANCELLED);
    assertThat(job.calls()).filteredOn("stop"::equals).hasSize(2);
  }

  @Test
  void aJobThatEndedByItselfIsNotToldAsStopped() {
    job.failing.add("CHECK_AUTH_SRC");
    run.start();
    run.awaitPhase(AWAITING_FIX);
    job.outcome = Receipt.Outcome.ADOPTED;

    run.cancelStop();

    assertThat(run.failure().reason()).endsWith("; the job is over at the provider: request-1");
  }

  @Test
  void aStopThatIsRefusedWhilePausedBlocks() {
    job.state = JobState.PAUSED;
    job.failNext("stop", FailureType.NOT_AUTHORISED, "refused");
    run.start();
    run.awaitPhase(PAUSED);
    run.cancelStop();
    run.awaitPhase(BLOCKED);
    run.retry();
    assertThat(run.failure().outcome()).isEqualTo(CANCELLED);
  }

  @Test
  void aCancelRequestOfTemporalDetaches() {
    job.failing.add("CHECK_AUTH_SRC");
    run.start();
    run.awaitPhase(AWAITING_FIX);

    WorkflowStub.fromTyped(run.workflow()).cancel();

    run.awaitEnd();
    assertThat(run.report().outcome()).isEqualTo(CANCELLED);
    assertThat(run.temporalStatus()).isEqualTo("WORKFLOW_EXECUTION_STATUS_CANCELED");
  }

  @Test
  void everyPhaseThatIsUnderWayCanBeCancelled() {
    for (String activity : List.of("look", "poll", "shield", "start", "watch")) {
      FakeJob slow = new HangingJob(activity);
      slow.failing.add("CHECK_SAME_OBJ");
      if (activity.equals("start") || activity.equals("watch")) {
        slow.failing.clear();
      }
      try (MigrationRun hanging = new MigrationRun(slow)) {
        hanging.policy(Policy.Warnings.ACCEPT, hanging.allow("CHECK_SAME_OBJ")).start();
        hanging.awaitCall(activity);
        hanging.cancelDetach();
        hanging.awaitEnd();
        assertThat(hanging.report().outcome()).as(activity).isEqualTo(CANCELLED);
        MOVES.remember(hanging);
      }
    }
  }

  @Test
  void anUpdateThatDoesNotFitThePhaseIsRefusedAndLeavesNoTrace() {
    job.failing.add("CHECK_AUTH_SRC");
    run.start();
    run.awaitPhase(AWAITING_FIX);

    assertThatThrownBy(run::retry)
        .isInstanceOf(WorkflowUpdateException.class)
        .cause()
        .hasMessageContaining("this one is AWAITING_FIX");

    assertThat(run.history().getEvents())
        .noneMatch(
            e -> e.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED);
    run.cancelDetach();
    run.awaitEnd();
  }

  @Test
  void stagesAreShownAsTheProviderReportsThem() {
    job.state = JobState.PAUSED;
    job.fullLoad = StageProgress.StageState.RUNNING;
    run.start();
    run.awaitPhase(PAUSED);
    assertThat(run.status().view().stages().get(0).percent()).isEqualTo(40);
    run.cancelDetach();
    run.awaitEnd();
  }
}
