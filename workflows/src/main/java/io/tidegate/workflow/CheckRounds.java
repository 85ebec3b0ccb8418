package io.tidegate.workflow;

import io.temporal.failure.ActivityFailure;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.CheckOutcome;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.Snapshot;
import io.tidegate.workflow.policy.GateDecision;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rounds of a migration: a check is begun or found, judged, and its verdict acted upon. */
final class CheckRounds {
  private final MigrationRequest request;
  private final Logbook log;
  private final Steps steps;
  private final Holds holds;
  private final Gate gate;
  private final Movement movement;
  private final FailedJob failures;
  private final Runnable goOnAfterPerson;

  /** Whether the last verdict has been answered, by shields or by a person, and may be renewed. */
  private boolean mayCheckAgain;

  /** Whether a check has begun that the gate has not let pass yet: the job may move on its own. */
  private boolean gateOwed;

  /** What the gate has paused the job for; null where it has not, or the job has moved since. */
  private @Nullable GateDecision pausedFor;

  /** The run that was there before this round's; empty where that is not known. */
  private String runBefore = "";

  private int withoutPerson;

  /**
   * @param goOnAfterPerson what follows where a person has gone on with what the gate objected to
   */
  CheckRounds(
      MigrationRequest request,
      Logbook log,
      Steps steps,
      Holds holds,
      Gate gate,
      Movement movement,
      FailedJob failures,
      Runnable goOnAfterPerson) {
    this.request = request;
    this.log = log;
    this.steps = steps;
    this.holds = holds;
    this.gate = gate;
    this.movement = movement;
    this.failures = failures;
    this.goOnAfterPerson = goOnAfterPerson;
  }

  /** A person has acted: so many rounds may follow without one again. */
  void personActed() {
    withoutPerson = 0;
  }

  /** Whatever is shown of a check from now on, another is run. */
  void jobChanged() {
    personActed();
    mayCheckAgain = true;
  }

  /** Whether the job may move on a check that the gate has not judged. */
  boolean isGateOwed(Snapshot look) {
    return gateOwed && look.capability().startFollowsCheck();
  }

  /** What the gate has paused the job for, if it has: whoever goes on is told again. */
  Optional<GateDecision> pausedFor() {
    return Optional.ofNullable(pausedFor);
  }

  /** What is seen of the job tells whether the pause is over. */
  void seen(JobState state) {
    if (state == JobState.CHECKING || state == JobState.MOVING || state == JobState.FINISHED) {
      pausedFor = null;
    }
  }

  /** What it objects to in shields that a check would run past, into the movement. */
  Optional<GateDecision> objectionToShields(Snapshot look) {
    return look.capability().startFollowsCheck()
            && gate.objectsToShields(look.report())
            && Changes.nothingIsRestartedPastTheGate()
        ? Optional.of(gate.decideOnShields(look.report()))
        : Optional.empty();
  }

  void check(Baseline baseline) {
    if (beginRound()) {
      runBefore = baseline.runId();
      Receipt receipt = steps.submit(baseline);
      judge(steps.awaitVerdict(baseline, receipt.at()));
    }
  }

  void adoptRunningCheck(Snapshot look) {
    if (beginRound()) {
      // Its verdict is this round's whatever run it is, for the look has seen it running;
      // unless an answer from before that is read after it: of the run that is over by now.
      PrecheckReport over =
          look.report().state() == PrecheckReport.State.RUNNING ? log.report() : look.report();
      runBefore = over == null ? "" : over.runId();
      Instant seenAt = look.baseline().takenAt();
      Baseline running =
          new Baseline(
              JobState.CHECKING,
              look.view().status(),
              over == null ? "" : over.runId(),
              over == null ? "" : over.bootTime(),
              seenAt);
      judge(steps.awaitVerdict(running, seenAt));
    }
  }

  void judgeOrCheckAgain(Snapshot look) {
    String run = look.report().runId();
    boolean answered = mayCheckAgain && (run.isEmpty() || log.hasJudged(run));
    if (answered) {
      mayCheckAgain = false;
      GateDecision shields = gate.decideOnShields(look.report());
      if (shields.kind() != GateDecision.Kind.PROCEED && Changes.othersAreLookedFor()) {
        // Somebody placed one since: the next run would pass over what no rule allows.
        log.enter(MigrationPhase.CHECKING);
        awaitFix(shields, look.view());
      } else {
        check(look.baseline());
      }
    } else if (beginRound()) {
      runBefore = "";
      boolean unread = !look.report().state().isVerdict() && Changes.foundChecksAreReadAgain();
      judge(unread ? readAgain(look) : found(look));
    }
  }

  void judgeFound(Snapshot look) {
    log.enter(MigrationPhase.CHECKING);
    judge(found(look));
  }

