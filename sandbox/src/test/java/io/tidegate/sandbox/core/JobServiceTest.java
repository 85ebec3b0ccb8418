package io.tidegate.sandbox.core;

import static io.tidegate.sandbox.SandboxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.sandbox.FakeEngine;
import io.tidegate.sandbox.FakePrechecks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobServiceTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration STALENESS = Duration.ofSeconds(5);

  @TempDir Path folder;
  private final FakePrechecks prechecks = new FakePrechecks();
  private final FakeEngine engine = new FakeEngine();
  private final SandboxClock clock = new SandboxClock(() -> NOON);
  private Metadatabase metadatabase;
  private JobService jobs;

  @BeforeEach
  void open() {
    metadatabase = new Metadatabase(folder.resolve("metadatabase.sqlite"));
    jobs =
        new JobService(
            metadatabase, prechecks, engine, clock, new JobTiming(STALENESS, Duration.ZERO));
  }

  @AfterEach
  void close() {
    jobs.close();
    metadatabase.close();
  }

  /** What a service stores, it stores before it acts: being closed tells the next one nothing. */
  private void reopen() {
    close();
    open();
    jobs.recover();
  }

  @Test
  void aPassedPrecheckRunsOnIntoTheMovementByItself() {
    String id = create();

    jobs.start(id, null);
    awaitStatus(id, JobStatus.MIGRATING);
    engine.finish(id);

    assertThat(truth(id).job().status()).isEqualTo(JobStatus.FINISHED);
    assertThat(effects(id)).isEqualTo(new Effects(1, 1, 1, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void aFailedItemStopsTheJobAndEachStartAsksAnew() {
    prechecks.fail("CHECK_SERVER_ID", true);
    String id = create();

    jobs.start(id, null);
    awaitStatus(id, JobStatus.PRECHECK_FAILED);
    PrecheckRun first = truth(id).precheck().orElseThrow();
    clock.set(Duration.ofMinutes(1), Duration.ZERO);
    jobs.start(id, null);
    awaitStatus(id, JobStatus.PRECHECK_FAILED);
    PrecheckRun second = truth(id).precheck().orElseThrow();

    assertThat(second.number()).isEqualTo(2);
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(second.bootTime()).isEqualTo(NOON.plusSeconds(60));
    assertThat(engine.launches).isEmpty();
    assertThat(effects(id)).isEqualTo(new Effects(2, 2, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void aShieldLetsTheItemFailAndTheJobMove() {
    prechecks.fail("CHECK_SAME_OBJ", true, "shop.orders");
    String id = create();

    jobs.shield(id, Set.of("CHECK_SAME_OBJ"));
    jobs.start(id, null);
    awaitStatus(id, JobStatus.MIGRATING);
    await("the launch", () -> !engine.launches.isEmpty());

    assertThat(truth(id).precheck().orElseThrow().item("CHECK_SAME_OBJ").orElseThrow().failed())
        .isTrue();
    awaitLaunches(id + "[CHECK_SAME_OBJ]");
    assertThat(effects(id).shields()).isEqualTo(1);
  }

  @Test
  void onlyFindingsThatMayBePassedOverAreShieldedByFinding() {
    prechecks.fail("CHECK_CONN_SRC", false);
    prechecks.fail("CHECK_SRC", true);
    String id = create();
    jobs.start(id, null);
    awaitStatus(id, JobStatus.PRECHECK_FAILED);
    String precheckId = truth(id).precheck().orElseThrow().id();

    assertThatThrownBy(() -> jobs.shieldFindings(id, null, List.of("CHECK_SRC", "CHECK_CONN_SRC")))
        .isInstanceOf(NotSkippable.class);
    assertThatThrownBy(() -> jobs.shieldFindings(id, "another", List.of("CHECK_SRC")))
        .isInstanceOf(StalePrecheck.class);
    assertThat(truth(id).job().shields()).isEmpty();

    jobs.shieldFindings(id, precheckId, List.of("CHECK_SRC"));
    assertThat(truth(id).job().shields()).containsExactly("CHECK_SRC");
    jobs.unshield(id, precheckId, List.of("CHECK_SRC"));
    assertThat(truth(id).job().shields()).isEmpty();
  }

  @Test
  void whatIsUnderWayIsNotStartedAgain() {
    String id = create();
    prechecks.close();
    jobs.start(id, null);

    assertThatThrownBy(() -> jobs.start(id, null)).isInstanceOf(IllegalMove.class);
    assertThatThrownBy(() -> jobs.shield(id, Set.of("CHECK_SRC"))).isInstanceOf(IllegalMove.class);
    assertThatThrownBy(() -> jobs.pause(id)).isInstanceOf(IllegalMove.class);
    prechecks.open();
    awaitStatus(id, JobStatus.MIGRATING);
    assertThatThrownBy(() -> jobs.start(id, null)).isInstanceOf(IllegalMove.class);

    assertThat(effects(id)).isEqualTo(new Effects(1, 1, 1, 0, 0, 0, 0, 0, 2));
  }

  @Test
  void startsThatAreRefusedAreCountedForGood() {
    String id = create();
    jobs.start(id, null);
    awaitStatus(id, JobStatus.MIGRATING);
    assertThatThrownBy(() -> jobs.start(id, null)).isInstanceOf(IllegalMove.class);
    JobState before = truth(id).job().state();
    reopen();
    assertThatThrownBy(() -> jobs.check(id, null)).isInstanceOf(IllegalMove.class);
    jobs.stop(id);
    assertThatThrownBy(() -> jobs.start(id, null)).isInstanceOf(IllegalMove.class);

    assertThat(before.effects()).isEqualTo(new Effects(1, 1, 1, 0, 0, 0, 0, 0, 1));
    assertThat(before.status()).as("all else is as it was").isEqualTo(JobStatus.MIGRATING);
    assertThat(effects(id)).isEqualTo(new Effects(1, 1, 1, 0, 0, 1, 0, 0, 3));
  }

  @Test
  void aResumeAsksNothingAndIsNoNewEntry() {
    String id = create();
    jobs.start(id, null);
    awaitStatus(id, JobStatus.MIGRATING);
    Engine.Listener paused = engine.listener(id);

    jobs.pause(id);
    paused.finished();
    assertThat(truth(id).job().status()).isEqualTo(JobStatus.PAUSED);
    jobs.start(id, null);
    paused.failed("a word from before the pause");
    assertThat(truth(id).job().status()).isEqualTo(JobStatus.MIGRATING);
    engine.fail(id, "the target is full");
    assertThat(truth(id).job().state().failure()).isEqualTo("the target is full");
    jobs.start(id, null);
    engine.finish(id);

    assertThat(truth(id).job().status()).isEqualTo(JobStatus.FINISHED);
    assertThat(prechecks.runs).hasValue(1);
    assertThat(engine.halts).contains(id);
    assertThat(effects(id)).isEqualTo(new Effects(3, 1, 1, 0, 1, 0, 0, 0, 0));
  }

  @Test
  void aStopEndsAPrecheckThatIsRunning() {
    String id = create();
    prechecks.close();
    jobs.start(id, null);

    jobs.stop(id);
    prechecks.open();

    assertThat(truth(id).job().status()).isEqualTo(JobStatus.FINISHED);
    assertThat(truth(id).precheck().orElseThrow().state()).isEqualTo(PrecheckRun.State.FAILED);
    assertThatThrownBy(() -> jobs.start(id, null)).isInstanceOf(IllegalMove.class);
    assertThat(engine.launches).isEmpty();
  }

  @Test
  void aRestartAsksAPrecheckAgainUnderTheSameRun() {
    String id = create();
    prechecks.close();
    jobs.start(id, null);
    await("the run", () -> prechecks.runs.get() == 1);
    String precheckId = truth(id).precheck().orElseThrow().id();

    reopen();
    await("the run after the restart", () -> prechecks.runs.get() == 2);
    assertThat(truth(id).precheck().orElseThrow().id()).isEqualTo(precheckId);
    prechecks.open();
    awaitStatus(id, JobStatus.MIGRATING);

    assertThat(effects(id)).isEqualTo(new Effects(1, 1, 1, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void aRestartLaunchesAMovementAgainWithTheShieldsItBeganWith() {
    prechecks.fail("CHECK_SAME_OBJ", true);
    String id = create();
    jobs.shield(id, Set.of("CHECK_SAME_OBJ"));
    jobs.start(id, null);
    awaitStatus(id, JobStatus.MIGRATING);
    jobs.unshield(id, null, Set.of("CHECK_SAME_OBJ"));

    reopen();
    engine.finish(id);

    awaitLaunches(id + "[CHECK_SAME_OBJ]", id + "[CHECK_SAME_OBJ]");
    assertThat(truth(id).job().status()).isEqualTo(JobStatus.FINISHED);
    assertThat(effects(id)).isEqualTo(new Effects(1, 1, 1, 1, 0, 0, 0, 0, 0));
  }

  @Test
  void readsTellOfTheTimeBeforeAStartUntilTheStalenessIsOver() {
    prechecks.fail("CHECK_SRC", true);
    String id = create();
    jobs.start(id, null);
    awaitStatus(id, JobStatus.PRECHECK_FAILED);
    assertThat(jobs.look(id, Sight.READ).job().status()).isEqualTo(JobStatus.NOT_STARTED);
    assertThat(jobs.look(id, Sight.READ).precheck()).isEmpty();

    clock.set(STALENESS, Duration.ZERO);
    assertThat(jobs.look(id, Sight.READ).job().status()).isEqualTo(JobStatus.PRECHECK_FAILED);
    prechecks.pass("CHECK_SRC");
    jobs.start(id, null);
    awaitStatus(id, JobStatus.MIGRATING);

    JobView stale = jobs.look(id, Sight.READ);
    assertThat(stale.job().status()).isEqualTo(JobStatus.PRECHECK_FAILED);
    assertThat(stale.precheck().orElseThrow().number()).isEqualTo(1);
    assertThat(stale.progress().structure().state())
        .isEqualTo(Engine.StageProgress.State.NOT_STARTED);
    clock.set(STALENESS.multipliedBy(2), Duration.ZERO);
    assertThat(jobs.look(id, Sight.READ).job().status()).isEqualTo(JobStatus.MIGRATING);
    assertThat(jobs.look(id, Sight.STALE).job().status()).isEqualTo(JobStatus.PRECHECK_FAILED);
  }

  @Test
  void aHeldPrecheckEndsWhenItsTimeIsSteppedTo() {
    String id = create();
    jobs.start(id, NOON.plusSeconds(3600));
    await(
        "every answer",
        () -> truth(id).precheck().orElseThrow().answered() == FakePrechecks.CODES.size());

    assertThat(truth(id).job().status()).isEqualTo(JobStatus.PRECHECKING);
    clock.set(Duration.ofHours(1), Duration.ZERO);

    awaitStatus(id, JobStatus.MIGRATING);
  }

  @Test
  void anEndlessPrecheckEndsWhenItIsReleased() {
    String id = create();
    jobs.start(id, JobService.NEVER);
    await(
        "every answer",
        () -> truth(id).precheck().orElseThrow().answered() == FakePrechecks.CODES.size());

    clock.set(Duration.ofDays(365), Duration.ZERO);
    assertThat(truth(id).job().status()).isEqualTo(JobStatus.PRECHECKING);
    jobs.releaseHeldPrechecks();

    awaitStatus(id, JobStatus.MIGRATING);
  }

  @Test
  void aJobThatIsAskedToCompleteIsAskedAgainAfterAPauseAndARestart() {
    String id = create(new Stages(true, true, true));
    assertThatThrownBy(() -> jobs.complete(id)).isInstanceOf(IllegalMove.class);
    jobs.start(id, null);
    awaitStatus(id, JobStatus.MIGRATING);
    engine.listener(id);
    assertThat(engine.completed).isEmpty();

    jobs.complete(id);
    assertThat(engine.completed).containsExactly(id);
    jobs.pause(id);
    assertThatThrownBy(() -> jobs.complete(id)).isInstanceOf(IllegalMove.class);
    jobs.start(id, null);
    assertThat(engine.completed).containsExactly(id, id);
    reopen();
    await("the third time", () -> engine.completed.size() == 3);
    engine.finish(id);

    assertThat(truth(id).job().status()).isEqualTo(JobStatus.FINISHED);
    assertThat(effects(id)).isEqualTo(new Effects(2, 1, 1, 0, 1, 0, 1, 0, 0));
  }

  @Test
  void aJobWithoutTheIncrementalStageCannotBeCompleted() {
    String id = create();
    jobs.start(id, null);
    awaitStatus(id, JobStatus.MIGRATING);

    assertThatThrownBy(() -> jobs.complete(id)).isInstanceOf(IllegalMove.class);
    assertThat(effects(id)).isEqualTo(new Effects(1, 1, 1, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void a_check_that_passes_rests_and_a_start_moves_the_job_once() {
    String id = create();

    jobs.check(id, null);
    awaitStatus(id, JobStatus.PRECHECK_PASSED);
    assertThat(engine.launches).isEmpty();
    assertThat(effects(id)).isEqualTo(new Effects(0, 1, 0, 0, 0, 0, 0, 0, 0));
    jobs.start(id, null);
    assertThatThrownBy(() -> jobs.start(id, null)).isInstanceOf(IllegalMove.class);
    assertThatThrownBy(() -> jobs.check(id, null)).isInstanceOf(IllegalMove.class);
    engine.finish(id);

    assertThat(truth(id).job().status()).isEqualTo(JobStatus.FINISHED);
    assertThat(truth(id).job().state().wasStopped()).isFalse();
    assertThat(prechecks.runs).hasValue(1);
    assertThat(effects(id)).isEqualTo(new Effects(1, 1, 1, 0, 0, 0, 0, 0, 2));
  }

  @Test
  void shields_after_a_check_turn_no_verdict_and_are_not_those_that_the_job_moves_with() {
    prechecks.fail("CHECK_SAME_OBJ", true);
    String id = create();
    jobs.shield(id, Set.of("CHECK_SAME_OBJ"));
    jobs.check(id, null);
    awaitStatus(id, JobStatus.PRECHECK_PASSED);

    jobs.shield(id, Set.of("CHECK_SRC"));
    jobs.unshield(id, null, Set.of("CHECK_SAME_OBJ"));
    assertThat(truth(id).job().status()).isEqualTo(JobStatus.PRECHECK_PASSED);
    jobs.start(id, null);

    awaitLaunches(id + "[CHECK_SAME_OBJ]");
  }

  @Test
  void a_check_may_be_asked_anew_after_a_pass_and_its_verdict_is_the_one_that_counts() {
    String id = create();
    jobs.check(id, null);
    awaitStatus(id, JobStatus.PRECHECK_PASSED);
    Instant first = truth(id).precheck().orElseThrow().bootTime();
    prechecks.fail("CHECK_SRC", true);

    jobs.check(id, null);
    assertThat(truth(id).job().status()).isEqualTo(JobStatus.PRECHECKING);
    assertThat(truth(id).precheck().orElseThrow().bootTime()).isEqualTo(first.plusSeconds(1));
    clock.set(Duration.ofSeconds(1), Duration.ZERO);
    awaitStatus(id, JobStatus.PRECHECK_FAILED);

    assertThat(engine.launches).isEmpty();
    assertThat(effects(id)).isEqualTo(new Effects(0, 2, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void a_change_takes_the_verdict_back_and_is_there_after_a_restart() {
    String id = create();
    jobs.check(id, null);
    awaitStatus(id, JobStatus.PRECHECK_PASSED);

    jobs.configure(id, spec -> named(spec, "renamed"));
    reopen();

    assertThat(truth(id).job().status()).isEqualTo(JobStatus.NOT_STARTED);
    assertThat(truth(id).job().spec().name()).isEqualTo("renamed");
    assertThat(effects(id)).isEqualTo(new Effects(0, 1, 0, 0, 0, 0, 0, 1, 0));
    jobs.check(id, null);
    clock.set(Duration.ofSeconds(1), Duration.ZERO);
    awaitStatus(id, JobStatus.PRECHECK_PASSED);
    assertThat(truth(id).precheck().orElseThrow().number()).isEqualTo(2);
  }

  @Test
  void a_change_that_makes_no_job_changes_nothing() {
    String id = create();
    jobs.check(id, null);
    awaitStatus(id, JobStatus.PRECHECK_PASSED);

    assertThatThrownBy(() -> jobs.configure(id, spec -> named(spec, " ")))
        .isInstanceOf(InvalidSpec.class);

    assertThat(truth(id).job().status()).isEqualTo(JobStatus.PRECHECK_PASSED);
    assertThat(effects(id).changes()).isZero();
  }

  @Test
  void what_is_checked_or_has_moved_is_not_changed() {
    String id = create();
    prechecks.close();
    jobs.check(id, null);
    assertThatThrownBy(() -> jobs.configure(id, spec -> named(spec, "renamed")))
        .isInstanceOf(IllegalMove.class);
    prechecks.open();
    awaitStatus(id, JobStatus.PRECHECK_PASSED);
    jobs.start(id, null);
    for (Runnable move : List.<Runnable>of(() -> jobs.pause(id), () -> jobs.stop(id))) {
      assertThatThrownBy(() -> jobs.configure(id, spec -> named(spec, "renamed")))
          .isInstanceOf(IllegalMove.class);
      move.run();
    }

    assertThatThrownBy(() -> jobs.configure(id, spec -> named(spec, "renamed")))
        .isInstanceOf(IllegalMove.class);
    assertThat(effects(id).changes()).isZero();
  }

  private static JobSpec named(JobSpec spec, String name) {
    return new JobSpec(name, spec.source(), spec.target(), spec.objects(), spec.stages());
  }

  @Test
  void a_restart_keeps_a_check_resting_and_a_start_running_on() {
    String checked = create();
    String started = create();
    prechecks.close();
    jobs.check(checked, null);
    jobs.start(started, null);
    await("both runs", () -> prechecks.runs.get() == 2);

    reopen();
    await("both runs after the restart", () -> prechecks.runs.get() == 4);
    prechecks.open();
    awaitStatus(checked, JobStatus.PRECHECK_PASSED);
    awaitStatus(started, JobStatus.MIGRATING);
    reopen();
    assertThat(truth(checked).job().status()).isEqualTo(JobStatus.PRECHECK_PASSED);

    assertThat(effects(checked)).isEqualTo(new Effects(0, 1, 0, 0, 0, 0, 0, 0, 0));
    assertThat(effects(started)).isEqualTo(new Effects(1, 1, 1, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void a_job_that_was_stopped_is_told_from_one_that_came_to_its_end() {
    String stopped = create();
    String finished = create();
    for (String id : List.of(stopped, finished)) {
      jobs.check(id, null);
      awaitStatus(id, JobStatus.PRECHECK_PASSED);
      jobs.start(id, null);
    }

    jobs.stop(stopped);
    engine.finish(finished);
    reopen();

    assertThat(truth(stopped).job().state().wasStopped()).isTrue();
    assertThat(truth(finished).job().state().wasStopped()).isFalse();
    assertThatThrownBy(() -> jobs.check(stopped, null)).isInstanceOf(IllegalMove.class);
  }

  @Test
  void reads_tell_of_the_time_before_a_check_and_then_before_the_start() {
    String id = create();
    jobs.check(id, null);
    awaitStatus(id, JobStatus.PRECHECK_PASSED);
    assertThat(jobs.look(id, Sight.READ).job().status()).isEqualTo(JobStatus.NOT_STARTED);
    assertThat(jobs.look(id, Sight.READ).precheck()).isEmpty();

    clock.set(STALENESS, Duration.ZERO);
    assertThat(jobs.look(id, Sight.READ).job().status()).isEqualTo(JobStatus.PRECHECK_PASSED);
    jobs.start(id, null);
    assertThat(jobs.look(id, Sight.READ).job().status()).isEqualTo(JobStatus.PRECHECK_PASSED);
    clock.set(STALENESS.multipliedBy(2), Duration.ZERO);
    assertThat(jobs.look(id, Sight.READ).job().status()).isEqualTo(JobStatus.MIGRATING);
  }

  @Test
  void what_is_done_to_a_job_exclusively_has_no_other_move_between() throws Exception {
    String id = create();
    jobs.check(id, null);
    awaitStatus(id, JobStatus.PRECHECK_PASSED);
    Thread other = new Thread(() -> jobs.stop(id));

    jobs.exclusively(
        id,
        view -> {
          other.start();
          await("the other to wait", () -> other.getState() == Thread.State.WAITING);
          assertThat(view.job().status()).isEqualTo(JobStatus.PRECHECK_PASSED);
          jobs.start(id, null);
        });
    other.join();

    assertThat(effects(id)).isEqualTo(new Effects(1, 1, 1, 0, 0, 1, 0, 0, 0));
  }

  @Test
  void refusesWhatItCannotMove() {
    DatabaseSelection shop = new DatabaseSelection("shop", "shop", List.of());
    Endpoint good = new Endpoint("127.0.0.1", 3306, "root", "secret");
    Stages stages = new Stages(true, true, false);

    assertInvalid(new JobSpec("a", good, good, List.of(), stages), "at least one database");
    assertInvalid(new JobSpec("a", good, good, List.of(shop, shop), stages), "twice");
    assertInvalid(
        new JobSpec("a", good, good, List.of(shop), new Stages(true, false, true)), "incremental");
    assertInvalid(
        new JobSpec(
            "a",
            new Endpoint("h/mysql?allowLocalInfile=true", 1, "u", "p"),
            good,
            List.of(shop),
            stages),
        "source.host");
    assertInvalid(
        new JobSpec("a", good, new Endpoint("h", 65_536, "u", "p"), List.of(shop), stages),
        "target.port");
  }

  private void assertInvalid(JobSpec spec, String message) {
    assertThatThrownBy(() -> jobs.create("alibaba", IdStyle.TASK_IN_INSTANCE, spec))
        .isInstanceOf(InvalidSpec.class)
        .hasMessageContaining(message);
  }

  private String create() {
    return create(new Stages(true, true, false));
  }

  private String create(Stages stages) {
    Endpoint endpoint = new Endpoint("127.0.0.1", 3306, "root", "secret");
    return jobs.create(
            "alibaba",
            IdStyle.TASK_IN_INSTANCE,
            new JobSpec(
                "orders",
                endpoint,
                endpoint,
                List.of(new DatabaseSelection("shop", "shop", List.of())),
                stages))
        .id();
  }

  private JobView truth(String id) {
    return jobs.look(id, Sight.TRUTH);
  }

  private Effects effects(String id) {
    return truth(id).job().state().effects();
  }

  // A launch follows the job's status by a moment.
  private void awaitLaunches(String... launches) {
    await("the launch", () -> engine.launches.size() >= launches.length);
    assertThat(engine.launches).containsExactly(launches);
  }

  private void awaitStatus(String id, JobStatus status) {
    await(status.name(), () -> truth(id).job().status() == status);
  }
}
