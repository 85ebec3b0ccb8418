package io.tidegate.workflow;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.CancelCommand;
import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.CheckOutcome;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.ShieldRecord;
import io.tidegate.workflow.contract.Snapshot;
import io.tidegate.workflow.contract.Waiting;
import io.tidegate.workflow.policy.Fingerprint;
import io.tidegate.workflow.policy.GateDecision;
import io.tidegate.workflow.policy.GatePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The way of one migration: look where the job stands, and take it from there, until it has ended.
 * Every turn begins with a look, so that what somebody did meanwhile is adopted and never undone.
 */
final class Pipeline {
  private final MigrationRequest request;
  private final JobRef job;
  private final Logbook log;
  private final Inbox inbox;
  private final ActivityStubs stubs;

  /** Whether the last verdict has been answered, by shields or by a person, and may be renewed. */
  private boolean mayCheckAgain;

  /** Whether a person has asked to start a job again that failed while it moved. */
  private boolean mayRestartFailed;

  private int roundsWithoutPerson;
  private List<String> neverItems = List.of();
  private @Nullable Capability capability;

  /** When an effect ended that no read has shown yet. */
  private @Nullable Instant unsettledSince;

  Pipeline(MigrationRequest request, Logbook log, Inbox inbox) {
    this.request = request;
    this.job = request.job();
    this.log = log;
    this.inbox = inbox;
    this.stubs = new ActivityStubs(job.account());
  }

  void run() {
    while (!log.phase().isEnd()) {
      try {
        takeFromWhereItStands();
      } catch (ActivityFailure e) {
        if (e.getCause() instanceof CanceledFailure) {
          throw e;
        }
        block(e);
      }
    }
  }

  private void takeFromWhereItStands() {
    Snapshot look = stubs.reading("look where job " + job.job() + " stands").lookAtJob(job);
    capability = look.capability();
    neverItems = look.neverItems();
    log.saw(look.view());

    switch (look.view().state()) {
      case NOT_STARTED, CHECK_PASSED -> check(look.baseline());
      case CHECKING -> adoptRunningCheck(look);
      case CHECK_FAILED -> judgeOrCheckAgain(look);
      case MOVING -> watch(look.view());
      case FINISHED -> finish(look.view());
      case PAUSED -> pause(pausedBySomebody());
      case FAILED -> restartOrBlock(look);
      case NOT_CONFIGURED ->
          block(FailureType.JOB_CONFLICT, "the job has not been configured at the provider yet");
      case HELD ->
          block(
              FailureType.JOB_CONFLICT,
              "the provider holds the job: it reports " + look.view().status());
      case UNKNOWN ->
          block(
              FailureType.UNKNOWN_STATUS,
              "the provider reports the status '" + look.view().status() + "'");
    }
  }

  private void check(Baseline baseline) {
    if (!beginRound()) {
      return;
    }
    String summary = "round " + log.round() + ": submit the precheck";
    Receipt receipt =
        log.round() == 1
            ? change("submit-check", () -> changing(summary).submitCheck(job, baseline))
            : change("recheck", () -> changing(summary).recheck(job, baseline));
    judge(awaitVerdict(baseline, receipt.at()));
  }

  private void adoptRunningCheck(Snapshot look) {
    if (!beginRound()) {
      return;
    }
    // Its verdict is this round's whatever run it is: the look has seen it running.
    Baseline running =
        new Baseline(JobState.CHECKING, look.view().status(), "", "", look.baseline().takenAt());
    judge(awaitVerdict(running, look.baseline().takenAt()));
  }

  private void judgeOrCheckAgain(Snapshot look) {
    String run = look.report().runId();
    boolean answered = mayCheckAgain && (run.isEmpty() || log.hasJudged(run));
    if (answered) {
      mayCheckAgain = false;
      check(look.baseline());
    } else if (beginRound()) {
      judge(new CheckOutcome(look.report(), look.view(), "found", look.neverItems()));
    }
  }

