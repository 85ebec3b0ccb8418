package io.tidegate.workflow;

import static io.tidegate.workflow.contract.MigrationPhase.BLOCKED;
import static io.tidegate.workflow.contract.MigrationPhase.CANCELLED;
import static io.tidegate.workflow.contract.MigrationPhase.CHECKING;
import static io.tidegate.workflow.contract.MigrationPhase.CREATED;
import static io.tidegate.workflow.contract.MigrationPhase.CUTTING_OVER;
import static io.tidegate.workflow.contract.MigrationPhase.FAILED;
import static io.tidegate.workflow.contract.MigrationPhase.MIGRATING;
import static io.tidegate.workflow.contract.MigrationPhase.PAUSED;
import static io.tidegate.workflow.contract.MigrationPhase.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.client.WorkflowUpdateException;
import io.tidegate.workflow.contract.Capability.Cutover;
import io.tidegate.workflow.contract.CutoverCommand;
import io.tidegate.workflow.contract.CutoverRecord;
import io.tidegate.workflow.contract.CutoverRecord.State;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.MigrationRequest.Until;
import io.tidegate.workflow.contract.MigrationResult;
import io.tidegate.workflow.contract.Receipt.Outcome;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs that keep following their source, and how they come to an end. */
class CutoverTest {
  private static final CutoverCommand AT_ONCE =
      new CutoverCommand("ann", "the source burns", null, true);
  private static final Duration NEAR = Duration.ofSeconds(2);

  private final FollowingJob job = new FollowingJob();
  private final MigrationRun run = new MigrationRun(job).until(Until.CUT_OVER);

  private static final PhaseMoves MOVES = new PhaseMoves();

  @AfterEach
  void rememberMoves() {
    if (run.isStarted()) {
      MOVES.remember(run);
    }
    run.close();
  }

  @AfterAll
  static void everyMoveOfACutoverWasMade() {
    assertThat(MOVES.missing(PhaseMoves::concernCutover)).isEmpty();
  }

  private void startAndFollow() {
    run.start();
    run.awaitPhase(MIGRATING);
    run.awaitUntil("a reading, ", () -> run.status().view() != null);
  }

  /** As near as it gets. */
  private void catchUp() {
    job.following = StageState.CAUGHT_UP;
    job.lag = NEAR;
  }

  private long completes() {
    return job.calls().stream().filter("complete"::equals).count();
  }

  @Test
  void oneThatIsToCatchUpEndsWhenTheLagIsSmallAndKnown() {
    job.lag = null;
    run.until(Until.CAUGHT_UP);
    startAndFollow();
    run.pass(Duration.ofMinutes(10));
    assertThat(run.status().phase()).as("a lag that is not known").isEqualTo(MIGRATING);
    job.lag = Duration.ofSeconds(6);
    run.pass(Duration.ofMinutes(10));
    assertThat(run.status().phase()).as("a lag over max-lag").isEqualTo(MIGRATING);

    job.lag = Duration.ofSeconds(5);

    MigrationResult result = run.result();
    assertThat(result.outcome()).isEqualTo(SUCCEEDED);
    assertThat(result.reason()).contains("5000 ms").contains("goes on at the provider");
    assertThat(result.effects()).isEmpty();
  }

  @Test
  void oneWhoseLoadIsNotDoneHasNotCaughtUp() {
    job.lag = Duration.ZERO;
    job.fullLoad = StageState.RUNNING;
    run.until(Until.CAUGHT_UP);
    startAndFollow();
    run.pass(Duration.ofMinutes(10));
    assertThat(run.status().phase()).isEqualTo(MIGRATING);
    job.fullLoad = StageState.FINISHED;
    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
  }

  @Test
  void oneThatIsToFinishFollowsOnHoweverNear() {
    job.lag = Duration.ZERO;
    run.until(Until.FINISHED);
    startAndFollow();
    run.pass(Duration.ofHours(1));
    assertThat(run.status().phase()).isEqualTo(MIGRATING);
    assertThat(completes()).isZero();
  }

