package io.tidegate.workflow;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.tidegate.workflow.contract.CancelCommand;
import io.tidegate.workflow.contract.CutoverCommand;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.ModifyBody;
import io.tidegate.workflow.contract.ModifyCommand;
import io.tidegate.workflow.contract.Snapshot;
import io.tidegate.workflow.policy.GateDecision;
import java.util.Optional;

/**
 * The way of one migration: look where the job stands, and take it from there, until it has ended.
 * Every turn begins with a look, so that what somebody did meanwhile is adopted and never undone.
 */
final class Pipeline {
  private final Logbook log;
  private final Inbox inbox;
  private final Steps steps;
  private final Holds holds;
  private final Gate gate;
  private final Movement movement;
  private final FailedJob failures;
  private final CheckRounds rounds;
  private final Leaving leaving;

  /** Whether a person has asked to start a job again that failed while it moved. */
  private boolean mayRestartFailed;

  /** Whether the job was changed since the last look, which takes its failure back too. */
  private boolean jobChanged;

  /** Whether the look before this one showed a time that is over. */
  private boolean waitedForPresent;

  /** Whether a person has gone on since the last look: reads may still show the time before. */
  private boolean personIsAhead;

  Pipeline(MigrationRequest request, Logbook log, Inbox inbox) {
    this.log = log;
    this.inbox = inbox;
    this.steps = new Steps(request, log);
    this.holds = new Holds(request, log, inbox, steps);
    this.gate = new Gate(request, log, steps);
    this.movement = new Movement(request, log, steps);
    this.failures = new FailedJob(request, log, holds, steps, gate);
    this.rounds =
        new CheckRounds(
            request, log, steps, holds, gate, movement, failures, this::goOnAfterPerson);
    this.leaving = new Leaving(log, steps, holds);
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
        boolean failureIsTold =
            Holds.typeOf(e) == FailureType.JOB_FAILED && Changes.toldFailuresAreStartedAgain();
        holds.block(e);
        goOnAfterPerson();
        // Whoever goes on has been told of the failure, before any look has seen it.
        mayRestartFailed |= failureIsTold;
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
    rounds.seen(look.view().state());
    boolean mayBeOld = personIsAhead;
    personIsAhead = false;
    boolean mayRestart = mayRestartFailed;
    mayRestartFailed = false;
    boolean changed = jobChanged;
    jobChanged = false;
    switch (look.view().state()) {
      case NOT_STARTED, CHECK_PASSED -> checkUnlessShieldedByOthers(look);
      case CHECKING -> rounds.adoptRunningCheck(look);
      case CHECK_FAILED -> rounds.judgeOrCheckAgain(look);
      case MOVING, COMPLETING -> judgeOrWatch(look);
      case FINISHED -> judgeOrFinish(look);
      case PAUSED -> holdPaused(mayBeOld);
      case FAILED -> restartOrBlock(look, mayRestart, changed);
      case NOT_CONFIGURED -> block(FailureType.JOB_CONFLICT, "the job is not configured yet", look);
      case HELD -> block(FailureType.JOB_CONFLICT, "the provider holds the job", look);
      case UNKNOWN -> block(FailureType.UNKNOWN_STATUS, "nobody here knows this status", look);
    }
  }

  private void modify(Snapshot look, ModifyCommand change) {
    log.enter(MigrationPhase.CHECKING);
    steps.modify(look.baseline(), change);
    // What is read until then may be of the job as it was, and no check is compared with that.
    steps.settle();
    rounds.jobChanged();
    mayRestartFailed = true;
    jobChanged = true;
  }

  private void holdPaused(boolean mayBeOld) {
    if (mayBeOld) {
      Steps.sleep(
          steps.capability().quietWindow(), "it still shows as paused: wait, then look again");
      return;
    }
    rounds.pausedFor().ifPresentOrElse(holds::pausedByTheGate, holds::pausedBySomebody);
    goOnAfterPerson();
  }

  /** A job that moved while we could not look has passed its check, and not yet our gate. */
  private void judgeOrWatch(Snapshot look) {
    if (rounds.isGateOwed(look)) {
      rounds.judgeFound(look);
    } else if (!startedPastTheGate(look)) {
      movement.watch(look.view());
    }
  }

  /** One that moved to its end meanwhile has passed the same check, and nobody told the gate. */
  private void judgeOrFinish(Snapshot look) {
    boolean owed = rounds.isGateOwed(look);
    if (owed && look.view().everyStageFinished() && Changes.whatIsOverIsJudged()) {
      rounds.judgeFound(look);
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

  /**
   * A check that runs on into the movement passes over what somebody has shielded before it.
   *
   * @return whether a person had to be asked instead
   */
  private boolean checkUnlessShieldedByOthers(Snapshot look) {
    Optional<GateDecision> objection = rounds.objectionToShields(look);
    if (objection.isEmpty()) {
      rounds.check(look.baseline());
      return false;
    }
    holds.shieldedAgainstTheGate(objection.get());
    goOnAfterPerson();
    return true;
  }

  private void restartOrBlock(Snapshot look, boolean mayRestart, boolean changed) {
    if (mayRestart && (changed || FailedJob.isCheckedAgain(look))) {
      boolean asked = checkUnlessShieldedByOthers(look);
      mayRestartFailed = asked;
      jobChanged = asked && changed;
      return;
    }
    // Also where the resume itself cannot be done: whoever goes on then wants it still.
    mayRestartFailed = true;
    if (mayRestart && FailedJob.isResumed(look)) {
      if (failures.resume(look)) {
        mayRestartFailed = false;
        movement.watch(null);
        return;
      }
    } else {
      failures.tell(look);
    }
    goOnAfterPerson();
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
    rounds.personActed();
    personIsAhead = true;
    steps.settle();
    log.enter(MigrationPhase.CREATED);
  }

  /** Ends the migration as somebody asked; runs where cancellation no longer reaches. */
  void cancel(CancelCommand command) {
    leaving.cancel(command);
  }
}
