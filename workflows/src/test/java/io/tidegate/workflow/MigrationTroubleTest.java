package io.tidegate.workflow;

import static io.tidegate.workflow.contract.MigrationPhase.AWAITING_FIX;
import static io.tidegate.workflow.contract.MigrationPhase.BLOCKED;
import static io.tidegate.workflow.contract.MigrationPhase.CANCELLED;
import static io.tidegate.workflow.contract.MigrationPhase.PAUSED;
import static io.tidegate.workflow.contract.MigrationPhase.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.history.v1.HistoryEvent;
import io.tidegate.workflow.contract.CredentialsMark;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.MigrationResult;
import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.Snapshot;
import io.tidegate.workflow.contract.StageProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a migration does when trouble comes at the worst moment. */
@Timeout(60)
class MigrationTroubleTest {
  private final FakeJob job = new FakeJob();
  private final MigrationRun run = new MigrationRun(job);

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void aGateThatCouldNotPauseTheJobObjectsAgainAfterTheRetry() {
    job.warnings.add("CHECK_SQL_MODE");
    job.failNext("suspend", FailureType.NOT_AUTHORISED, "refused");
    run.policy(Policy.Warnings.SUSPEND).start();
    run.awaitPhase(BLOCKED);

    run.retry();

    run.awaitPhase(PAUSED);
    assertThat(job.calls()).filteredOn("suspend"::equals).hasSize(2);
    assertThat(run.status().waiting().objections()).isNotEmpty();
  }

  @Test
  void aShieldWhoseAnswerWasLostIsKeptWithWhoAllowedItOnceAReportShowsIt() {
    job.failing.add("CHECK_SAME_OBJ");
    job.before.put("shield", () -> job.shielded.add("CHECK_SAME_OBJ"));
    job.failNext("shield", FailureType.NOT_AUTHORISED, "refused");
    run.policy(Policy.Warnings.ACCEPT, run.allow("CHECK_SAME_OBJ")).start();
    run.awaitPhase(BLOCKED);
    assertThat(run.status().shields()).isEmpty();
    assertThat(run.status().effects())
        .filteredOn(e -> e.outcome() == Receipt.Outcome.UNCLEAR)
        .singleElement()
        .satisfies(e -> assertThat(e.items()).containsExactly("CHECK_SAME_OBJ"));

    run.retry();

    assertThat(run.result().shields())
        .singleElement()
        .satisfies(
            shield -> {
              assertThat(shield.item()).isEqualTo("CHECK_SAME_OBJ");
              assertThat(shield.rule()).isEqualTo("tidegate.yaml:6");
              assertThat(shield.requestedBy()).isEqualTo("ann");
              assertThat(shield.proof()).contains("a report has shown it since");
              assertThat(shield.effective()).isTrue();
            });
  }

  @Test
  void aShieldThatWasRefusedAndThatSomebodyElsePlacedIsNoShieldOfOurs() {
    job.failing.add("CHECK_SAME_OBJ");
    job.refuseNext("shield", FailureType.NOT_AUTHORISED);
    run.policy(Policy.Warnings.ACCEPT, run.allow("CHECK_SAME_OBJ")).start();
    run.awaitPhase(BLOCKED);
    assertThat(run.report().effects()).last().matches(e -> e.outcome() == Receipt.Outcome.REFUSED);

    job.shielded.add("CHECK_SAME_OBJ");
    run.retry();

    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(run.report().shields()).isEmpty();
  }

  @Test
  void aShieldThatNeverTookIsNoShieldOfOurs() {
    job.failing.add("CHECK_SAME_OBJ");
    job.failNext("shield", FailureType.QUOTA_EXCEEDED, "no quota");
    run.policy(Policy.Warnings.ACCEPT, run.allow("CHECK_SAME_OBJ")).start();
    run.awaitPhase(BLOCKED);

    run.retry();

    assertThat(run.result().shields())
        .singleElement()
        .satisfies(shield -> assertThat(shield.proof()).isEqualTo("request-1"));
  }

  @Test
  void aShieldIsSentNoLongerThanTheFirstOfItsRulesAllows() {
    Instant soon = run.now().plus(Duration.ofDays(1));
    job.failing.addAll(List.of("CHECK_SAME_OBJ", "CHECK_SERVER_ID"));
    run.policy(
            Policy.Warnings.ACCEPT,
            run.allow("CHECK_SAME_OBJ", soon.plus(Duration.ofDays(9))),
            run.allow("CHECK_SERVER_ID", soon))
        .start();

    run.result();

    assertThat(job.allowed).containsExactly(soon);
  }

