package io.tidegate.workflow;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.CheckOutcome;
import io.tidegate.workflow.contract.CredentialsMark;
import io.tidegate.workflow.contract.FailureDetails;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.MigrationActivities;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.ModifyBody;
import io.tidegate.workflow.contract.ModifyCommand;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.Snapshot;
import io.tidegate.workflow.contract.TriedCredentials;
import io.tidegate.workflow.contract.WatchGoal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The activities of one migration, each with what the timeline says of it and its receipt kept. */
final class Steps {
  /** A send that was given up may still reach the provider for this long. */
  private static final Duration LATE_SEND = Duration.ofSeconds(10);

  private final JobRef job;
  private final String definition;
  private final Duration maxLag;
  private final Logbook log;
  private final ActivityStubs stubs;
  private List<String> neverItems = List.of();
  private @Nullable Capability capability;

  /**
   * The precheck run that speaks for the job, where its provider does not tell which that is. Once
   * the job was started nothing of it counts any more but the job itself.
   */
  private String run = "";

  /** When an effect ended that no read has shown yet. */
  private @Nullable Instant unsettledSince;

  Steps(MigrationRequest request, Logbook log) {
    this.job = request.job();
    this.definition = request.definition();
    this.maxLag = request.maxLag();
    this.log = log;
    this.stubs = new ActivityStubs(job.account());
  }

  private JobRef job() {
    return job.withRun(run);
  }

  Snapshot look(String summary) {
    Snapshot look = stubs.reading(summary).lookAtJob(job());
    capability = look.capability();
    neverItems = look.neverItems();
    log.saw(look.view());
    return look;
  }

  Receipt submit(Baseline baseline) {
    MigrationActivities step = changing("round " + log.round() + ": submit the precheck");
    String brought = definition.isEmpty() ? null : definition;
    Receipt receipt =
        log.round() == 1
            ? change("submit-check", () -> step.submitCheck(job(), baseline, brought))
            : change("recheck", () -> step.recheck(job(), baseline, brought));
    run = receipt.run();
    return receipt;
  }

  CheckOutcome awaitVerdict(Baseline baseline, Instant submittedAt) {
    Instant deadline = Logbook.now().plus(ActivityStubs.CHECK_DEADLINE);
    CheckOutcome outcome =
        stubs
            .polling("round " + log.round() + ": wait for the precheck")
            .pollUntilFinished(job(), baseline, submittedAt, deadline);
    unsettledSince = null;
    neverItems = outcome.neverItems();
    return outcome;
  }

  /**
   * @param choices what rules say further, by item
   * @param allowedUntil when the first of those rules ends
   */
  Receipt shield(
      String runId,
      List<String> items,
      Map<String, String> choices,
      @Nullable Instant allowedUntil) {
    String summary = "round " + log.round() + ": shield " + String.join(", ", items);
    return change(
        "shield",
        items,
        receipt -> receipt,
        () -> changing(summary).shieldSkippable(job(), runId, items, choices, allowedUntil));
  }

  void start(Baseline passed) {
    change("start", () -> changing("start the migration").startMigration(job(), passed));
    run = "";
    unsettledSince = null;
  }

  void resume(Baseline failed) {
    change("resume", () -> changing("resume the job that failed").resumeMigration(job(), failed));
  }

  void suspend(Baseline passed) {
    change("suspend", () -> changing("suspend: the gate objects").suspendMigration(job(), passed));
  }

  Receipt stop(Baseline baseline) {
    return change(
        "stop", () -> changing("stop the job at the provider").stopMigration(job(), baseline));
  }

  /**
   * Waits for news of a job that moves, or until it has come to the goal.
   *
   * @param other what ends the wait without an answer
   */
  Optional<JobView> watch(
      String summary, @Nullable JobView seen, @Nullable WatchGoal goal, Supplier<Boolean> other) {
    Background<JobView> news =
        Background.begin(
            () ->
                Async.function(stubs.reading(summary)::watchMigration, job(), seen, goal, maxLag));
    Optional<JobView> view = news.awaitUnless(other);
    view.ifPresent(log::saw);
    return view;
  }

