package io.tidegate.workflow;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.CancelCommand;
import io.tidegate.workflow.contract.CheckOutcome;
import io.tidegate.workflow.contract.CutoverCommand;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.ModifyBody;
import io.tidegate.workflow.contract.ModifyCommand;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.Snapshot;
import io.tidegate.workflow.policy.GateDecision;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The way of one migration: look where the job stands, and take it from there, until it has ended.
 * Every turn begins with a look, so that what somebody did meanwhile is adopted and never undone.
 */
final class Pipeline {
  private final MigrationRequest request;
  private final Logbook log;
  private final Inbox inbox;
  private final Steps steps;
  private final Holds holds;
  private final Gate gate;
  private final Movement movement;

  /** Whether the last verdict has been answered, by shields or by a person, and may be renewed. */
  private boolean mayCheckAgain;

  /** Whether a person has asked to start a job again that failed while it moved. */
  private boolean mayRestartFailed;

  /** Whether the look before this one showed a time that is over. */
  private boolean waitedForPresent;

  /** Whether a person has gone on since the last look: reads may still show the time before. */
  private boolean personIsAhead;

  /** Whether a check has begun that the gate has not let pass yet: the job may move on its own. */
  private boolean gateOwed;

  private final boolean detachingWaits = Changes.detachingWaits();
  private int roundsWithoutPerson;

  Pipeline(MigrationRequest request, Logbook log, Inbox inbox) {
    this.request = request;
    this.log = log;
    this.inbox = inbox;
    this.steps = new Steps(request, log);
    this.holds = new Holds(request, log, inbox, steps);
    this.gate = new Gate(request, log, steps);
    this.movement = new Movement(request, log, steps);
  }

  /** Why nobody can cut over as things stand; empty where somebody can. */
  Optional<String> objection(CutoverCommand order) {
    return movement.objection(order);
  }

  /** Why nobody can change the job as things stand; empty where somebody can. */
  Optional<String> objection(ModifyCommand command) {
    JobView view = log.view();
    if (view == null) {
      return Optional.of(
          "nothing is known of the job yet, and what can be done to it: retry first");
    } else if (steps.capability().extras().modify().isEmpty()) {
      return Optional.of(
          "the service has no call that changes a job: change it in its console, then go on here");
    }
    return ModifyBody.problem(command.body());
  }

  void run() {
    while (!log.phase().isEnd()) {
      try {
        takeFromWhereItStands();
      } catch (ActivityFailure e) {
        if (e.getCause() instanceof CanceledFailure) {
          throw e;
        }
        holds.block(e);
        goOnAfterPerson();
        if (Holds.typeOf(e) == FailureType.JOB_FAILED && Changes.toldFailuresAreStartedAgain()) {
          // Whoever goes on has been told of the failure, before any look has seen it.
          mayRestartFailed = true;
        }
      }
    }
  }

  private void takeFromWhereItStands() {
    Snapshot look = steps.look("look where the job stands");
    if (log.hasSeenNewerThan(look.report().runId()) && !waitedForPresent) {
      waitedForPresent = true;
      Steps.sleep(steps.capability().quietWindow(), "this answer is old: wait, then look again");
      return;
    }
    waitedForPresent = false;
    ModifyCommand change = inbox.takeModify();
    if (change != null) {
      modify(look, change);
      return;
    }
    boolean mayBeOld = personIsAhead;
    personIsAhead = false;
    boolean mayRestart = mayRestartFailed;
    mayRestartFailed = false;
    switch (look.view().state()) {
      case NOT_STARTED, CHECK_PASSED -> check(look.baseline());
      case CHECKING -> adoptRunningCheck(look);
      case CHECK_FAILED -> judgeOrCheckAgain(look);
      case MOVING, COMPLETING -> judgeOrWatch(look);
      case FINISHED -> judgeOrFinish(look);
      case PAUSED -> holdPaused(mayBeOld);
      case FAILED -> restartOrBlock(look, mayRestart);
      case NOT_CONFIGURED -> block(FailureType.JOB_CONFLICT, "the job is not configured yet", look);
      case HELD -> block(FailureType.JOB_CONFLICT, "the provider holds the job", look);
      case UNKNOWN -> block(FailureType.UNKNOWN_STATUS, "nobody here knows this status", look);
    }
  }

  /** Whatever is shown of a check afterwards, another is run. */
  private void modify(Snapshot look, ModifyCommand change) {
    log.enter(MigrationPhase.CHECKING);
    steps.modify(look.baseline(), change);
    // What is read until then may be of the job as it was, and no check is compared with that.
    steps.settle();
    roundsWithoutPerson = 0;
    mayCheckAgain = true;
    mayRestartFailed = true;
  }

  private void holdPaused(boolean mayBeOld) {
    if (mayBeOld) {
      Steps.sleep(
          steps.capability().quietWindow(), "it still shows as paused: wait, then look again");
      return;
    }
    holds.pausedBySomebody();
    goOnAfterPerson();
  }

  /** A job that moved while we could not look has passed its check, and not yet our gate. */
  private void judgeOrWatch(Snapshot look) {
    if (gateOwed && look.capability().startFollowsCheck()) {
      judgeFound(look);
    } else if (!startedPastTheGate(look)) {
      movement.watch(look.view());
    }
  }

