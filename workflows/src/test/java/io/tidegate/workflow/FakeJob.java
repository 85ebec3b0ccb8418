package io.tidegate.workflow;

import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.CheckOutcome;
import io.tidegate.workflow.contract.CredentialsMark;
import io.tidegate.workflow.contract.FailureDetails;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.MigrationActivities;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.Snapshot;
import io.tidegate.workflow.contract.StageProgress;
import io.tidegate.workflow.contract.TriedCredentials;
import io.tidegate.workflow.contract.WatchGoal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A job at a provider, as a fake that remembers what was asked of it, in order. */
class FakeJob implements MigrationActivities {
  static final Duration QUIET_WINDOW = Duration.ofSeconds(60);

  final List<String> calls = new ArrayList<>();
  final Set<String> failing = new LinkedHashSet<>();
  final Set<String> warnings = new LinkedHashSet<>();
  final Set<String> unskippable = new LinkedHashSet<>();
  final Set<String> shielded = new LinkedHashSet<>();
  final List<String> never = new ArrayList<>();

  /** Until when, of each shield that was asked for. */
  final List<@Nullable Instant> allowed = new ArrayList<>();

  final Deque<JobState> watchStates = new ArrayDeque<>();
  JobState state = JobState.NOT_STARTED;
  JobState stateAfterModify = JobState.NOT_STARTED;
  Receipt.Outcome outcome = Receipt.Outcome.SENT;
  boolean shieldsTake = true;
  boolean startFollows = true;
  Capability.Cutover cutover = Capability.Cutover.STOP;
  Capability.Extras extras = Capability.Extras.NONE;
  Capability.ShieldReach shieldReach = Capability.ShieldReach.ITEM_ON_TASK;
  int pollsUntilVerdict;
  int run;

  /** How often the job began to move. */
  int movements;

  /** What somebody else does right before a call of ours arrives, once. */
  final Map<String, Runnable> before = new LinkedHashMap<>();

  /** What a worker has that could do better than those which were refused. */
  volatile CredentialsMark renewed;

  String message = "";
  StageProgress.StageState fullLoad = StageProgress.StageState.NOT_STARTED;

  private final Map<String, Deque<ApplicationFailure>> failures = new LinkedHashMap<>();

  /** The next call of that activity fails so. */
  synchronized FakeJob failNext(String activity, FailureType type, String message) {
    failures
        .computeIfAbsent(activity, a -> new ArrayDeque<>())
        .add(
            type.isRetryable()
                ? ApplicationFailure.newFailure(message, type.name())
                : ApplicationFailure.newNonRetryableFailure(message, type.name()));
    return this;
  }

  /** The next call of that activity is refused, and nothing comes of it for certain. */
  synchronized FakeJob refuseNext(String activity, FailureType type) {
    failures
        .computeIfAbsent(activity, a -> new ArrayDeque<>())
        .add(
            ApplicationFailure.newBuilder()
                .setType(type.name())
                .setMessage("refused")
                .setNonRetryable(true)
                .setDetails(FailureDetails.of(null, true))
                .build());
    return this;
  }

  /** The next call of that activity is refused with these credentials. */
  synchronized FakeJob refuseNext(String activity, CredentialsMark used) {
    failures
        .computeIfAbsent(activity, a -> new ArrayDeque<>())
        .add(
            ApplicationFailure.newNonRetryableFailure(
                "refused", FailureType.NOT_AUTHORISED.name(), used));
    return this;
  }

  synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  @Override
  public synchronized Snapshot lookAtJob(JobRef job) {
    called("look");
    return new Snapshot(
        view(),
        new Baseline(state, state.name(), run == 0 ? "" : "run-" + run, "", now()),
        report(),
        new Capability(
            shieldReach,
            List.of("CHECK_SAME_OBJ", "CHECK_SERVER_ID"),
            Map.of(),
            startFollows,
            cutover,
            QUIET_WINDOW,
            Duration.ofSeconds(90),
            extras),
        never);
  }

  @Override
  public synchronized Receipt submitCheck(
      JobRef job, Baseline baseline, @Nullable String definition) {
    called("submit");
    return runCheck("submit-check");
  }

  @Override
  public synchronized Receipt recheck(JobRef job, Baseline baseline, @Nullable String definition) {
    called("recheck");
    return runCheck("recheck");
  }

  private Receipt runCheck(String effect) {
    run++;
    if (!failed().isEmpty()) {
      state = JobState.CHECK_FAILED;
    } else {
      if (startFollows) {
        move();
      } else {
        state = JobState.CHECK_PASSED;
      }
    }
    return done(effect);
  }

  @Override
  public synchronized CheckOutcome pollUntilFinished(
      JobRef job, Baseline baseline, Instant submittedAt, Instant deadline) {
    called("poll");
    refuseWherePaused();
    if (pollsUntilVerdict > 0) {
      pollsUntilVerdict--;
      throw notYet("precheck running", Duration.ofSeconds(5));
    }
    if (state == JobState.CHECKING) {
      run++;
      state = JobState.CHECK_FAILED;
      if (failed().isEmpty()) {
        move();
      }
    }
    return new CheckOutcome(report(), view(), "run-id", never);
  }

  @Override
  public synchronized Receipt shieldSkippable(
      JobRef job,
      String runId,
      List<String> items,
      Map<String, String> choices,
      @Nullable Instant allowedUntil) {
    allowed.add(allowedUntil);
    called("shield " + String.join(",", items) + (choices.isEmpty() ? "" : " " + choices));
    if (state == JobState.CHECKING || state == JobState.FINISHED) {
      throw conflict("another run is shown, or none");
    }
    if (shieldsTake) {
      shielded.addAll(items);
    }
    return new Receipt("shield", outcome, "request-1", items, 1, now());
  }

