package io.tidegate.sandbox.engine;

import static io.tidegate.sandbox.lab.TestDatabases.freshFolder;
import static io.tidegate.sandbox.lab.TestDatabases.freshName;
import static io.tidegate.sandbox.lab.TestDatabases.rows;
import static io.tidegate.sandbox.lab.TestDatabases.run;
import static io.tidegate.sandbox.lab.TestDatabases.source;
import static io.tidegate.sandbox.lab.TestDatabases.target;
import static io.tidegate.sandbox.lab.TestDatabases.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.Engine.StageProgress.State;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.lab.MariaDbServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to servers and tables during a load: said plainly, and mended by a start. */
class RowEngineTroubleIT {
  private static final int ROWS = 8_000;

  /** So slow that trouble comes in the middle, and with little patience. */
  private static final EngineSettings SLOW = slow(Duration.ofSeconds(1));

  private final String db = freshName("shop");
  private final Path metadatabase = freshFolder().resolve("sandbox.db");

  private static EngineSettings slow(Duration reconnectFor) {
    return new EngineSettings(2, 500, 2_000, reconnectFor);
  }

  private void fill(MariaDbServer server) {
    run(
        server,
        "create database " + db,
        "use " + db,
        "create table t (id int primary key, v varchar(100), key (v))",
        "insert into t select seq, concat('row ', seq) from seq_1_to_" + ROWS);
  }