  @Test
  void aCutoverWaitsForWhatWasWrittenBeforeTheFreezeAndIsSentOnce() {
    job.cutover = Cutover.COMPLETE;
    startAndFollow();
    Instant frozenAt = run.cutover();
    run.awaitPhase(CUTTING_OVER);
    run.pass(Duration.ofMinutes(10));
    assertThat(completes()).as("far behind").isZero();

    catchUp();

    MigrationResult result = run.result();
    assertThat(result.outcome()).isEqualTo(SUCCEEDED);
    assertThat(result.reason()).isEmpty();
    assertThat(completes()).isEqualTo(1);
    assertThat(run.phases()).containsExactly(CREATED, MIGRATING, CUTTING_OVER, SUCCEEDED);
    CutoverRecord record = result.cutovers().get(0);
    assertThat(record.order()).isEqualTo(new CutoverCommand("ann", "", frozenAt, false));
    assertThat(record.state()).isEqualTo(State.SENT);
    assertThat(record.why()).contains("lag 2000 ms");
  }

  @Test
  void aCallToCompleteIsNotSentBeforeTheServiceSaysThatTheJobHasCaughtUp() {
    job.cutover = Cutover.COMPLETE;
    job.lag = Duration.ZERO;
    startAndFollow();
    run.cutover();
    run.awaitPhase(CUTTING_OVER);
    run.pass(Duration.ofMinutes(10));
    assertThat(completes()).isZero();
    catchUp();
    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(completes()).isEqualTo(1);
  }

  @Test
  void aReadingThatMayBeFromBeforeTheFreezeIsNotEnough() {
    job.cutover = Cutover.COMPLETE;
    catchUp();
    startAndFollow();
    Instant frozenAt = run.cutover();

    MigrationResult result = run.result();

    assertThat(result.cutovers().get(0).changedAt())
        .isAfterOrEqualTo(frozenAt.plus(FakeJob.QUIET_WINDOW));
  }

  @Test
  void aCutoverThatWaitsIsRevokedAndMayBeAskedForAgain() {
    job.cutover = Cutover.COMPLETE;
    startAndFollow();
    run.cutover();
    run.awaitPhase(CUTTING_OVER);
    run.revokeCutover();
    run.awaitPhase(MIGRATING);
    catchUp();
    run.pass(Duration.ofMinutes(10));
    assertThat(completes()).isZero();
    assertThat(run.status().cutovers().get(0).state()).isEqualTo(State.REVOKED);
    assertThat(run.status().cutovers().get(0).why()).contains("bob").contains("not tonight");

    run.cutover();

    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(run.report().cutovers())
        .extracting(CutoverRecord::state)
        .containsExactly(State.REVOKED, State.SENT);
    assertThat(completes()).isEqualTo(1);
  }

  private void cutOverAndBeRefused() {
    job.cutover = Cutover.COMPLETE;
    job.refuseNext("complete", FailureType.INVALID_REQUEST);
    catchUp();
    startAndFollow();
    run.cutover();
    run.awaitPhase(BLOCKED);
  }

  @Test
  void aCutoverWhoseSendWasRefusedWaitsAgainAndIsRevoked() {
    cutOverAndBeRefused();
    assertThat(run.status().waiting().nextStep()).contains("tidegate cutover orders --revoke");
    assertThat(run.report().effects()).last().matches(r -> r.outcome() == Outcome.REFUSED);

    run.revokeCutover();
    run.retry();

    run.awaitPhase(MIGRATING);
    run.pass(Duration.ofMinutes(10));
    assertThat(completes()).isEqualTo(1);
    assertThat(run.status().cutovers())
        .extracting(CutoverRecord::state)
        .containsExactly(State.REVOKED);
    run.cutover();
    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
  }

  @Test
  void aCutoverWhoseSendWasRefusedIsSentAfterARetryThatLeavesIt() {
    cutOverAndBeRefused();

    run.retry();

    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(run.report().cutovers())
        .extracting(CutoverRecord::state)
        .containsExactly(State.SENT);
    assertThat(completes()).isEqualTo(2);
  }

