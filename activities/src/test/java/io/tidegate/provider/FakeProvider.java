package io.tidegate.provider;

import io.tidegate.workflow.contract.AccountJobs;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckItem.Skippable;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.StageProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service with one job in memory. It answers stale for a while after every change, and the next
 * effects go wrong in the ways that a test puts in line.
 */
public final class FakeProvider implements Provider {
  /** How an effect goes wrong. */
  public enum Mishap {
    /** It takes effect, and the reply is lost. */
    REPLY_LOST,
    /** It never arrives, and nobody can tell. */
    REQUEST_LOST,
    /** It is refused before anything happened. */
    THROTTLED,
    /** It takes effect a while after it was given up. */
    LATE
  }

  /** The job as it is. */
  public record State(JobState state, String status, int run, Set<String> shields) {}

  private record Past(Instant until, State state) {}

  public static final Duration LATENESS = Duration.ofSeconds(7);

  public final String job = "j1";
  public final AtomicInteger lists = new AtomicInteger();
  public final AtomicInteger views = new AtomicInteger();
  public final List<String> effects = new ArrayList<>();
  public final Deque<Mishap> mishaps = new ArrayDeque<>();
  public final Set<String> failing = new TreeSet<>(Set.of("CHECK_SAME_OBJ", "CHECK_SERVER_ID"));
  public boolean followsCheck = true;
  public Duration staleness = Duration.ZERO;

  public boolean refuseKey;

  /** Whether an end begins with a pause. */
  public boolean pausesToEnd;

  /** What the job shows that it was last changed to. */
  public String shows = "";

  /** Whether a change shows at all. */
  public boolean showsChanges = true;

  /** Those that the job shows. */
  public List<StageProgress> stages = List.of();

  /** Why the job goes no further by itself; empty where it does. */
  public String standstill = "";

  /** Called after each read of a report. */
  public Runnable onReport = () -> {};

  /** Whether runs have no identity, as in the oldest calls. */
  public boolean nameless;

  private final Clock clock;
  private final List<Past> past = new ArrayList<>();
  private final Map<Instant, Runnable> due = new HashMap<>();
  private State now = new State(JobState.NOT_STARTED, "NotStarted", 0, Set.of());

  public FakeProvider(Clock clock) {
    this.clock = clock;
  }

  /** The job becomes so, and reads show it once they are no longer stale. */
  public synchronized void become(JobState state, String status) {
    change(new State(state, status, now.run(), now.shields()));
  }

  /** A run begins. */
  public synchronized void begin() {
    change(new State(JobState.CHECKING, "Prechecking", now.run() + 1, now.shields()));
  }

  /** The run that is under way ends by what fails. */
  public synchronized void endCheck() {
    boolean passes = now.shields().containsAll(failing);
    change(
        new State(
            passes ? afterPass() : JobState.CHECK_FAILED,
            passes ? (followsCheck ? "Migrating" : "PreCheckPass") : "PrecheckFailed",
            now.run(),
            now.shields()));
  }

  private JobState afterPass() {
    return followsCheck ? JobState.MOVING : JobState.CHECK_PASSED;
  }

  public synchronized State actual() {
    catchUp();
    return now;
  }

  private void change(State next) {
    past.add(new Past(clock.instant().plus(staleness), now));
    now = next;
  }

  private void catchUp() {
    Instant at = clock.instant();
    List<Instant> reached = due.keySet().stream().filter(i -> !i.isAfter(at)).sorted().toList();
    reached.forEach(i -> due.remove(i).run());
  }

  private synchronized State seen() {
    catchUp();
    Instant at = clock.instant();
    past.removeIf(p -> !at.isBefore(p.until()));
    return past.isEmpty() ? now : past.get(0).state();
  }

  @Override
  public Optional<String> standstill(String job) {
    return standstill.isEmpty() ? Optional.empty() : Optional.of(standstill);
  }

  @Override
  public String endpoint() {
    return "fake:1";
  }

  @Override
  public Capability capability() {
    return new Capability(
        Capability.ShieldReach.ITEM_ON_TASK,
        List.of("CHECK_SAME_OBJ", "CHECK_SERVER_ID"),
        Map.of(),
        followsCheck,
        Capability.Cutover.COMPLETE,
        Duration.ofSeconds(60),
        Duration.ofSeconds(90));
  }

  @Override
  public Optional<FoundJob> find(String anyId) {
    return anyId.equals(job) || anyId.equals("dts" + job)
        ? Optional.of(new FoundJob(job, "dts" + job, "orders"))
        : Optional.empty();
  }

  @Override
  public JobView view(String id) {
    views.incrementAndGet();
    return read(id);
  }

  private JobView read(String id) {
    if (!id.equals(job)) {
      throw ProviderException.of(ProviderException.Kind.NOT_FOUND, "fake", "View")
          .effect(ProviderException.Effect.NONE)
          .code("NoSuchJob")
          .message("no job " + id)
          .build();
    }
    State s = seen();
    return new JobView(s.state(), s.status(), stages, null, "", "", clock.instant());
  }

  @Override
  public Map<String, JobView> listViews(Collection<String> jobs) {
    lists.incrementAndGet();
    return jobs.contains(job) ? Map.of(job, read(job)) : Map.of();
  }

  @Override
  public List<AccountJobs.Listed> jobs(int most) {
    JobView view = read(job);
    return List.of(new AccountJobs.Listed(job, "orders", view.state(), view.status()));
  }