  /**
   * @return false when there were rounds enough, and the migration has ended
   */
  private boolean beginRound() {
    int max = request.rounds().max();
    if (roundsWithoutPerson >= max) {
      log.end(
          MigrationPhase.FAILED,
          "gave up: the precheck still fails after " + max + " rounds without a person's answer");
      return false;
    }
    roundsWithoutPerson++;
    log.beginRound();
    log.enter(MigrationPhase.CHECKING);
    return true;
  }

  private CheckOutcome awaitVerdict(Baseline baseline, Instant submittedAt) {
    Instant deadline = Logbook.now().plus(ActivityStubs.CHECK_DEADLINE);
    CheckOutcome outcome =
        stubs
            .polling("round " + log.round() + ": wait for the precheck")
            .pollUntilFinished(job, baseline, submittedAt, deadline);
    unsettledSince = null;
    neverItems = outcome.neverItems();
    return outcome;
  }

  private void judge(CheckOutcome outcome) {
    GateDecision decision = decide(outcome.report());
    if (hasPassed(outcome)) {
      log.decided(outcome, "passed");
      start(outcome, decision);
      return;
    }
    log.decided(outcome, decision.kind().name().toLowerCase(java.util.Locale.ROOT));
    switch (decision.kind()) {
      // Every item that failed is passed over by shields that rules allow: the next run shows it.
      case PROCEED -> mayCheckAgain = true;
      case SHIELD -> shield(outcome.report(), decision.shields());
      case ASK, WAIT -> awaitFix(decision);
    }
  }

  private GateDecision decide(PrecheckReport report) {
    return new GatePolicy(request.name(), request.policy(), neverItems)
        .decide(report, log.shieldedItems(), Logbook.now());
  }

  private static boolean hasPassed(CheckOutcome outcome) {
    return switch (outcome.view().state()) {
      case MOVING, FINISHED, CHECK_PASSED -> true;
      default -> outcome.report().state() == PrecheckReport.State.PASSED;
    };
  }

  private void shield(PrecheckReport report, List<GateDecision.AllowedShield> allowed) {
    log.enter(MigrationPhase.SHIELDING);
    List<String> codes = allowed.stream().map(a -> a.item().code()).distinct().toList();
    Receipt receipt =
        change(
            "shield",
            () ->
                changing("round " + log.round() + ": shield " + String.join(", ", codes))
                    .shieldSkippable(job, report.runId(), codes));
    for (GateDecision.AllowedShield shield : allowed) {
      PrecheckItem item = shield.item();
      log.placed(
          new ShieldRecord(
              item.code(),
              item.objects(),
              item.endpoint(),
              item.message(),
              shield.rule().origin(),
              shield.rule().reason(),
              request.requestedBy(),
              shield.rule().expires(),
              log.round(),
              Fingerprint.of(item),
              receipt.proof(),
              false));
    }
    mayCheckAgain = true;
    log.enter(MigrationPhase.CHECKING);
  }

  private void awaitFix(GateDecision decision) {
    Duration patience = request.rounds().giveUpAfter();
    Instant now = Logbook.now();
    Instant until = patience == null ? null : now.plus(patience);
    log.enter(MigrationPhase.AWAITING_FIX, fixNeeded(decision, now, until));

    String items =
        decision.objections().stream()
            .map(o -> o.item().code())
            .distinct()
            .limit(5)
            .collect(Collectors.joining(", "));
    if (!inbox.awaitRecheck("waiting for a fix of " + items + ", then a recheck", until)) {
      log.end(
          MigrationPhase.FAILED,
          "gave up: nobody repaired " + items + " within " + patience + " (rounds.give-up-after)");
      return;
    }
    mayCheckAgain = true;
    roundsWithoutPerson = 0;
    log.enter(MigrationPhase.CHECKING);
  }

