package io.tidegate.workflow;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.tidegate.workflow.contract.CancelCommand;
import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.CredentialsMark;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.Waiting;
import io.tidegate.workflow.policy.GateDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The phases in which a migration waits for a person, and what it tells them. */
final class Holds {
  private final MigrationRequest request;
  private final Logbook log;
  private final Inbox inbox;
  private final Steps steps;
  private final RefusedCredentials credentials = new RefusedCredentials();
  private final Others others;

  /** What the gate objected to when the job could not be paused, until a person is told. */
  private List<Waiting.Objection> unpaused = List.of();

  Holds(MigrationRequest request, Logbook log, Inbox inbox, Steps steps) {
    this.request = request;
    this.log = log;
    this.inbox = inbox;
    this.steps = steps;
    this.others = new Others(inbox, steps, credentials);
  }

  /** How a wait for a fix ended. */
  enum Fix {
    RECHECK,
    /** Somebody wants the job changed before it is checked again. */
    CHANGE,
    /** Somebody has started or stopped the job at the provider. */
    OTHERS_ACTED,
    /** Nobody asked in time, and the migration has ended. */
    GIVEN_UP
  }

  /**
   * Waits for a recheck, or for somebody to take the job further at the provider.
   *
   * @param seen the job as it waits
   */
  Fix awaitFix(GateDecision decision, JobView seen) {
    Duration patience = request.rounds().giveUpAfter();
    Instant now = Logbook.now();
    Instant until = patience == null ? null : now.plus(patience);
    log.enter(
        MigrationPhase.AWAITING_FIX,
        new Waiting(
            decision.kind().name(),
            reason(decision),
            "repair what is named and run: tidegate recheck " + request.name() + otherWaysOut(),
            decision.objections(),
            now,
            until));

    String items =
        decision.objections().stream()
            .map(o -> o.item().code())
            .distinct()
            .limit(5)
            .collect(Collectors.joining(", "));
    Inbox.Came came =
        others.awaitRecheckOr("waiting for a fix of " + items + ", then a recheck", until, seen);
    if (came == Inbox.Came.TOO_LATE) {
      log.end(
          MigrationPhase.FAILED,
          "gave up: nobody repaired " + items + " within " + patience + " (rounds.give-up-after)");
      return Fix.GIVEN_UP;
    }
    log.enter(MigrationPhase.CHECKING);
    if (came == Inbox.Came.OTHER) {
      return Fix.OTHERS_ACTED;
    }
    return inbox.modifyAsked() ? Fix.CHANGE : Fix.RECHECK;
  }

  private String otherWaysOut() {
    Capability capability = steps.capability();
    String modify =
        capability.extras().modify().isEmpty()
            ? ""
            : "; or, to change the job itself: tidegate modify " + request.name() + " --body FILE";
    String allow =
        capability.shieldReach() == Capability.ShieldReach.NONE
            ? ""
            : "; or, to allow an item, cancel --detach, add a rule to the file, and start again";
    return modify + allow;
  }

  private static String reason(GateDecision decision) {
    int count = decision.objections().size();
    String items = count == 1 ? "1 item" : count + " items";
    return decision.kind() == GateDecision.Kind.ASK
        ? "a person has to decide about " + items + ", and approvals cannot be given here yet"
        : items + " may not be passed over";
  }

  void pausedBySomebody() {
    pause(
        "PAUSED",
        "somebody paused the job at the provider",
        "resume it at the provider, then run: tidegate retry ",
        List.of());
  }

  void pausedByTheGate(GateDecision decision) {
    pause(
        decision.kind().name(),
        "the precheck passed and the job moved, but the gate objects; the job was paused",
        "decide whether it may go on; if so resume it at the provider and run: tidegate retry ",
        decision.objections());
  }

  /** The failure that follows is told with it: the job moves on against the gate. */
  void couldNotPause(GateDecision decision) {
    unpaused = decision.objections();
  }

  /** Nothing was sent; whoever goes on is told again as long as they are there. */
  void shieldedAgainstTheGate(GateDecision decision) {
    blockAgainstTheGate(
        decision,
        "the gate objects to shields that are at the service, and the check that was to begin would"
            + " run past them into the movement; nothing was sent",
        "take them back there, or allow them: cancel --detach, add a rule to the file, and start"
            + " again; once they are gone, run: tidegate retry ",
        "shielded against the gate");
  }

  void finishedAgainstTheGate(GateDecision decision) {
    blockAgainstTheGate(
        decision,
        "the gate objects to the precheck with which the job moved, and the job has finished"
            + " before it could be paused",
        "look at what is objected to, and at the target; to take it as it is, run: tidegate retry ",
        "finished against the gate");
  }