  @Test
  void aRefusalAfterASendOfWhichNobodyKnowsDoesNotTakeItBack() {
    job.cutover = Cutover.COMPLETE;
    job.failNext("complete", FailureType.EFFECT_UNCLEAR, "no answer");
    job.refuseNext("complete", FailureType.INVALID_REQUEST);
    catchUp();
    startAndFollow();
    run.cutover();
    run.awaitPhase(BLOCKED);
    run.retry();
    run.awaitUntil("the second send, ", () -> completes() == 2);
    run.awaitPhase(BLOCKED);

    assertThatThrownBy(run::revokeCutover).isInstanceOf(RuntimeException.class);
    assertThat(run.status().cutovers())
        .extracting(CutoverRecord::state)
        .containsExactly(State.SENT);
  }

  @Test
  void anAttemptToWatchThatIsUnderWayDoesNotBlockTheCutover() throws Exception {
    job.cutover = Cutover.COMPLETE;
    startAndFollow();
    job.holdNextWatch();
    run.awaitUntil("an attempt, ", job::isHeld);
    run.cutover();
    job.letWatchGo();
    catchUp();
    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(run.phases()).doesNotContain(BLOCKED);
  }

  @Test
  void aLossThatIsAcceptedIsSentAtOnceAndKept() {
    startAndFollow();
    run.cutover(AT_ONCE);

    MigrationResult result = run.result();

    assertThat(result.outcome()).isEqualTo(SUCCEEDED);
    assertThat(result.reason()).contains("ann accepted a loss (the source burns)");
    assertThat(result.cutovers().get(0).why()).contains("lag 30000 ms");
  }

  @Test
  void aLossIsNotAcceptedOfAJobThatItsServiceDoesNotCompleteYet() {
    job.cutover = Cutover.COMPLETE;
    startAndFollow();

    refused(AT_ONCE, "completes a job only once it calls it caught up");

    assertThat(run.status().cutovers()).isEmpty();
    assertThat(run.status().phase()).isEqualTo(MIGRATING);
    assertThat(completes()).isZero();
  }

  @Test
  void aLossIsAcceptedOfAJobThatItsServiceCallsCaughtUpHoweverFarBehind() {
    job.cutover = Cutover.COMPLETE;
    job.following = StageState.CAUGHT_UP;
    startAndFollow();

    run.cutover(AT_ONCE);

    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(run.result().cutovers().get(0).why()).contains("lag 30000 ms");
    assertThat(completes()).isEqualTo(1);
  }

  @Test
  void aLossIsAcceptedOfAJobWhoseLagNobodyTells() {
    job.cutover = Cutover.COMPLETE;
    job.following = StageState.CAUGHT_UP;
    job.lag = null;
    startAndFollow();

    run.cutover(AT_ONCE);

    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(run.result().cutovers().get(0).why()).contains("lag not known");
  }

  @Test
  void anAcceptedLossOfAJobThatHasFallenBehindSinceWaitsAndIsRevoked() {
    job.cutover = Cutover.COMPLETE;
    job.following = StageState.CAUGHT_UP;
    startAndFollow();
    job.following = StageState.RUNNING;
    run.cutover(AT_ONCE);
    run.awaitPhase(CUTTING_OVER);
    run.pass(Duration.ofMinutes(10));
    assertThat(completes()).isZero();

    run.revokeCutover();
    run.awaitPhase(MIGRATING);
    run.cutover(AT_ONCE);
    run.awaitPhase(CUTTING_OVER);
    job.following = StageState.CAUGHT_UP;

    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(completes()).isEqualTo(1);
  }

  @Test
  void oneThatMayHaveBeenSentIsNotRevokedAndIsSentAgainOnlyWhenNearAgain() {
    job.cutover = Cutover.COMPLETE;
    catchUp();
    job.failNext("complete", FailureType.EFFECT_UNCLEAR, "no answer");
    startAndFollow();
    run.cutover();
    run.awaitPhase(BLOCKED);
    assertThatThrownBy(run::revokeCutover)
        .isInstanceOf(WorkflowUpdateException.class)
        .hasStackTraceContaining("there is no cutover that could be revoked");
    job.lag = Duration.ofSeconds(30);
    run.retry();
    run.awaitPhase(CUTTING_OVER);
    run.pass(Duration.ofMinutes(10));
    assertThat(completes()).isEqualTo(1);

    catchUp();

    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(completes()).isEqualTo(2);
  }