  @Test
  void whatIsNotAllowedAnyMoreWhenItIsSentComesBackToTheGate() {
    job.failing.add("CHECK_SAME_OBJ");
    job.before.put("shield", () -> job.never.add("CHECK_SAME_OBJ"));
    job.failNext("shield", FailureType.NO_LONGER_ALLOWED, "not sent: it says never by now");
    run.policy(Policy.Warnings.ACCEPT, run.allow("CHECK_SAME_OBJ")).start();
    run.awaitPhase(BLOCKED);

    run.retry();

    run.awaitPhase(AWAITING_FIX);
    assertThat(job.calls()).filteredOn(call -> call.startsWith("shield")).hasSize(1);
  }

  @Test
  void somebodyWhoStartsTheJobIsSeenThoughALookWasRefusedBefore() {
    awaitAFixWithALookRefusedBy(
        () -> job.refuseNext("others", new CredentialsMark("a", "1")),
        () -> job.renewed = new CredentialsMark("a", "2"));
  }

  @Test
  void somebodyWhoStartsTheJobIsSeenThoughALookFailedBefore() {
    awaitAFixWithALookRefusedBy(
        () -> job.failNext("others", FailureType.QUOTA_EXCEEDED, "no quota"), () -> {});
  }

  private void awaitAFixWithALookRefusedBy(Runnable refusal, Runnable cure) {
    job.failing.add("CHECK_AUTH_SRC");
    refusal.run();
    run.start();
    run.awaitPhase(AWAITING_FIX);
    run.awaitCall("others");
    run.pass(Duration.ofMinutes(5));

    synchronized (job) {
      job.failing.clear();
      job.state = JobState.CHECKING;
    }
    cure.run();

    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(job.movements).isEqualTo(1);
  }

  @Test
  void whoDetachesLeavesWhenWhatWasSentLastMustShow() {
    job.pollsUntilVerdict = Integer.MAX_VALUE;
    run.start();
    run.awaitCall("poll");

    Instant asked = run.now();
    run.cancelDetach();
    run.awaitEnd();

    Duration quiet = FakeJob.QUIET_WINDOW;
    assertThat(Duration.between(asked, run.report().endedAt())).isGreaterThan(quiet.dividedBy(2));
    assertThat(run.report().outcome()).isEqualTo(CANCELLED);
  }

  @Test
  void anItemWhoseShieldIsRefusedIsRepairedAndCheckedAgainByARetry() {
    blockByARefusedShield();

    // Another run alone shows that it is repaired.
    job.before.put("recheck", job.failing::clear);
    run.retry();

    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(job.calls()).filteredOn(c -> c.startsWith("shield")).hasSize(1);
    assertThat(job.calls()).filteredOn("recheck"::equals).hasSize(1);
  }

  @Test
  void anItemWhoseShieldIsRefusedAndWhichFailsAgainIsShieldedInItsNewRun() {
    blockByARefusedShield();

    run.retry();

    MigrationResult result = run.result();
    assertThat(result.outcome()).isEqualTo(SUCCEEDED);
    assertThat(result.rounds())
        .extracting(r -> r.decision())
        .containsExactly("shield", "shield", "passed");
    assertThat(result.shields()).singleElement().matches(s -> s.round() == 2);
    assertThat(job.calls())
        .containsSubsequence(
            "shield CHECK_SAME_OBJ", "recheck", "shield CHECK_SAME_OBJ", "recheck", "start");
  }

  @Test
  void aJobThatBeganToMoveWhileWeWereBlockedIsHeldAgainstTheGate() {
    job.warnings.add("CHECK_SQL_MODE");
    job.failNext("poll", FailureType.NOT_AUTHORISED, "refused");
    run.policy(Policy.Warnings.SUSPEND).start();
    run.awaitPhase(BLOCKED);

    run.retry();
    run.awaitPhase(PAUSED);
    assertThat(job.calls()).contains("suspend");

    // The person has seen the objection, and resumes the job: that is their decision.
    job.state = JobState.MOVING;
    run.retry();
    MigrationResult result = run.result();
    assertThat(result.outcome()).isEqualTo(SUCCEEDED);
    assertThat(result.rounds()).extracting(r -> r.decision()).containsExactly("passed");
    assertThat(job.calls()).filteredOn("suspend"::equals).hasSize(1);
  }

