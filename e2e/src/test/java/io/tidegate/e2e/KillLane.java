package io.tidegate.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.Provider;
import io.tidegate.workflow.contract.CancelCommand;
import io.tidegate.workflow.contract.CutoverCommand;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.MigrationRequest.Until;
import io.tidegate.workflow.contract.MigrationResult;
import io.tidegate.workflow.contract.MigrationWorkflow;
import io.tidegate.workflow.contract.ModifyCommand;
import io.tidegate.workflow.contract.OperatorCommand;
import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.Rounds;
import io.tidegate.workflow.contract.Rule;
import io.tidegate.workflow.contract.WorkflowIds;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The effects at one service, and a worker for them: many jobs are at their points at once. */
final class KillLane {
  /**
   * Until when what was under way still arrives after the death of its worker: in the reading of
   * the attempt that follows, the latest.
   */
  private static final int MOST_LATE_MILLIS = 16_000;

  /** OMS tells only every ten seconds how far it is. */
  private static final Duration NEAR_ENOUGH = Duration.ofSeconds(30);

  private static final Duration END = Duration.ofMinutes(3);
  private static final Duration PREPARED = Duration.ofMinutes(2);

  private final House house;
  private final Trap trap;
  private final SceneDialect dialect;
  private final String namespace;
  private final Random random;
  private final Provider somebody;
  private final WorkflowClient client;
  private Child worker;
  private int jobs;

  /** A job, and what is to befall it. */
  record Case(
      KilledEffect effect,
      KillPoint point,
      String name,
      JobRef job,
      Optional<Shop> shop,
      Trap.Snare snare,
      MigrationWorkflow workflow) {}

  /**
   * What it came to.
   *
   * @param hit whether it was at its point when the kill came; it was somewhere else if not
   * @param trouble why it did not arrive where it should, else empty
   */
  record Seen(
      SceneDialect dialect,
      KilledEffect effect,
      KillRow.Killed killed,
      KillPoint point,
      boolean hit,
      String name,
      String outcome,
      JsonNode counts,
      String trouble) {}

  KillLane(House house, Trap trap, SceneDialect dialect, long seed) {
    this.house = house;
    this.trap = trap;
    this.dialect = dialect;
    this.namespace = "at-" + dialect.word;
    this.random = new Random(seed + namespace.hashCode());
    this.somebody = house.provider(dialect);
    WorkflowServiceStubs temporal = house.client().getWorkflowServiceStubs();
    temporal
        .blockingStub()
        .registerNamespace(
            RegisterNamespaceRequest.newBuilder()
                .setNamespace(namespace)
                .setWorkflowExecutionRetentionPeriod(
                    com.google.protobuf.Duration.newBuilder().setSeconds(86_400))
                .build());
    this.client =
        WorkflowClient.newInstance(
            temporal, WorkflowClientOptions.newBuilder().setNamespace(namespace).build());
  }

  SceneDialect dialect() {
    return dialect;
  }