  @Override
  public synchronized Receipt startMigration(JobRef job, Baseline baseline) {
    called("start");
    refuseWherePaused();
    if (state != JobState.MOVING) {
      move();
    }
    return done("start");
  }

  @Override
  public synchronized JobView watchMigration(
      JobRef job, JobView seen, WatchGoal goal, Duration maxLag) {
    if (seen != null && !canMove(seen.state())) {
      if (failures.containsKey("others")) {
        called("others");
      }
      if (state == seen.state()) {
        throw notYet("as before", Duration.ofSeconds(15));
      }
      return view();
    }
    called("watch");
    if (seen != null && !watchStates.isEmpty()) {
      state = watchStates.remove();
    } else if (seen != null) {
      state = JobState.FINISHED;
      fullLoad = StageProgress.StageState.FINISHED;
    }
    return view();
  }

  @Override
  public synchronized Receipt suspendMigration(JobRef job, Baseline baseline) {
    called("suspend");
    state = JobState.PAUSED;
    return done("suspend");
  }

  @Override
  public synchronized Receipt resumeMigration(JobRef job, Baseline baseline) {
    called("resume");
    refuseWherePaused();
    move();
    return done("resume");
  }

  @Override
  public synchronized Receipt completeMigration(JobRef job, Baseline baseline) {
    called("complete");
    state = JobState.FINISHED;
    return done("complete");
  }

  @Override
  public synchronized Receipt modifyJob(JobRef job, Baseline baseline, String body) {
    called("modify " + baseline.state() + " " + body);
    state = stateAfterModify;
    return done("modify");
  }

  @Override
  public synchronized Receipt stopMigration(JobRef job, Baseline baseline) {
    called("stop");
    state = JobState.FINISHED;
    return done("stop");
  }

  @Override
  public synchronized CredentialsMark awaitCredentials(JobRef job, List<TriedCredentials> tried) {
    CredentialsMark now = renewed;
    long at = Activity.getExecutionContext().getInfo().getCurrentAttemptScheduledTimestamp();
    boolean worthATry =
        now != null
            && tried.stream()
                .filter(t -> t.mark().equals(now))
                .allMatch(t -> t.againFrom() != null && t.againFrom().toEpochMilli() <= at);
    if (worthATry) {
      return now;
    }
    throw notYet("no others", Duration.ofSeconds(15));
  }

  static ApplicationFailure notYet(String message, Duration delay) {
    return ApplicationFailure.newBuilder()
        .setMessage(message)
        .setType(FailureType.NOT_FINISHED.name())
        .setCategory(ApplicationErrorCategory.BENIGN)
        .setNextRetryDelay(delay)
        .build();
  }

  /** While a migration waits for a fix, it looks whether somebody else acts. */
  private static boolean canMove(JobState state) {
    return state != JobState.CHECK_FAILED && state != JobState.CHECK_PASSED;
  }

  private void move() {
    movements++;
    state = JobState.MOVING;
  }

  private void refuseWherePaused() {
    if (state == JobState.PAUSED) {
      throw conflict("somebody paused the job");
    }
  }

  private static ApplicationFailure conflict(String message) {
    return ApplicationFailure.newNonRetryableFailure(message, FailureType.JOB_CONFLICT.name());
  }

  void called(String call) {
    calls.add(call);
    Runnable act = before.remove(call.split(" ", 2)[0]);
    if (act != null) {
      act.run();
    }
    Deque<ApplicationFailure> next = failures.get(call.split(" ", 2)[0]);
    if (next != null && !next.isEmpty()) {
      throw next.remove();
    }
  }

  private List<String> failed() {
    return failing.stream().filter(code -> !shielded.contains(code)).toList();
  }

  private PrecheckReport report() {
    if (run == 0) {
      return new PrecheckReport(
          PrecheckReport.State.NOT_RUN, "NotStarted", "", "", List.of(), 0, 0, 0, "");
    }
    List<PrecheckItem> items = new ArrayList<>();
    failing.forEach(code -> items.add(item(code, PrecheckItem.Verdict.FAILED)));
    warnings.forEach(code -> items.add(item(code, PrecheckItem.Verdict.WARNING)));
    PrecheckReport.State verdict =
        failed().isEmpty() ? PrecheckReport.State.PASSED : PrecheckReport.State.FAILED;
    return new PrecheckReport(
        verdict, verdict.name(), "run-" + run, "", items, 14, 14 - items.size(), 0, "d" + run);
  }

  private PrecheckItem item(String code, PrecheckItem.Verdict verdict) {
    return new PrecheckItem(
        code,
        verdict,
        verdict.name(),
        shielded.contains(code),
        unskippable.contains(code) ? PrecheckItem.Skippable.NO : PrecheckItem.Skippable.YES,
        !unskippable.contains(code),
        "message of " + code,
        "",
        "repair of " + code,
        List.of("shop.orders"),
        "target");
  }

  JobView view() {
    return new JobView(
        state,
        state.name(),
        Arrays.asList(
            new StageProgress(
                StageProgress.Stage.FULL_LOAD,
                fullLoad,
                fullLoad.name(),
                fullLoad == StageProgress.StageState.FINISHED ? 100 : 40,
                "")),
        null,
        "",
        message,
        now());
  }

  Receipt done(String effect) {
    return new Receipt(effect, outcome, "request-1", List.of(), 1, now());
  }

  private static Instant now() {
    return Instant.EPOCH;
  }
}