  @Test
  void aJobThatMovedToItsEndWhileWeWereBlockedIsToldWithTheRoundThatItPassed() {
    job.failNext("poll", FailureType.NOT_AUTHORISED, "refused");
    run.start();
    run.awaitPhase(BLOCKED);

    finishUnseen();
    run.retry();

    MigrationResult result = run.result();
    assertThat(result.outcome()).isEqualTo(SUCCEEDED);
    assertThat(result.rounds()).extracting(r -> r.decision()).containsExactly("passed");
  }

  @Test
  void aJobThatFinishedBeforeTheGateCouldObjectIsToldToAPerson() {
    job.warnings.add("CHECK_SQL_MODE");
    job.failNext("poll", FailureType.NOT_AUTHORISED, "refused");
    run.policy(Policy.Warnings.SUSPEND).start();
    run.awaitPhase(BLOCKED);

    finishUnseen();
    run.retry();
    run.awaitUntil("the gate, ", () -> run.report().rounds().size() == 1);
    run.awaitPhase(BLOCKED);

    assertThat(run.status().waiting().reason()).contains("finished before it could be paused");
    assertThat(run.status().waiting().objections()).isNotEmpty();
    // There is nothing to pause, and the person who retries has seen it.
    run.retry();
    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(job.calls()).doesNotContain("suspend");
  }

  private void finishUnseen() {
    job.state = JobState.FINISHED;
    job.fullLoad = StageProgress.StageState.FINISHED;
  }

  @Test
  void leaveToRestartAFailedJobIsForThatFailureAlone() {
    job.watchStates.addAll(List.of(JobState.FAILED, JobState.FAILED));
    run.start();
    run.awaitPhase(BLOCKED);

    // Repaired and resumed at the provider: it fails once more, days later.
    job.state = JobState.MOVING;
    run.retry();
    run.awaitUntil("two failures, ", () -> job.watchStates.isEmpty());
    run.awaitPhase(BLOCKED);

    assertThat(job.calls()).doesNotContain("recheck");
    run.cancelDetach();
    run.awaitEnd();
  }

  @Test
  void aRetryTooManyTakesNobodyTheRecheck() {
    job.failing.add("CHECK_AUTH_SRC");
    job.failNext("submit", FailureType.NOT_AUTHORISED, "refused");
    run.start();
    run.awaitPhase(BLOCKED);

    // The second comes while the first lets time go by before it looks.
    run.retry();
    run.retry();
    run.awaitPhase(AWAITING_FIX);
    job.failing.clear();
    run.recheck();

    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
  }

  @Test
  void aFailedPrecheckIsNoPassWhateverItsReportSays() {
    job.state = JobState.CHECK_FAILED;
    job.run = 1;
    run.start();

    MigrationResult result = run.result();

    assertThat(result.rounds()).extracting(r -> r.decision()).containsExactly("proceed", "passed");
    assertThat(job.calls()).containsSubsequence("look", "recheck", "poll", "start");
  }

  @Test
  void aFailedCheckThatIsFoundWithoutAVerdictIsReadAgainBeforeItIsJudged() {
    FakeJob found = foundWithoutVerdict();
    try (MigrationRun read = new MigrationRun(found)) {
      read.policy(Policy.Warnings.ACCEPT, read.allow("CHECK_SAME_OBJ")).start();

      MigrationResult result = read.result();

      assertThat(result.outcome()).isEqualTo(SUCCEEDED);
      assertThat(result.rounds()).extracting(r -> r.decision()).containsExactly("shield", "passed");
      assertThat(found.calls())
          .containsSubsequence("look", "poll", "poll", "shield CHECK_SAME_OBJ", "recheck")
          .doesNotContain("submit");
    }
  }

  /** Which only polls show to have failed, on what can be shielded. */
  static FakeJob foundWithoutVerdict() {
    FakeJob found =
        new FakeJob() {
          @Override
          public synchronized Snapshot lookAtJob(JobRef ref) {
            Snapshot look = super.lookAtJob(ref);
            return new Snapshot(
                look.view(), look.baseline(), UNREAD, look.capability(), look.neverItems());
          }
        };
    found.state = JobState.CHECK_FAILED;
    found.run = 1;
    found.failing.add("CHECK_SAME_OBJ");
    found.pollsUntilVerdict = 3;
    return found;
  }