  void startWorker() throws Exception {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "provider=" + dialect.provider,
                "dialect=" + dialect.api,
                "region=" + dialect.region,
                "poll-interval=500ms",
                // What waits at the points of others is watched too, and is not to slow them down.
                "watch-interval=2s",
                "calls-per-second=1000"));
    dialect.family().ifPresent(family -> settings.add("family=" + family));
    worker = house.startKillableWorker(namespace, trap.address(), settings.toArray(String[]::new));
  }

  void killWorker() throws InterruptedException {
    worker.kill();
  }

  /** As long as nobody would wait on purpose, to vary what meets what. */
  void pauseAtRandom() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(random.nextInt(1_000));
  }

  /**
   * Brings jobs to where nothing is left but to {@link #go}.
   *
   * @param wanted how many for each point
   * @param withRows the points whose first has real rows, where that can be
   * @param late whether what is held under way takes its time
   */
  List<Case> prepare(
      KilledEffect effect, Map<KillPoint, Integer> wanted, Set<KillPoint> withRows, boolean late)
      throws Exception {
    List<Case> cases = new ArrayList<>();
    for (Map.Entry<KillPoint, Integer> entry : wanted.entrySet()) {
      for (int i = 0; i < entry.getValue(); i++) {
        boolean rows = i == 0 && withRows.contains(entry.getKey()) && effect.canHaveRows(dialect);
        Duration lateness = Duration.ofMillis(late ? random.nextInt(MOST_LATE_MILLIS) : 0);
        cases.add(newCase(effect, entry.getKey(), rows, lateness));
      }
    }
    KilledEffect.Before before = effect.before(dialect);
    switch (before) {
      case NEW, BROKEN -> {}
      case FAILED, REPAIRED, UNREPAIRED -> submit(cases, JobState.CHECK_FAILED);
      case SHIELDED -> {
        submit(cases, JobState.CHECK_FAILED);
        for (Case each : cases) {
          String job = each.job().job();
          String run = somebody.report(job).runId();
          somebody.shield(job, run, List.of(dialect.skippable), Map.of(), soon());
        }
      }
      case MOVING -> {
        move(cases);
        await(cases, "all to move", view -> view.state() == JobState.MOVING);
      }
      case CAUGHT_UP -> {
        move(cases);
        await(
            cases,
            "all but following to be done",
            view -> view.onlyFollows() && view.lag() != null);
      }
    }
    if (before.phase != null) {
      cases.forEach(this::start);
      for (Case each : cases) {
        await(each, PREPARED, before.phase);
      }
    }
    return cases;
  }

  private Case newCase(KilledEffect effect, KillPoint point, boolean rows, Duration lateness)
      throws SQLException {
    int number = ++jobs;
    Optional<Shop> shop = Optional.empty();
    String name =
        "%s %s %d %s".formatted(dialect.word, effect.receipt, number, effect.scene(dialect));
    String job;
    if (rows) {
      name =
          "kill_%s_%s_%d"
              .formatted(dialect.word.replace('-', '_'), effect.receipt.replace('-', '_'), number);
      shop = Optional.of(createShop(effect, name));
      job = shop.get().job;
    } else {
      job = createScene(effect, name);
    }
    JobRef ref = dialect.ref(House.ACCOUNT, job);
    MigrationWorkflow workflow =
        client.newWorkflowStub(
            MigrationWorkflow.class,
            WorkflowOptions.newBuilder()
                .setTaskQueue(WorkflowIds.TASK_QUEUE)
                .setWorkflowId(WorkflowIds.migration(ref))
                .build());
    Trap.Snare snare =
        trap.set(
            job, dialect.onWire(job), effect.method, dialect.calls().get(effect), point, lateness);
    return new Case(effect, point, name, ref, shop, snare, workflow);
  }

  private Shop createShop(KilledEffect effect, String name) throws SQLException {
    if (follows(effect)) {
      return Shop.createFollowed(house, dialect, name, Shop.ROWS);
    }
    return effect.scene(dialect).contains("failing")
        ? Shop.create(house, name)
        : Shop.createSound(house, dialect, name, Shop.ROWS);
  }

  private String createScene(KilledEffect effect, String name) {
    Map<String, Object> endpoint =
        Map.of("host", SceneSandbox.HOST, "port", 3306, "user", "dts", "password", "unused");
    return dialect.job(
        house
            .admin()
            .post(
                "/jobs",
                Map.of(
                    "dialect",
                    dialect.atSandbox(),
                    "name",
                    name,
                    "source",
                    endpoint,
                    "target",
                    endpoint,
                    "objects",
                    List.of(Map.of("database", "shop")),
                    "stages",
                    Map.of("incremental", follows(effect)))));
  }

  private boolean follows(KilledEffect effect) {
    return effect.isCutover() || dialect.neverEnds();
  }

  private void move(List<Case> cases) throws InterruptedException {
    if (dialect.isDefined()) {
      // In the console, where nobody has it prechecked before.
      cases.forEach(each -> somebody.start(each.job().job(), soon()));
    } else if (dialect.startFollowsCheck()) {
      cases.forEach(each -> somebody.submitCheck(each.job().job(), soon()));
    } else {
      submit(cases, JobState.CHECK_PASSED);
      cases.forEach(each -> somebody.start(each.job().job(), soon()));
    }
  }

  private void submit(List<Case> cases, JobState leadsTo) throws InterruptedException {
    for (Case each : cases) {
      if (dialect.isDefined()) {
        // A run beside the job would speak for nobody but who has begun it.
        somebody.start(each.job().job(), soon());
      } else {
        somebody.submitCheck(each.job().job(), soon());
      }
    }
    await(cases, leadsTo.name(), view -> view.state() == leadsTo);
  }

  private void await(List<Case> cases, String what, Predicate<JobView> wanted)
      throws InterruptedException {
    for (Case each : cases) {
      Wait.until(
          what + " of " + each.name(),
          PREPARED,
          () -> wanted.test(somebody.view(each.job().job())));
    }
  }

  /** Sets one off towards its point. */
  void go(Case one) {
    switch (one.effect().before(dialect)) {
      case NEW, FAILED, SHIELDED -> start(one);
      case REPAIRED -> one.workflow().recheck(new OperatorCommand("ann", "granted"));
      case UNREPAIRED -> {
        String body = "{\"JobName\": \"mended %s\"}".formatted(one.job().job());
        one.workflow().modify(new ModifyCommand("ann", "it was the name", body));
      }
      case BROKEN -> one.workflow().retry(new OperatorCommand("ann", "the source is back"));
      case MOVING -> one.workflow().cancel(new CancelCommand(CancelCommand.Mode.STOP, "ann", ""));
      case CAUGHT_UP -> {
        // Long enough ago for the first reading to be of a time after it.
        Instant frozenAt = Instant.now().minus(NEAR_ENOUGH.multipliedBy(2));
        one.workflow().cutover(new CutoverCommand("ann", "", frozenAt, false));
      }
    }
  }

  private void start(Case one) {
    WorkflowClient.start(
        one.workflow()::migrate,
        new MigrationRequest(
            one.name(),
            one.job(),
            policy(one),
            new Rounds(5, null),
            until(one),
            NEAR_ENOUGH,
            "ann",
            dialect.definition(one.name())));
  }

  private Policy policy(Case one) {
    if (one.effect().isObjection()) {
      // The gate objects to a warning that no rule accepts, of a job that moves already.
      return new Policy(Policy.Warnings.SUSPEND, List.of());
    }
    List<Rule> rules =
        switch (one.effect().before(dialect)) {
          case FAILED, SHIELDED -> List.of(Shop.allow(dialect.skippable, ""));
          default -> List.of();
        };
    return new Policy(Policy.Warnings.ACCEPT, rules);
  }

  private Until until(Case one) {
    if (one.effect().isCutover()) {
      return Until.CUT_OVER;
    }
    return dialect.neverEnds() ? Until.CAUGHT_UP : Until.FINISHED;
  }

  /** Waits until each has arrived, and nothing of it is under way any more. */
  List<Seen> await(List<Case> cases, KillRow.Killed killed) throws Exception {
    List<Seen> seen = new ArrayList<>();
    for (Case each : cases) {
      MigrationResult result = await(each, END, each.effect().end);
      each.snare().awaitOver();
      seen.add(
          new Seen(
              dialect,
              each.effect(),
              killed,
              each.point(),
              each.snare().wasHeld(),
              each.name(),
              outcome(each, result),
              house.admin().job(each.job().job()).path("effects"),
              trouble(each, result)));
    }
    return seen;
  }

  private static String trouble(Case one, MigrationResult result) throws SQLException {
    if (result.outcome() != one.effect().end) {
      return result.outcome() + ": " + result.reason();
    }
    try {
      if (one.shop().isPresent()) {
        one.shop().get().assertWhole();
      }
      return "";
    } catch (AssertionError e) {
      return "the rows differ: " + e.getMessage();
    }
  }

  private static String outcome(Case one, MigrationResult result) {
    return result.effects().stream()
        .filter(receipt -> receipt.effect().equals(one.effect().receipt))
        .map(receipt -> receipt.outcome().name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  /** What it says of itself once it has arrived there, or at another end. */
  private static MigrationResult await(Case one, Duration limit, MigrationPhase phase)
      throws InterruptedException {
    MigrationResult result = null;
    long until = System.nanoTime() + limit.toNanos();
    while (true) {
      try {
        result = one.workflow().report();
      } catch (WorkflowException | StatusRuntimeException e) {
        // Nobody is there to answer for the moment, which is what it is all about.
      }
      boolean late = System.nanoTime() > until;
      if (result != null && (result.outcome() == phase || result.outcome().isEnd() || late)) {
        return result;
      } else if (late) {
        throw new AssertionError(one.name() + " has not answered for " + limit);
      }
      TimeUnit.MILLISECONDS.sleep(400);
    }
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }
}