  private Waiting fixNeeded(GateDecision decision, Instant now, @Nullable Instant until) {
    boolean asks = decision.kind() == GateDecision.Kind.ASK;
    String reason =
        asks
            ? "a person has to decide about "
                + decision.objections().size()
                + " items, and approvals cannot be given here yet"
            : decision.objections().size() + " items may not be passed over";
    String next =
        "repair what is named and run: tidegate recheck "
            + request.name()
            + "; or, to allow an item, cancel --detach, add a rule to the file, and start again";
    return new Waiting(decision.kind().name(), reason, next, decision.objections(), now, until);
  }

  private void start(CheckOutcome outcome, GateDecision decision) {
    boolean follows = capability().startFollowsCheck();
    if (!follows && decision.kind() != GateDecision.Kind.PROCEED) {
      awaitFix(decision);
      return;
    }
    log.enter(MigrationPhase.STARTING);
    Baseline passed =
        new Baseline(
            outcome.view().state(),
            outcome.view().status(),
            outcome.report().runId(),
            outcome.report().bootTime(),
            outcome.view().readAt());
    change("start", () -> changing("start the migration").startMigration(job, passed));
    unsettledSince = null;

    if (follows && !holdsAgainstTheGate(outcome, passed)) {
      return;
    }
    watch(null);
  }

  /**
   * Where the start follows the check by itself, nobody could object in time: so the report of the
   * run that passed is held against the gate now, and a job that should not move is paused.
   */
  private boolean holdsAgainstTheGate(CheckOutcome outcome, Baseline passed) {
    PrecheckReport report = outcome.report();
    Instant until = Logbook.now().plus(capability().quietWindow());
    while (report.state() != PrecheckReport.State.PASSED && Logbook.now().isBefore(until)) {
      sleep(Duration.ofSeconds(5), "wait for the report of the run that passed");
      report = stubs.reading("read the report of the run that passed").lookAtJob(job).report();
    }
    GateDecision decision = decide(report);
    if (decision.kind() == GateDecision.Kind.PROCEED) {
      return true;
    }
    change("suspend", () -> changing("suspend: the gate objects").suspendMigration(job, passed));
    pause(
        new Waiting(
            decision.kind().name(),
            "the precheck passed and the job moved, but the gate objects; the job was paused",
            "decide whether it may go on; if so resume it at the provider and run: tidegate retry "
                + request.name(),
            decision.objections(),
            Logbook.now(),
            null));
    return false;
  }

  private void watch(@Nullable JobView seen) {
    enterMigrating();
    JobView view = seen;
    do {
      view = stubs.reading("watch the migration").watchMigration(job, view);
      log.saw(view);
    } while (view.state() == JobState.MOVING);
    if (view.state() == JobState.CHECKING || view.state() == JobState.CHECK_FAILED) {
      // Either somebody started it again, or this answer is older than the one before.
      sleep(capability().quietWindow(), "the job went backwards: wait, then look again");
      log.enter(MigrationPhase.CHECKING);
    }
  }

  private void enterMigrating() {
    if (log.phase() == MigrationPhase.CHECKING) {
      log.enter(MigrationPhase.STARTING);
    }
    log.enter(MigrationPhase.MIGRATING);
  }

  private void finish(JobView view) {
    enterMigrating();
    if (view.everyStageFinished()) {
      log.end(MigrationPhase.SUCCEEDED, "");
    } else {
      log.end(
          MigrationPhase.FAILED,
          "the job was stopped half way: the provider reports "
              + view.status()
              + ", but not every stage has finished"
              + (view.stages().isEmpty()
                  ? ""
                  : view.stages().stream()
                      .map(Display::progress)
                      .collect(Collectors.joining(", ", " (", ")"))));
    }
  }

  private void restartOrBlock(Snapshot look) {
    if (mayRestartFailed) {
      mayRestartFailed = false;
      check(look.baseline());
      return;
    }
    String words = look.view().message();
    block(
        FailureType.JOB_FAILED,
        "the job failed at the provider: " + (words.isEmpty() ? look.view().status() : words));
    mayRestartFailed = true;
  }