  private static final PrecheckReport UNREAD =
      new PrecheckReport(
          PrecheckReport.State.UNKNOWN, "unavailable", "", "", List.of(), 0, 0, 0, "d");

  @Test
  void aJobThatSeemsNeverToHaveStartedWhileItMovesIsReadAgainLater() {
    FakeJob moving =
        new FakeJob() {
          @Override
          public synchronized Snapshot lookAtJob(JobRef ref) {
            if (state == JobState.NOT_STARTED) {
              state = JobState.MOVING;
            }
            return super.lookAtJob(ref);
          }
        };
    moving.state = JobState.MOVING;
    moving.watchStates.add(JobState.NOT_STARTED);
    try (MigrationRun stale = new MigrationRun(moving)) {
      stale.start();

      assertThat(stale.result().outcome()).isEqualTo(SUCCEEDED);
      assertThat(moving.calls()).doesNotContain("submit", "recheck");
      assertThat(stale.timerDurations()).contains(FakeJob.QUIET_WINDOW);
    }
  }

  @Test
  void answersAreTrustedOnlyWhenALateSendWouldShowToo() {
    job.failNext("submit", FailureType.EFFECT_UNCLEAR, "no answer");
    run.start();
    run.awaitPhase(BLOCKED);
    run.retry();

    run.result();

    assertThat(run.timerDurations()).anyMatch(d -> d.compareTo(FakeJob.QUIET_WINDOW) > 0);
  }

  @Test
  void aStopThatTheProviderNeverTakesCanBeLeftBe() {
    job.failing.add("CHECK_AUTH_SRC");
    job.failNext("stop", FailureType.JOB_NOT_FOUND, "no such job");
    run.start();
    run.awaitPhase(AWAITING_FIX);
    run.cancelStop();
    run.awaitPhase(BLOCKED);

    run.cancelDetach();

    MigrationResult result = run.failure();
    assertThat(result.outcome()).isEqualTo(CANCELLED);
    assertThat(result.reason()).contains("left as it is");
    assertThat(job.calls()).filteredOn("stop"::equals).hasSize(1);
  }

  @Test
  void whatTheProviderCallsItsItemsNeverMakesASummaryTooLongForTheServer() {
    job.failing.add("CHECK_" + "项\"".repeat(400));
    job.failing.add("CHECK_" + "X".repeat(400));
    job.unskippable.addAll(job.failing);
    run.start();
    run.awaitPhase(AWAITING_FIX);
    run.cancelDetach();
    run.awaitEnd();

    assertThat(run.history().getEvents())
        .filteredOn(HistoryEvent::hasUserMetadata)
        .allSatisfy(
            e ->
                assertThat(e.getUserMetadata().getSummary().getSerializedSize())
                    .as(e.getUserMetadata().getSummary().getData().toStringUtf8())
                    .isLessThanOrEqualTo(400))
        .anySatisfy(
            e ->
                assertThat(e.getUserMetadata().getSummary().getData().toStringUtf8())
                    .contains("waiting for a fix of CHECK_"));
  }

  @Test
  void aNameIsCutBetweenCharacters() {
    assertThat(Display.bounded(List.of("x".repeat(298) + "😀y")))
        .singleElement()
        .satisfies(v -> assertThat(v).doesNotContain("\ud83d"));
  }

  private void blockByARefusedShield() {
    job.failing.add("CHECK_SAME_OBJ");
    job.failNext("shield", FailureType.INVALID_REQUEST, "not this one");
    run.policy(Policy.Warnings.ACCEPT, run.allow("CHECK_SAME_OBJ")).start();
    run.awaitPhase(BLOCKED);
  }

  @Test
  void aJobThatFailedBeforeItWasSeenMovingIsStartedAgainByOneRetry() {
    job.before.put("poll", () -> job.state = JobState.FAILED);
    job.failNext("poll", FailureType.JOB_FAILED, "the table is full");
    run.start();
    run.awaitPhase(BLOCKED);
    assertThat(run.status().waiting().reason()).contains("the table is full");

    run.retry();

    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(job.calls()).filteredOn("submit"::equals).hasSize(1);
    assertThat(job.calls()).filteredOn("recheck"::equals).hasSize(1);
  }
}