  /** One that moved to its end meanwhile has passed the same check, and nobody told the gate. */
  private void judgeOrFinish(Snapshot look) {
    boolean owed = gateOwed && look.capability().startFollowsCheck();
    if (owed && look.view().everyStageFinished() && Changes.whatIsOverIsJudged()) {
      judgeFound(look);
    } else if (!startedPastTheGate(look)) {
      movement.finish(look.view());
    }
  }

  /**
   * Whether a person had to be asked about a job that somebody else started. It is adopted as it
   * is, but shields that no rule allows are never taken without a word.
   */
  private boolean startedPastTheGate(Snapshot look) {
    Optional<GateDecision> objection = gate.objectionToWhatIsUnjudged(look.report());
    if (objection.isEmpty() || !Changes.whatOthersStartedIsJudged()) {
      return false;
    }
    holds.movesUnderForeignShields(objection.get());
    goOnAfterPerson();
    return true;
  }

  private void judgeFound(Snapshot look) {
    log.enter(MigrationPhase.CHECKING);
    judge(new CheckOutcome(look.report(), look.view(), "found", look.neverItems()));
  }

  private void check(Baseline baseline) {
    if (beginRound()) {
      Receipt receipt = steps.submit(baseline);
      judge(steps.awaitVerdict(baseline, receipt.at()));
    }
  }

  private void adoptRunningCheck(Snapshot look) {
    if (beginRound()) {
      // Its verdict is this round's whatever run it is, for the look has seen it running;
      // unless an answer from before that is read after it: of the run that is over by now.
      PrecheckReport over =
          look.report().state() == PrecheckReport.State.RUNNING ? log.report() : look.report();
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

  private void judgeOrCheckAgain(Snapshot look) {
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
      judge(new CheckOutcome(look.report(), look.view(), "found", look.neverItems()));
    }
  }

  /**
   * @return false when there were rounds enough, and the migration has ended
   */
  private boolean beginRound() {
    log.enter(MigrationPhase.CHECKING);
    int max = request.rounds().max();
    if (roundsWithoutPerson >= max) {
      log.end(
          MigrationPhase.FAILED,
          "gave up: the precheck still fails after " + max + " rounds without a person's answer");
      return false;
    }
    roundsWithoutPerson++;
    gateOwed = true;
    log.beginRound();
    return true;
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

  private static boolean hasPassed(CheckOutcome outcome) {
    return switch (outcome.view().state()) {
      case MOVING, COMPLETING, FINISHED, CHECK_PASSED -> true;
      // A precheck that failed is no pass, whatever a report says that may be another run's.
      default -> false;
    };
  }

  private void awaitFix(GateDecision decision, JobView seen) {
    Holds.Fix fix = holds.awaitFix(decision, seen);
    // What somebody else began is adopted, and nothing is sent.
    mayCheckAgain = fix == Holds.Fix.RECHECK;
    roundsWithoutPerson = 0;
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
    GateDecision decision = gate.decideAfterStart(outcome.report());
    if (decision.kind() == GateDecision.Kind.PROCEED) {
      gateOwed = false;
      return true;
    }
    if (outcome.view().everyStageFinished() && Changes.whatIsOverIsJudged()) {
      holds.finishedAgainstTheGate(decision);
    } else {
      steps.suspend(passed);
      holds.pausedByTheGate(decision);
    }
    // Whoever goes on now has seen the objections.
    gateOwed = false;
    goOnAfterPerson();
    return false;
  }

  private void restartOrBlock(Snapshot look, boolean mayRestart) {
    if (mayRestart) {
      check(look.baseline());
      return;
    }
    block(FailureType.JOB_FAILED, "the job failed at the provider", look);
    mayRestartFailed = true;
  }

  private void block(FailureType type, String why, Snapshot look) {
    String message = look.view().message();
    holds.block(
        type,
        why
            + ": it reports "
            + look.view().status()
            + (message.isEmpty() ? "" : " (" + message + ")"));
    goOnAfterPerson();
  }

  private void goOnAfterPerson() {
    roundsWithoutPerson = 0;
    personIsAhead = true;
    steps.settle();
    log.enter(MigrationPhase.CREATED);
  }

  /** Ends the migration as somebody asked; runs where cancellation no longer reaches. */
  void cancel(CancelCommand command) {
    CancelCommand asked = command;
    boolean stop = asked.mode() == CancelCommand.Mode.STOP;
    while (stop) {
      try {
        steps.settle();
        steps.stop(steps.look("look before stopping the job").baseline());
        stop = false;
      } catch (ActivityFailure e) {
        holds.block(e);
        // Whoever waits for a stop that the provider never takes may leave the job be instead.
        asked = holds.cancelAsked(asked);
        stop = asked.mode() == CancelCommand.Mode.STOP;
      }
    }
    if (asked.mode() == CancelCommand.Mode.DETACH && detachingWaits) {
      // Whoever starts the migration anew looks first, and must see what was sent here.
      steps.settle();
    }
    log.end(
        MigrationPhase.CANCELLED,
        "cancelled"
            + (asked.by().isEmpty() ? "" : " by " + asked.by())
            + (asked.reason().isEmpty() ? "" : " (" + asked.reason() + ")")
            + (asked.mode() == CancelCommand.Mode.STOP
                ? "; the job was stopped at the provider"
                : "; the job was left as it is at the provider"));
  }
}
