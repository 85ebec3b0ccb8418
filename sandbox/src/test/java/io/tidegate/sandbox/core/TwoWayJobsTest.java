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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwoWayJobsTest {
  private static final Endpoint HERE = new Endpoint("10.0.0.1", 3306, "dts", "secret");
  private static final Endpoint THERE = new Endpoint("10.0.0.2", 3307, "dts", "secret");
  private static final Stages STAGES = new Stages(true, true, true);
  private static final String SYNC = "alibaba-sync";

  @TempDir Path folder;
  private final FakePrechecks prechecks = new FakePrechecks();
  private final FakeEngine engine = new FakeEngine();
  private final SandboxClock clock = new SandboxClock(() -> Instant.parse("2026-11-22T12:00:00Z"));
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
  void a_way_back_is_a_job_of_its_own_in_the_instance_of_the_way_there() {
    Job there = create(spec(HERE, THERE, "shop", "shop_new", null));
    Job back = create(spec(THERE, HERE, "shop_new", "shop", there.instanceId()));

    assertThat(back.id()).isNotEqualTo(there.id());
    assertThat(back.instanceId()).isEqualTo(there.instanceId());
    assertThat(back.spec().reverseOf()).isEqualTo(there.id());
    assertThat(jobs.ofInstance(there.instanceId()))
        .extracting(Job::id)
        .containsExactly(there.id(), back.id());
    assertThat(jobs.look(there.instanceId(), Sight.TRUTH).job().id()).isEqualTo(there.id());
    close();
    open();
    assertThat(jobs.look(back.id(), Sight.TRUTH).job()).isEqualTo(back);
  }

  @Test
  void one_direction_moves_without_the_other() {
    Job there = create(spec(HERE, THERE, "shop", "shop", null));
    Job back = create(spec(THERE, HERE, "shop", "shop", there.id()));

    jobs.start(back.id(), null);
    await("the movement", () -> status(back) == JobStatus.MIGRATING);
    jobs.stop(back.id());

    assertThat(status(there)).isEqualTo(JobStatus.NOT_STARTED);
    assertThat(status(back)).isEqualTo(JobStatus.FINISHED);
  }

  @Test
  void a_precheck_is_told_what_is_configured_beside_the_job_and_not_over() {
    Job there = create(spec(HERE, THERE, "shop", "shop", null));
    Job back = create(spec(THERE, HERE, "shop", "shop", there.id()));
    Job beside = create(spec(HERE, THERE, "bills", "bills", null));
    Job over = create(spec(HERE, THERE, "old", "old", null));
    jobs.stop(over.id());
    jobs.create("alibaba", IdStyle.TASK_IN_INSTANCE, spec(HERE, THERE, "shop", "shop", null));

    jobs.start(there.id(), null);
    await("the movement", () -> status(there) == JobStatus.MIGRATING);

    assertThat(prechecks.neighbours)
        .containsExactly(
            new Neighbour(back.id(), back.spec(), true),
            new Neighbour(beside.id(), beside.spec(), false));
  }

  @Test
  void a_way_back_is_refused_where_it_is_none() {
    Job there = create(spec(HERE, THERE, "shop", "shop_new", null));

    assertRefused(spec(HERE, THERE, "shop", "shop_new", there.id()), "from the target of job");
    assertRefused(spec(THERE, HERE, "shop", "shop_new", there.id()), "objects of job");
    assertThatThrownBy(() -> create(spec(THERE, HERE, "shop_new", "shop", "nobody")))
        .isInstanceOf(JobNotFound.class);
    Job back = create(spec(THERE, HERE, "shop_new", "shop", there.id()));
    assertRefused(spec(THERE, HERE, "shop_new", "shop", there.id()), "both its directions");
    assertRefused(spec(HERE, THERE, "shop", "shop_new", back.id()), "both its directions");
  }

  @ParameterizedTest
  @ValueSource(strings = {"alibaba", "tencent-sync"})
  void other_dialects_have_no_way_back(String dialect) {
    Job there = create(spec(HERE, THERE, "shop", "shop", null));

    assertThatThrownBy(
            () ->
                jobs.create(
                    dialect,
                    IdStyle.TASK_IN_INSTANCE,
                    spec(THERE, HERE, "shop", "shop", there.id())))
        .isInstanceOf(InvalidSpec.class)
        .hasMessageContaining("leave out reverseOf");
  }

  @Test
  void a_synchronisation_that_does_not_follow_is_refused() {
    assertThatThrownBy(
            () ->
                create(
                    new JobSpec(
                        "orders",
                        HERE,
                        THERE,
                        List.of(new DatabaseSelection("shop", "shop", List.of())),
                        new Stages(true, true, false))))
        .isInstanceOf(InvalidSpec.class)
        .hasMessageContaining("stages.incremental");
  }

  @Test
  void a_metadatabase_of_an_earlier_version_takes_a_way_back_and_keeps_its_jobs() {
    Job there = create(spec(HERE, THERE, "shop", "shop", null));
    metadatabase.transaction(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("create table kept as select * from job");
            statement.execute("drop table job");
            return statement.execute(
                "create table job (seq integer primary key autoincrement, id text not null unique,"
                    + " instance_id text not null unique, dialect text not null,"
                    + " spec text not null, created text not null, state text not null)");
          }
        });
    metadatabase.transaction(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute("insert into job select * from kept");
          }
        });
    close();
    open();

    Job back = create(spec(THERE, HERE, "shop", "shop", there.id()));

    assertThat(jobs.ofInstance(there.instanceId())).containsExactly(there, back);
  }

  private void assertRefused(JobSpec spec, String why) {
    assertThatThrownBy(() -> create(spec))
        .isInstanceOf(InvalidSpec.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("secret");
  }

  private Job create(JobSpec spec) {
    return jobs.create(SYNC, IdStyle.TASK_IN_INSTANCE, spec);
  }

  private JobStatus status(Job job) {
    return jobs.look(job.id(), Sight.TRUTH).job().status();
  }

  private static JobSpec spec(
      Endpoint source, Endpoint target, String from, String to, String reverseOf) {
    return new JobSpec(
        "orders",
        source,
        target,
        List.of(new DatabaseSelection(from, to, List.of("orders"))),
        STAGES,
        reverseOf);
  }
}
