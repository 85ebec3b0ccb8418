package io.tidegate.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.activity.Accounts;
import io.tidegate.activity.MigrationActivitiesImpl;
import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.Provider;
import io.tidegate.provider.RememberedRuns;
import io.tidegate.sandbox.DatabaseParts;
import io.tidegate.sandbox.Sandbox;
import io.tidegate.sandbox.SandboxSettings;
import io.tidegate.sandbox.core.AccessKey;
import io.tidegate.sandbox.core.JobTiming;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobView;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A sandbox of its own with one job in it, brought to where a row wants it. */
final class FaultScene implements AutoCloseable {
  private static final String ACCOUNT = "scene";
  private static final String NAME = "orders";
  private static final Duration QUIET_WINDOW = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ScenePrechecks prechecks = new ScenePrechecks();
  private final SceneEngine engine = new SceneEngine();
  private final Map<Long, FaultRow.Armed> armed = new LinkedHashMap<>();
  final SceneDialect dialect;
  private final Sandbox sandbox;
  private final Admin admin;

  /** Somebody who works on the job before the step does. */
  private final Provider another;

  private final String job;
  private int acceptedBefore;

  /** The one that was begun last for the migration, which starts the job. */
  private String run = "";

  /** How the job looked before whatever the step is to do or to wait for. */
  Baseline baseline;

  /** The run whose report was decided on. */
  String decidedRun = "";

  /** What a watch saw last. */
  JobView seen;

  FaultScene(Path data, FaultRow row) throws Exception {
    dialect = row.dialect();
    sandbox =
        Sandbox.start(
            new SandboxSettings(
                "127.0.0.1",
                0,
                data,
                new AccessKey(House.KEY, House.SECRET),
                new JobTiming(Duration.ZERO, Duration.ZERO),
                0),
            new DatabaseParts(prechecks, metadatabase -> engine));
    admin = new Admin(sandbox.address());
    another = dialect.somebody(settings(), admin);
    job = createJob();
    baseline = another.baseline(job);
    bring(row);
    acceptedBefore = acceptedEffects();
    row.faults().stream().filter(fault -> !isInPlace(row, fault)).forEach(this::arm);
  }

  /** An endless check that the step does not begin itself was begun on the way here. */
  private static boolean isInPlace(FaultRow row, FaultRow.Armed fault) {
    return fault.isEndless() && row.job().endsWith("checking");
  }

  private void bring(FaultRow row) throws Exception {
    switch (row.job()) {
      case "new" -> {}
      case "started by another" -> startByAnother();
      case "checked" -> pass();
      case "checked, then started" -> {
        pass();
        another.start(job, soon());
        await("MIGRATING");
      }
      case "checking" -> checkEndlessly(row);
      case "refused at the start" -> refuseAtTheStart();
      case "refused at the start, then checked" -> {
        refuseAtTheStart();
        prechecks.failing = false;
        pass();
      }
      case "failed" -> fail();
      case "failed twice" -> {
        fail();
        letTimePass();
        fail();
      }
      case "failed, then passed" -> {
        fail();
        baseline = another.baseline(job);
        letTimePass();
        prechecks.failing = false;
        check("PRECHECK_PASSED");
      }
      case "failed, then checking" -> {
        fail();
        letTimePass();
        checkEndlessly(row);
      }
      case "moving" -> move();
      case "failed while it moved" -> failMoving();
      case "failed while it moved, then resumed" -> {
        failMoving();
        another.resume(job, soon());
        await("MIGRATING");
      }
      case "caught up" -> {
        engine.follow();
        move();
      }
      case "finished" -> {
        move();
        engine.finish(truth().path("id").asText());
        await("FINISHED");
      }
      default -> throw new IllegalArgumentException("no such job: " + row.job());
    }
    if (row.step().equals("Recheck")) {
      prechecks.failing = false;
      baseline = another.baseline(job);
    } else if (row.step().equals("ModifyJob")) {
      baseline = another.baseline(job);
    }
  }

  /** A checked job checks once more by itself when it is started, and fails that. */
  private void refuseAtTheStart() throws InterruptedException {
    pass();
    prechecks.failing = true;
    another.start(job, soon());
    forgetRun();
    Wait.until(
        "a refusal by its own check",
        PATIENCE,
        () -> truth().path("status").asText().equals("PRECHECK_FAILED"));
    baseline = another.baseline(job);
  }

  private void startByAnother() throws InterruptedException {
    if (dialect.isDefined()) {
      another.start(job, soon());
      await("MIGRATING");
    } else {
      start();
    }
  }

  /** Boot times are written in seconds. */
  private void letTimePass() {
    admin.post("/clock", Map.of("advance", "PT2S", "signatures", false));
  }

  private void fail() throws InterruptedException {
    prechecks.failing = true;
    baseline = another.baseline(job);
    check("PRECHECK_FAILED");
    decidedRun = another.report(job).runId();
  }

  private void checkEndlessly(FaultRow row) throws InterruptedException {
    row.faults().stream().filter(FaultRow.Armed::isEndless).forEach(this::arm);
    check("PRECHECKING");
  }