  /** Ends the migration as somebody asked; runs where cancellation no longer reaches. */
  void cancel(CancelCommand command) {
    boolean stop = command.mode() == CancelCommand.Mode.STOP;
    while (stop) {
      try {
        settle();
        Snapshot look = stubs.reading("look before stopping the job").lookAtJob(job);
        capability = look.capability();
        change(
            "stop",
            () -> changing("stop the job at the provider").stopMigration(job, look.baseline()));
        stop = false;
      } catch (ActivityFailure e) {
        block(e);
      }
    }
    log.end(
        MigrationPhase.CANCELLED,
        "cancelled"
            + (command.by().isEmpty() ? "" : " by " + command.by())
            + (command.reason().isEmpty() ? "" : " (" + command.reason() + ")")
            + (command.mode() == CancelCommand.Mode.STOP
                ? "; the job was stopped at the provider"
                : "; the job was left as it is at the provider"));
  }

  private Waiting pausedBySomebody() {
    return new Waiting(
        "PAUSED",
        "somebody paused the job at the provider",
        "resume it at the provider, then run: tidegate retry " + request.name(),
        List.of(),
        Logbook.now(),
        null);
  }

  private void pause(Waiting waiting) {
    log.enter(MigrationPhase.PAUSED, waiting);
    inbox.awaitRetry("paused: waiting for a retry");
    goOnAfterPerson();
  }

  private void block(ActivityFailure failure) {
    if (failure.getCause() instanceof ApplicationFailure cause) {
      block(typeOf(cause), cause.getOriginalMessage());
    } else {
      block(
          FailureType.PROVIDER_UNAVAILABLE,
          failure.getActivityType() + " did not answer in its time");
    }
  }

  private static FailureType typeOf(ApplicationFailure failure) {
    for (FailureType type : FailureType.values()) {
      if (type.name().equals(failure.getType())) {
        // Retries that ran out of time: what was waited for has not happened.
        return type == FailureType.NOT_FINISHED ? FailureType.CHECK_OVERDUE : type;
      }
    }
    return FailureType.EFFECT_UNCLEAR;
  }

  private void block(FailureType type, String reason) {
    log.enter(
        MigrationPhase.BLOCKED,
        new Waiting(
            type.name(),
            reason,
            type.nextStep() + ": tidegate retry " + request.name(),
            List.of(),
            Logbook.now(),
            null));
    inbox.awaitRetry("blocked (" + type.name() + "): waiting for a retry");
    settle();
    goOnAfterPerson();
  }

  private void goOnAfterPerson() {
    roundsWithoutPerson = 0;
    log.enter(MigrationPhase.CREATED);
  }

  /** Until the quiet window of an effect is over, a read may still show the time before it. */
  private void settle() {
    Capability known = capability;
    if (unsettledSince == null || known == null) {
      return;
    }
    Duration left = Duration.between(Logbook.now(), unsettledSince.plus(known.quietWindow()));
    if (left.compareTo(Duration.ZERO) > 0) {
      sleep(left, "wait until the provider's answers can be trusted again");
    }
    unsettledSince = null;
  }

  private Receipt change(String effect, Supplier<Receipt> call) {
    try {
      Receipt receipt = call.get();
      log.did(receipt);
      return receipt;
    } catch (ActivityFailure e) {
      String why = e.getCause() == null ? "" : String.valueOf(e.getCause().getMessage());
      log.did(new Receipt(effect, Receipt.Outcome.UNCLEAR, why, List.of(), 0, Logbook.now()));
      throw e;
    } finally {
      unsettledSince = Logbook.now();
    }
  }

  private io.tidegate.workflow.contract.MigrationActivities changing(String summary) {
    return stubs.changing(capability().quietWindow(), summary);
  }

  private Capability capability() {
    Capability known = capability;
    if (known == null) {
      throw new IllegalStateException("nothing is changed before the first look");
    }
    return known;
  }

  private static void sleep(Duration time, String summary) {
    Workflow.newTimer(time, TimerOptions.newBuilder().setSummary(summary).build()).get();
  }
}