  @Override
  public PrecheckReport report(String id) {
    State s = seen();
    onReport.run();
    if (s.run() == 0) {
      return new PrecheckReport(
          PrecheckReport.State.NOT_RUN, "NotStarted", "", "", List.of(), 0, 0, 0, "");
    }
    PrecheckReport.State state =
        switch (s.state()) {
          case CHECKING -> PrecheckReport.State.RUNNING;
          case CHECK_FAILED -> PrecheckReport.State.FAILED;
          default -> PrecheckReport.State.PASSED;
        };
    List<PrecheckItem> items =
        failing.stream()
            .map(
                code ->
                    new PrecheckItem(
                        code,
                        Verdict.FAILED,
                        "Failed",
                        s.shields().contains(code),
                        Skippable.YES,
                        true,
                        "",
                        "",
                        "",
                        List.of(),
                        ""))
            .toList();
    return new PrecheckReport(
        state,
        state.name(),
        nameless ? "" : "run" + s.run(),
        nameless ? "" : "boot" + s.run(),
        items,
        14,
        14 - items.size(),
        0,
        "digest" + s.run());
  }

  @Override
  public ChecksPage reportPage(String id, ChecksPart part, int page, int size) {
    PrecheckReport report = report(id);
    List<ChecksPage.Row> rows =
        part == ChecksPart.PRECHECK
            ? report.items().stream()
                .map(i -> new ChecksPage.Row(i, "", "", "", List.of(), "{}"))
                .toList()
            : List.of();
    return new ChecksPage(
        report.state(), report.status(), report.runId(), report.total(), false, 0, rows);
  }

  @Override
  public Baseline baseline(String id) {
    Instant at = clock.instant();
    PrecheckReport report = report(id);
    JobView view = read(id);
    return new Baseline(view.state(), view.status(), report.runId(), report.bootTime(), at);
  }

  @Override
  public String submitCheck(String id, Deadline deadline) {
    mustBeLeft(deadline);
    switch (actual().state()) {
      case CHECKING, MOVING, COMPLETING, FINISHED, HELD, NOT_CONFIGURED, UNKNOWN ->
          throw ProviderException.of(ProviderException.Kind.CONFLICT, "fake", "submit")
              .effect(ProviderException.Effect.NONE)
              .code("WrongState")
              .message("the job is " + actual().status())
              .build();
      case NOT_STARTED, CHECK_FAILED, CHECK_PASSED, PAUSED, FAILED -> {}
    }
    return effect("submit", this::begin);
  }

  private static void mustBeLeft(Deadline deadline) {
    if (deadline.passed()) {
      throw ProviderException.of(ProviderException.Kind.TRANSIENT, "fake", "submit")
          .effect(ProviderException.Effect.NONE)
          .code("DeadlinePassed")
          .message("no time was left")
          .build();
    }
  }

  @Override
  public String start(String id, Deadline deadline) {
    return effect("start", () -> become(JobState.MOVING, "Migrating"));
  }

  @Override
  public String suspend(String id, Deadline deadline) {
    return effect("suspend", () -> become(JobState.PAUSED, "Suspending"));
  }

  @Override
  public String complete(String id, Deadline deadline) {
    return effect("complete", () -> become(JobState.FINISHED, "Finished"));
  }

  @Override
  public String stop(String id, Deadline deadline) {
    return effect("stop", () -> become(JobState.FINISHED, "Finished"));
  }

  @Override
  public String shield(
      String id, String runId, List<String> items, Map<String, String> choices, Deadline deadline) {
    return effect(
        "shield " + String.join(",", items),
        () -> {
          Set<String> all = new TreeSet<>(now.shields());
          all.addAll(items);
          change(new State(now.state(), now.status(), now.run(), all));
        });
  }

  @Override
  public String modify(String id, String body, Deadline deadline) {
    return effect(
        "modify " + body,
        () -> {
          shows = showsChanges ? body : shows;
          become(JobState.NOT_STARTED, "NotStarted");
        });
  }

  @Override
  public boolean shows(String id, String body) {
    catchUp();
    return body.equals(shows);
  }

  private synchronized String effect(String name, Runnable change) {
    Mishap mishap = mishaps.poll();
    if (mishap == null) {
      effects.add(name);
      change.run();
      return "R" + effects.size();
    }
    switch (mishap) {
      case REPLY_LOST -> {
        effects.add(name);
        change.run();
      }
      case LATE -> {
        effects.add(name);
        due.put(clock.instant().plus(LATENESS), change);
      }
      case REQUEST_LOST, THROTTLED -> {}
    }
    boolean refused = mishap == Mishap.THROTTLED;
    throw ProviderException.of(
            refused ? ProviderException.Kind.THROTTLED : ProviderException.Kind.TRANSIENT,
            "fake",
            name)
        .effect(refused ? ProviderException.Effect.NONE : ProviderException.Effect.UNCLEAR)
        .code(mishap.name())
        .message("it went wrong")
        .build();
  }

  @Override
  public boolean pausesToEnd() {
    return pausesToEnd;
  }

  @Override
  public void probe() {
    if (refuseKey) {
      throw ProviderException.of(ProviderException.Kind.AUTH, "fake", "probe")
          .effect(ProviderException.Effect.NONE)
          .code("WrongKey")
          .requestId("R0")
          .message("the key is refused")
          .build();
    }
  }

  @Override
  public StepNames stepNames() {
    return new StepNames("StartJob", "ShieldItems", "StartJob", "CompleteJob");
  }
}