  private void judge(CheckOutcome outcome) {
    if (Movement.wasStopped(outcome.view()) && Changes.othersAreLookedFor()) {
      log.decided(outcome, "stopped");
      movement.endStopped(outcome.view());
      return;
    }
    GateDecision decision = gate.decide(outcome.report());
    if (hasPassed(outcome)) {
      log.decided(outcome, "passed");
      start(outcome, decision);
      return;
    }
    log.decided(outcome, decision.kind().name().toLowerCase(Locale.ROOT));
    switch (decision.kind()) {
      // Every item that failed is passed over by shields that rules allow: the next run shows it.
      case PROCEED -> mayCheckAgain = true;
      case SHIELD -> shield(outcome, decision);
      case ASK, WAIT -> awaitFix(decision, outcome.view());
    }
  }

  private static boolean hasPassed(CheckOutcome outcome) {
    return switch (outcome.view().state()) {
      case MOVING, COMPLETING, FINISHED, CHECK_PASSED -> true;
      // A precheck that failed is no pass, whatever a report says that may be another run's.
      default -> false;
    };
  }

  private void shield(CheckOutcome outcome, GateDecision decision) {
    try {
      gate.shield(outcome.report(), decision.shields());
      mayCheckAgain = true;
    } catch (ActivityFailure e) {
      // Sent again it would be refused again: whoever goes on has repaired what failed.
      mayCheckAgain =
          Holds.typeOf(e) == FailureType.INVALID_REQUEST && Changes.refusedShieldsAreCheckedAgain();
      throw e;
    }
  }

  private void awaitFix(GateDecision decision, JobView seen) {
    Holds.Fix fix = holds.awaitFix(decision, seen);
    // What somebody else began is adopted, and nothing is sent.
    mayCheckAgain = fix == Holds.Fix.RECHECK;
    personActed();
  }

  private void start(CheckOutcome outcome, GateDecision decision) {
    boolean follows = steps.capability().startFollowsCheck();
    if (!follows && decision.kind() != GateDecision.Kind.PROCEED) {
      awaitFix(decision, outcome.view());
      return;
    }
    gateOwed = follows;
    log.enter(MigrationPhase.STARTING);
    Baseline passed =
        new Baseline(
            outcome.view().state(),
            outcome.view().status(),
            outcome.report().runId(),
            outcome.report().bootTime(),
            outcome.view().readAt());
    failures.letPass(outcome.report());
    steps.start(passed);
    if (!follows || holdsAgainstTheGate(outcome, passed)) {
      movement.watch(null);
    }
  }

  /**
   * Where the start follows the check by itself, nobody could object in time: so the report of the
   * run that passed is held against the gate now, and a job that should not move is paused, or a
   * person told where it is over already.
   */
  private boolean holdsAgainstTheGate(CheckOutcome outcome, Baseline passed) {
    PrecheckReport report = gate.awaitReportOfRun(outcome.report(), runBefore);
    if (report.state() == PrecheckReport.State.PASSED
        && !report.equals(outcome.report())
        && Changes.theRunThatPassedIsJudged()) {
      log.passedBy(report);
      failures.letPass(report);
    }
    GateDecision decision = gate.decideAfterStart(report);
    if (decision.kind() == GateDecision.Kind.PROCEED) {
      gateOwed = false;
      return true;
    }
    if (outcome.view().everyStageFinished() && Changes.whatIsOverIsJudged()) {
      holds.finishedAgainstTheGate(decision);
    } else {
      suspend(passed, decision);
      pausedFor = decision;
      holds.pausedByTheGate(decision);
    }
    // Whoever goes on now has seen the objections.
    gateOwed = false;
    goOnAfterPerson.run();
    return false;
  }

  private void suspend(Baseline passed, GateDecision decision) {
    try {
      steps.suspend(passed);
    } catch (ActivityFailure e) {
      holds.couldNotPause(decision);
      throw e;
    }
  }

  /**
   * @return false when there were rounds enough, and the migration has ended
   */
  private boolean beginRound() {
    log.enter(MigrationPhase.CHECKING);
    int max = request.rounds().max();
    if (withoutPerson >= max) {
      log.end(
          MigrationPhase.FAILED,
          "gave up: the precheck still fails after " + max + " rounds without a person's answer");
      return false;
    }
    withoutPerson++;
    gateOwed = true;
    log.beginRound();
    return true;
  }

  private static CheckOutcome found(Snapshot look) {
    return new CheckOutcome(look.report(), look.view(), "found", look.neverItems());
  }

  /** A report that says nothing yet of a check that failed may say more soon: for so long only. */
  private CheckOutcome readAgain(Snapshot look) {
    Instant seenAt = look.baseline().takenAt();
    Baseline over = new Baseline(JobState.CHECKING, look.view().status(), "", "", seenAt);
    return steps.awaitVerdict(over, seenAt);
  }
}