  /** Whoever goes on takes the job as it is. */
  void movesUnderForeignShields(GateDecision decision) {
    blockAgainstTheGate(
        decision,
        "somebody else started the job, on a precheck that the gate has not seen and objects to;"
            + " nothing was done to it",
        "look at what is objected to, and pause or stop the job at the provider if it must not go"
            + " on; to take it as it is, run: tidegate retry ",
        "started past the gate");
  }

  /**
   * A job failed while it moved.
   *
   * @param nextStep what to do, and what a retry does then
   */
  void failed(String reason, String nextStep) {
    enterBlocked(FailureType.JOB_FAILED, reason, nextStep);
    inbox.awaitRetry("blocked (JOB_FAILED): waiting for a retry");
  }

  /** It is not resumed by us: what its check passed over, no rule allows. */
  void failedAgainstTheGate(GateDecision decision) {
    blockAgainstTheGate(
        decision,
        "the job failed while it moved, and the gate objects to what its check passed over",
        "decide whether it may go on; if so resume it at the provider and run: tidegate retry ",
        "failed against the gate");
  }

  private void blockAgainstTheGate(
      GateDecision decision, String reason, String nextStep, String shortly) {
    log.enter(
        MigrationPhase.BLOCKED,
        new Waiting(
            decision.kind().name(),
            reason,
            nextStep + request.name(),
            decision.objections(),
            Logbook.now(),
            null));
    inbox.awaitRetry("blocked (" + shortly + "): waiting for a retry");
  }

  private void pause(
      String type, String reason, String nextStep, List<Waiting.Objection> objections) {
    log.enter(
        MigrationPhase.PAUSED,
        new Waiting(type, reason, nextStep + request.name(), objections, Logbook.now(), null));
    inbox.awaitRetry("paused: waiting for a retry");
  }

  /** The cancel that counts now: somebody may have changed their mind. */
  CancelCommand cancelAsked(CancelCommand before) {
    CancelCommand now = inbox.cancelAsked();
    return now == null ? before : now;
  }

  /** Waits until what an activity could not do is worth another try. */
  void block(ActivityFailure failure) {
    String lost =
        inbox.takeModify() == null
            ? ""
            : "; the change that was asked for was not sent, and has to be asked for again";
    if (failure.getCause() instanceof ApplicationFailure cause) {
      FailureType type = typeOf(failure);
      if (type == FailureType.NOT_AUTHORISED && Changes.credentialsAreAwaited()) {
        credentials.refused(cause);
        enterBlocked(type, cause.getOriginalMessage() + lost);
        awaitCredentialsOrRetry();
      } else {
        block(type, cause.getOriginalMessage() + lost);
      }
    } else {
      block(typeOf(failure), failure.getActivityType() + " did not answer in its time" + lost);
    }
  }

  void block(FailureType type, String reason) {
    enterBlocked(type, reason);
    inbox.awaitRetry("blocked (" + type.name() + "): waiting for a retry");
  }

  private void enterBlocked(FailureType type, String reason) {
    String revoke =
        log.cutover().isWaiting()
            ? "; a cutover waits, and goes on then: to take it back, tidegate cutover %s --revoke"
                .formatted(request.name())
            : "";
    enterBlocked(type, reason, type.nextStep() + ": tidegate retry " + request.name() + revoke);
  }

  private void enterBlocked(FailureType type, String reason, String nextStep) {
    List<Waiting.Objection> objections = unpaused;
    unpaused = List.of();
    String told =
        objections.isEmpty()
            ? reason
            : "the gate objects to the precheck on which the job moves, and it could not be paused: "
                + reason;
    log.enter(
        MigrationPhase.BLOCKED,
        new Waiting(type.name(), told, nextStep, objections, Logbook.now(), null));
  }

  private void awaitCredentialsOrRetry() {
    Background<CredentialsMark> others =
        Background.begin(() -> steps.awaitCredentials(credentials.tried()));
    inbox.awaitRetryOr(
        others::hasCome, "blocked (NOT_AUTHORISED): waiting for other credentials, or a retry");
    others.end().ifPresent(credentials::trying);
  }

  /** What kept an activity from doing its work. */
  static FailureType typeOf(ActivityFailure failure) {
    if (!(failure.getCause() instanceof ApplicationFailure cause)) {
      return FailureType.PROVIDER_UNAVAILABLE;
    }
    for (FailureType type : FailureType.values()) {
      if (type.name().equals(cause.getType())) {
        // Retries that ran out of time: what was waited for has not happened.
        return type == FailureType.NOT_FINISHED ? FailureType.CHECK_OVERDUE : type;
      }
    }
    return FailureType.EFFECT_UNCLEAR;
  }
}