  private void move() throws InterruptedException {
    start();
    forgetRun();
    baseline = another.baseline(job);
    seen = another.view(job);
  }

  private void failMoving() throws Exception {
    move();
    engine.fail(truth().path("id").asText());
    await("MIGRATION_FAILED");
    baseline = another.baseline(job);
  }

  private void pass() throws InterruptedException {
    check("PRECHECK_PASSED");
    baseline = another.baseline(job);
  }

  private void start() throws InterruptedException {
    if (dialect.startFollowsCheck()) {
      check("MIGRATING");
    } else {
      check("PRECHECK_PASSED");
      another.start(job, soon());
      await("MIGRATING");
    }
  }

  private void check(String leadsTo) throws InterruptedException {
    another.submitCheck(job, soon());
    run = another instanceof RememberedRuns runs ? runs.run(job) : "";
    await(leadsTo);
  }

  /** Once the job was started, nothing of it counts any more but the job itself. */
  private void forgetRun() {
    run = "";
    if (another instanceof RememberedRuns runs) {
      runs.forget(job);
    }
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(8));
  }

  private void await(String status) throws InterruptedException {
    Wait.until(status, PATIENCE, () -> status().equals(status));
  }

  /** Of the job as a migration sees it: while it rests, of the last check beside it. */
  private String status() {
    JsonNode beside = truth().path("standalonePrechecks");
    String own = truth().path("status").asText();
    boolean rests = own.equals("NOT_STARTED") || own.equals("PRECHECK_FAILED");
    if (!rests || beside.isEmpty()) {
      return own;
    }
    String run = beside.path(beside.size() - 1).path("state").asText();
    return run.equals("RUNNING") ? "PRECHECKING" : "PRECHECK_" + run;
  }

  private void arm(FaultRow.Armed fault) {
    Map<String, Object> body = new HashMap<>();
    body.put("action", fault.action());
    body.put("fault", fault.fault());
    body.put("times", fault.times());
    if (!fault.duration().isEmpty()) {
      body.put("duration", fault.duration());
    }
    armed.put(admin.post("/faults", body).path("id").asLong(), fault);
  }

  /** The activities of a worker that has nothing but this account. */
  MigrationActivitiesImpl activities() {
    return new MigrationActivitiesImpl(
        new Accounts(List.of(settings()), dialect::provider, Clock.systemUTC()), Clock.systemUTC());
  }

  /** With the run that the migration would know of, where only it knows that. */
  JobRef ref() {
    return dialect.ref(ACCOUNT, job).withRun(run);
  }

  /** What the migration brings; null for nothing. */
  @Nullable String definition() {
    return dialect.isDefined() ? dialect.definition(NAME) : null;
  }

  /** Calls that change a job which were accepted since the faults were armed. */
  int accepted() {
    return acceptedEffects() - acceptedBefore;
  }

  /** Starts that the service refused, for the job was under way or over. */
  int refusedStarts() {
    return truth().path("effects").required("startsRefused").asInt();
  }

  /** Entries into data movement, once a check that can end has ended. */
  int moved() throws InterruptedException {
    Wait.until("the end of the precheck", PATIENCE, () -> !status().equals("PRECHECKING"));
    return truth().path("effects").path("movements").asInt();
  }

  /** As {@link #moved}, of a job whose precheck does not end. */
  int movedMeanwhile() {
    return truth().path("effects").path("movements").asInt();
  }

  /** Faults that were armed for nothing. */
  List<String> unmet() {
    List<String> unmet = new ArrayList<>();
    for (JsonNode left : admin.get("/faults")) {
      FaultRow.Armed fault = armed.get(left.path("id").asLong());
      if (left.path("times").asInt() == fault.times()) {
        unmet.add(fault.toString());
      }
    }
    return unmet;
  }

  private int acceptedEffects() {
    JsonNode calls = admin.get("/calls");
    return dialect.effects().stream()
        .mapToInt(name -> calls.path(name).path("accepted").asInt())
        .sum();
  }

  private JsonNode truth() {
    return admin.job(job);
  }

  private String createJob() {
    Map<String, Object> endpoint =
        Map.of("host", "127.0.0.1", "port", 3306, "user", "dts", "password", "unused");
    boolean follows = dialect.neverEnds() || !(dialect.startFollowsCheck() || dialect.isDefined());
    return dialect.job(
        admin.post(
            "/jobs",
            Map.of(
                "dialect",
                dialect.atSandbox(),
                "name",
                NAME,
                "source",
                endpoint,
                "target",
                endpoint,
                "objects",
                List.of(Map.of("database", "shop", "targetDatabase", "shop_new")),
                "stages",
                Map.of("incremental", follows))));
  }

  private AccountSettings settings() {
    return dialect.account(ACCOUNT, House.SECRET, sandbox.address(), 1_000, QUIET_WINDOW, GRACE);
  }

  @Override
  public void close() throws IOException {
    sandbox.close();
  }
}