  private void assertGoesOn(JobSpec spec, MariaDbServer from, MariaDbServer to) throws Exception {
    try (Move move = new Move(spec, EngineSettings.DEFAULT, metadatabase)) {
      long loaded = move.progress().fullLoad().done();
      assertThat(loaded).as("rows from before").isBetween(1L, ROWS - 1L);
      assertThat(move.toItsEnd()).isEqualTo(Move.FINISHED);
      assertThat(move.progress().fullLoad().error()).isEmpty();
      assertThat(move.progress().verified()).isTrue();
    }
    assertThat(rows(to, "checksum table " + db + ".t"))
        .isEqualTo(rows(from, "checksum table " + db + ".t"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"source", "target"})
  void a_server_that_stays_away_is_named_and_the_load_goes_on_when_it_is_back(String side)
      throws Exception {
    Path folder = freshFolder();
    MariaDbServer own = MariaDbServer.start(folder);
    boolean isSource = side.equals("source");
    MariaDbServer from = isSource ? own : source();
    MariaDbServer to = isSource ? target() : own;
    fill(from);
    JobSpec spec = Move.spec(from, to, db);
    try (Move move = new Move(spec, SLOW, metadatabase)) {
      CompletableFuture<String> end = move.launch();
      move.awaitSomeRowsLoaded();
      own.kill();

      String reason = end.get(60, TimeUnit.SECONDS);
      assertThat(reason)
          .contains(db + ".t: the " + side + " root@127.0.0.1:" + own.port() + " does not answer")
          .contains("SQLSTATE 08000")
          .contains("tried again for 1 s")
          .doesNotContain(own.endpoint().password());
      assertThat(move.progress().fullLoad().state()).isEqualTo(State.FAILED);
      assertThat(move.progress().fullLoad().error()).isEqualTo(reason);
    }
    try (MariaDbServer back = MariaDbServer.start(folder)) {
      assertThat(back.port()).isEqualTo(own.port());
      assertGoesOn(spec, isSource ? back : from, isSource ? to : back);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"source", "target"})
  void a_server_that_comes_back_in_time_costs_nothing_but_time(String side) throws Exception {
    Path folder = freshFolder();
    MariaDbServer own = MariaDbServer.start(folder);
    boolean isSource = side.equals("source");
    MariaDbServer from = isSource ? own : source();
    MariaDbServer to = isSource ? target() : own;
    fill(from);
    try (Move move = new Move(Move.spec(from, to, db), slow(Duration.ofMinutes(2)), metadatabase)) {
      CompletableFuture<String> end = move.launch();
      move.awaitSomeRowsLoaded();
      own.kill();
      try (MariaDbServer back = MariaDbServer.start(folder)) {
        assertThat(end.get(120, TimeUnit.SECONDS)).isEqualTo(Move.FINISHED);
        assertThat(move.progress().verified()).isTrue();
        assertThat(rows(isSource ? to : back, "checksum table " + db + ".t"))
            .isEqualTo(rows(isSource ? back : from, "checksum table " + db + ".t"));
      }
    }
  }

  @Test
  void a_job_is_halted_at_once_while_its_server_is_away() throws Exception {
    MariaDbServer own = MariaDbServer.start(freshFolder());
    fill(own);
    try (Move move =
        new Move(Move.spec(own, target(), db), slow(Duration.ofHours(1)), metadatabase)) {
      CompletableFuture<String> end = move.launch();
      move.awaitSomeRowsLoaded();
      own.kill();
      move.engine.halt(Move.JOB);
      assertThat(end).isNotDone();
    }
  }

  @Test
  void a_password_that_is_refused_is_told_at_once_and_not_quoted() throws Exception {
    fill(source());
    JobSpec usual = Move.spec(db, db);
    JobSpec wrong =
        new JobSpec(
            "test",
            new Endpoint("127.0.0.1", source().port(), "root", "s3cret-x"),
            usual.target(),
            usual.objects(),
            usual.stages());
    try (Move move = new Move(wrong, slow(Duration.ofHours(1)), metadatabase)) {
      assertThat(move.toItsEnd())
          .contains("the source root@127.0.0.1:" + source().port())
          .contains("(error 1045, SQLSTATE 28000)")
          .doesNotContain("s3cret-x");
    }
  }

  /** The server's table space stands in for its disk: MariaDB has the same word for both. */
  @Test
  void a_full_target_is_told_in_its_own_words_and_the_load_goes_on_when_there_is_room()
      throws Exception {
    Path folder = freshFolder();
    String[] arguments = {
      "--innodb-file-per-table=0", "--innodb-data-file-path=ibdata1:12M;ibdata2:10M:autoextend:max:"
    };
    fill(source());
    run(
        source(),
        "alter table " + db + ".t add w varbinary(3000)",
        "update " + db + ".t set w = repeat('x', 3000)");
    MariaDbServer small = MariaDbServer.start(folder, arguments[0], arguments[1] + "14M");
    JobSpec spec = Move.spec(source(), small, db);
    try (small;
        Move move = new Move(spec, SLOW, metadatabase)) {
      assertThat(move.toItsEnd())
          .contains(db + ".t: the target root@127.0.0.1:" + small.port())
          .contains("The table 't' is full (error 1114, SQLSTATE HY000)");
    }
    try (MariaDbServer large = MariaDbServer.start(folder, arguments[0], arguments[1] + "900M")) {
      assertGoesOn(spec, source(), large);
    }
  }

  @Test
  void a_table_that_the_source_loses_is_named_and_the_load_goes_on_when_it_is_back()
      throws Exception {
    fill(source());
    JobSpec spec = Move.spec(db, db);
    try (Move move = new Move(spec, SLOW, metadatabase)) {
      CompletableFuture<String> end = move.launch();
      move.awaitSomeRowsLoaded();
      run(source(), "rename table " + db + ".t to " + db + ".lost");

      assertThat(end.get(60, TimeUnit.SECONDS))
          .contains(db + ".t: the source root@127.0.0.1:" + source().port())
          .contains("Table '" + db + ".t' doesn't exist (error 1146, SQLSTATE 42S02)");
      assertThat(move.toItsEnd())
          .contains(db + ".t is gone from the source")
          .contains("bring it back");
    }
    run(source(), "rename table " + db + ".lost to " + db + ".t");
    assertGoesOn(spec, source(), target());
  }

  @Test
  void a_table_that_the_target_loses_takes_its_rows_along_and_no_later_start_hides_that()
      throws Exception {
    fill(source());
    JobSpec spec = Move.spec(db, db);
    try (Move move = new Move(spec, SLOW, metadatabase)) {
      CompletableFuture<String> end = move.launch();
      move.awaitSomeRowsLoaded();
      run(target(), "drop table " + db + ".t");

      assertThat(end.get(60, TimeUnit.SECONDS))
          .contains(db + ".t: the target root@127.0.0.1:" + target().port())
          .contains("(error 1146, SQLSTATE 42S02)");
      assertThat(move.toItsEnd())
          .contains(db + ".t is gone from the target")
          .contains("move it in a new job");

      run(target(), "create table " + db + ".t (id int primary key, v varchar(100), key (v))");
      assertThat(move.toItsEnd()).contains(db + ".t differs from the source's");
      assertThat(move.progress().verified()).isFalse();
    }
  }

  @Test
  void a_row_longer_than_the_target_lets_through_is_named() throws Exception {
    run(
        source(),
        "create database " + db,
        "create table " + db + ".t (id int primary key, v longblob)",
        "insert into " + db + ".t values (1, 'short'), (2, repeat('x', 2000000)), (3, 'short')");
    try (MariaDbServer narrow = MariaDbServer.start(freshFolder(), "--max-allowed-packet=1M");
        Move move = new Move(Move.spec(source(), narrow, db), SLOW, metadatabase)) {
      assertThat(move.toItsEnd())
          .contains(db + ".t: the row with key (`id`) = (2) has 2000016 bytes")
          .contains("max_allowed_packet");
      assertThat(value(narrow, "select count(*) from " + db + ".t")).isEqualTo("0");

      run(narrow, "set global max_allowed_packet = 16777216");
      assertThat(move.toItsEnd()).isEqualTo(Move.FINISHED);
      assertThat(rows(narrow, "checksum table " + db + ".t"))
          .isEqualTo(rows(source(), "checksum table " + db + ".t"));
    }
  }
}