  @Test
  void oneThatTookAfterAllIsNotSentAgain() {
    job.cutover = Cutover.COMPLETE;
    catchUp();
    job.failNext("complete", FailureType.EFFECT_UNCLEAR, "no answer");
    startAndFollow();
    run.cutover();
    run.awaitPhase(BLOCKED);
    job.end();
    run.retry();
    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(completes()).isEqualTo(1);
  }

  @Test
  void whereCompletingIsStoppingTheStopThatWeSentIsASuccess() {
    catchUp();
    startAndFollow();
    run.cutover();
    MigrationResult result = run.result();
    assertThat(result.outcome()).isEqualTo(SUCCEEDED);
    assertThat(result.lastView()).isNotNull();
    assertThat(result.lastView().everyStageFinished()).isFalse();
  }

  @Test
  void aStopOfSomebodyElseIsNone() {
    startAndFollow();
    job.end();
    assertThat(run.failure().reason()).contains("stopped half way");
  }

  @Test
  void whereThereIsACallToCompleteAStopMeanwhileIsNoSuccess() {
    job.cutover = Cutover.COMPLETE;
    catchUp();
    job.isStoppedInstead = true;
    startAndFollow();
    run.cutover();
    assertThat(run.failure().outcome()).isEqualTo(FAILED);
  }

  @Test
  void anOrderThatMakesNoSenseLeavesNoTrace() {
    startAndFollow();
    refused(new CutoverCommand("ann", "", null, false), "since when nobody writes");
    refused(new CutoverCommand("ann", " ", null, true), "wants a reason");
    refused(
        new CutoverCommand("ann", "", run.now().plusSeconds(60), false),
        "writes are said to stop only at");
    run.cutover();
    refused(new CutoverCommand("bob", "", run.now(), false), "under way already");
    assertThat(run.status().cutovers()).hasSize(1);
  }

  @Test
  void aServiceWithoutACallForItIsNotCutOver() {
    job.cutover = Cutover.NONE;
    startAndFollow();
    refused(new CutoverCommand("ann", "", run.now(), false), "the service has no call for it");
  }

  @Test
  void aJobThatEndsByItselfIsNotCutOver() {
    FakeJob plain = new HangingJob("watch");
    try (MigrationRun ends = new MigrationRun(plain)) {
      ends.start();
      ends.awaitCall("watch");
      assertThatThrownBy(ends::cutover).hasStackTraceContaining("shows no incremental sync");
    }
  }

  @Test
  void oneThatIsCutOverCanBeCancelled() {
    startAndFollow();
    run.cutover();
    run.awaitPhase(CUTTING_OVER);
    run.cancelDetach();
    assertThat(run.failure().outcome()).isEqualTo(CANCELLED);
    assertThat(completes()).isZero();
  }

  @Test
  void aJobThatIsPausedMeanwhileIsCutOverOnceItMovesAgain() {
    job.cutover = Cutover.COMPLETE;
    startAndFollow();
    run.cutover();
    run.awaitPhase(CUTTING_OVER);
    job.state = JobState.PAUSED;
    run.awaitPhase(PAUSED);
    job.state = JobState.MOVING;
    catchUp();
    run.retry();
    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(completes()).isEqualTo(1);
  }

  @Test
  void aJobThatIsCheckedAnewMeanwhileIsTakenFromThere() {
    startAndFollow();
    run.cutover();
    run.awaitPhase(CUTTING_OVER);
    job.pollsUntilVerdict = 1_000_000;
    job.state = JobState.CHECKING;
    run.awaitPhase(CHECKING);
    assertThat(completes()).isZero();
  }

  @Test
  void aJobThatSomebodyStopsWhileTheCutoverWaitsHasFailed() {
    startAndFollow();
    run.cutover();
    run.awaitPhase(CUTTING_OVER);
    job.end();
    assertThat(run.failure().reason()).contains("stopped half way");
    assertThat(completes()).isZero();
  }

  private void refused(CutoverCommand order, String why) {
    assertThatThrownBy(() -> run.cutover(order)).hasStackTraceContaining(why);
  }
}
