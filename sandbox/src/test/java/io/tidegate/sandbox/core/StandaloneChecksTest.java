package io.tidegate.sandbox.core;

import static io.tidegate.sandbox.SandboxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.sandbox.FakeEngine;
import io.tidegate.sandbox.FakePrechecks;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneChecksTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Endpoint ENDPOINT = new Endpoint("127.0.0.1", 3306, "root", "secret");

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
            metadatabase, prechecks, engine, clock, new JobTiming(Duration.ZERO, Duration.ZERO));
  }

  @AfterEach
  void close() {
    jobs.close();
    metadatabase.close();
  }

  @Test
  void a_check_beside_a_job_changes_nothing_of_it_but_the_count() {
    String id = create();
    Job before = look(id);
    String check = jobs.standaloneChecks().begin(id, spec("shop"), null);
    awaitEnd(check);
    Job after = look(id);

    assertThat(after.status()).isEqualTo(JobStatus.NOT_STARTED);
    assertThat(after.state().run()).isZero();
    assertThat(after.state().startedAt()).isNull();
    assertThat(after.state().before()).isEqualTo(before.state().before());
    assertThat(after.state().effects()).isEqualTo(new Effects(0, 1, 0, 0, 0, 0, 0, 0, 0));
    assertThat(engine.launches).isEmpty();
  }

  @Test
  void a_check_of_nothing_is_refused_and_counts_nothing() {
    String id = create();
    JobSpec nothing = new JobSpec("a", ENDPOINT, ENDPOINT, List.of(), new Stages(true, true, true));

    assertThatThrownBy(() -> jobs.standaloneChecks().begin(id, nothing, null))
        .isInstanceOf(InvalidSpec.class);
    assertThatThrownBy(() -> jobs.standaloneChecks().begin("np_nobody", spec("shop"), null))
        .isInstanceOf(JobNotFound.class);
    assertThatThrownBy(() -> jobs.standaloneChecks().look(id, Sight.TRUTH))
        .isInstanceOf(JobNotFound.class);
    assertThat(look(id).state().effects()).isEqualTo(Effects.NONE);
    assertThat(jobs.standaloneChecks().of(id)).isEmpty();
  }

  @Test
  void what_a_start_passes_over_is_none_of_the_jobs_shields() {
    prechecks.fail("DEST/DB_TIMEZONE", true);
    String id = create();

    jobs.start(id, null, Set.of("DEST/DB_TIMEZONE"));
    await("the movement", () -> look(id).status() == JobStatus.MIGRATING);

    assertThat(look(id).shields()).isEmpty();
    assertThat(look(id).state().shieldsInForce()).containsExactly("DEST/DB_TIMEZONE");
  }

  @Test
  void a_job_that_nobody_began_is_not_released_and_one_that_was_not_twice() {
    String id = create();
    assertThatThrownBy(() -> jobs.release(id)).isInstanceOf(IllegalMove.class);
    prechecks.fail("DEST/DB_TIMEZONE", true);
    jobs.start(id, null);
    await("the verdict", () -> look(id).status() == JobStatus.PRECHECK_FAILED);

    jobs.release(id);

    assertThat(look(id).status()).isEqualTo(JobStatus.FINISHED);
    assertThat(look(id).state().releasedAt()).isEqualTo(NOON);
    assertThatThrownBy(() -> jobs.release(id)).isInstanceOf(IllegalMove.class);
    assertThatThrownBy(() -> jobs.start(id, null)).isInstanceOf(IllegalMove.class);
    assertThat(look(id).state().effects().stops()).isEqualTo(1);
  }

  @Test
  void only_what_is_under_way_is_suspended() {
    String id = create();
    assertThatThrownBy(() -> jobs.suspend(id)).isInstanceOf(IllegalMove.class);
    prechecks.close();
    jobs.start(id, null);
    jobs.suspend(id);

    assertThat(look(id).state().precheckStopped()).isTrue();
    assertThatThrownBy(() -> jobs.suspend(id)).isInstanceOf(IllegalMove.class);
    prechecks.open();
    jobs.start(id, null);
    await("the movement", () -> look(id).status() == JobStatus.MIGRATING);
    assertThat(look(id).state().precheckStopped()).isFalse();
  }

  @Test
  void a_job_that_was_stored_before_there_were_releases_can_still_be_read() {
    String id = create();
    metadatabase.transaction(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(
                "update job set state ="
                    + " json_remove(state, '$.precheckStopped', '$.releasedAt')");
          }
        });

    assertThat(look(id).state()).isEqualTo(JobState.NEW);
  }

  private String create() {
    return jobs.create("oms", IdStyle.MARKED, spec("shop")).id();
  }

  private static JobSpec spec(String database) {
    return new JobSpec(
        "orders",
        ENDPOINT,
        ENDPOINT,
        List.of(new DatabaseSelection(database, database, List.of())),
        new Stages(true, true, false));
  }

  private void awaitEnd(String check) {
    await(
        "the end",
        () ->
            jobs.standaloneChecks().look(check, Sight.TRUTH).run().orElseThrow().state()
                != PrecheckRun.State.RUNNING);
  }

  private Job look(String id) {
    return jobs.look(id, Sight.TRUTH).job();
  }
}