  void complete(Baseline baseline) {
    change(
        "complete",
        () -> changing("cut over: complete the job").completeMigration(job(), baseline));
  }

  void modify(Baseline baseline, ModifyCommand asked) {
    change(
        "modify",
        List.of(),
        receipt -> told(receipt, asked),
        () ->
            changing("change the job, as asked for by " + asked.by())
                .modifyJob(job(), baseline, asked.body()));
  }

  /** With who asked for what, which is not the provider's to tell. */
  private static Receipt told(Receipt receipt, ModifyCommand asked) {
    String why = asked.reason().isEmpty() ? "" : " (" + asked.reason() + ")";
    String names = String.join(", ", ModifyBody.names(asked.body()));
    String what =
        switch (receipt.outcome()) {
          case UNCLEAR, REFUSED ->
              "to change %s was asked for by %s%s".formatted(names, asked.by(), why);
          case SENT, ADOPTED ->
              "%s changed, as asked for by %s%s".formatted(names, asked.by(), why);
        };
    String proof = receipt.proof() + "; " + what;
    return new Receipt(
        receipt.effect(),
        receipt.outcome(),
        proof,
        receipt.items(),
        receipt.attempts(),
        receipt.at());
  }

  /** Completes when the job is no longer as it was seen, which nobody here has changed. */
  Promise<JobView> awaitOthers(JobView seen) {
    return Async.function(
        stubs.waiting("look whether somebody else starts or stops the job")::watchMigration,
        job(),
        seen,
        null,
        null);
  }

  /** Completes when a worker has credentials that are worth a try. */
  Promise<CredentialsMark> awaitCredentials(List<TriedCredentials> tried) {
    return Async.function(
        stubs.waiting("wait for other credentials of " + job.account())::awaitCredentials,
        job(),
        tried);
  }

  /** Until the quiet window of an effect is over, a read may still show the time before it. */
  void settle() {
    Capability known = capability;
    if (unsettledSince == null || known == null) {
      return;
    }
    Duration left =
        Duration.between(Logbook.now(), unsettledSince.plus(known.quietWindow()).plus(LATE_SEND));
    if (left.compareTo(Duration.ZERO) > 0) {
      sleep(left, "wait until the provider's answers can be trusted again");
    }
    unsettledSince = null;
  }

  /** What the dialect can do; known from the first look on. */
  Capability capability() {
    Capability known = capability;
    if (known == null) {
      throw new IllegalStateException("nothing is changed before the first look");
    }
    return known;
  }

  /** Codes that the account's own policy never lets pass, as last read. */
  List<String> neverItems() {
    return neverItems;
  }

  static void sleep(Duration time, String summary) {
    Workflow.newTimer(time, TimerOptions.newBuilder().setSummary(Display.summary(summary)).build())
        .get();
  }

  private Receipt change(String effect, Supplier<Receipt> call) {
    return change(effect, List.of(), receipt -> receipt, call);
  }

  /**
   * @param items the item codes concerned, for shields
   * @param told adds to the receipt what the provider does not tell, whatever came of the effect
   */
  private Receipt change(
      String effect, List<String> items, UnaryOperator<Receipt> told, Supplier<Receipt> call) {
    try {
      Receipt receipt = told.apply(call.get());
      log.did(receipt);
      return receipt;
    } catch (ActivityFailure e) {
      String why = e.getCause() == null ? "" : String.valueOf(e.getCause().getMessage());
      Receipt.Outcome end = isUntouched(e) ? Receipt.Outcome.REFUSED : Receipt.Outcome.UNCLEAR;
      log.did(told.apply(new Receipt(effect, end, why, items, 0, Logbook.now())));
      throw e;
    } finally {
      unsettledSince = Logbook.now();
    }
  }

  /** Whether nothing came of an effect, for certain. */
  static boolean isUntouched(ActivityFailure failure) {
    return failure.getCause() instanceof ApplicationFailure cause
        && FailureDetails.saysUntouched(cause.getDetails());
  }

  private MigrationActivities changing(String summary) {
    return stubs.changing(capability().quietWindow(), summary);
  }
}
