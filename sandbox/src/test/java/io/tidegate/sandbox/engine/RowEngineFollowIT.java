package io.tidegate.sandbox.engine;

import static io.tidegate.sandbox.SandboxFixture.await;
import static io.tidegate.sandbox.lab.TestDatabases.freshFolder;
import static io.tidegate.sandbox.lab.TestDatabases.freshName;
import static io.tidegate.sandbox.lab.TestDatabases.rows;
import static io.tidegate.sandbox.lab.TestDatabases.run;
import static io.tidegate.sandbox.lab.TestDatabases.source;
import static io.tidegate.sandbox.lab.TestDatabases.target;
import static io.tidegate.sandbox.lab.TestDatabases.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.core.Engine.Following;
import io.tidegate.sandbox.core.Engine.StageProgress.State;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.Stages;
import io.tidegate.sandbox.engine.binlog.LogEntry;
import io.tidegate.sandbox.engine.binlog.LogPosition;
import io.tidegate.sandbox.engine.binlog.SourceLog;
import io.tidegate.sandbox.lab.MariaDbServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs that go on with what the source logs. */
class RowEngineFollowIT {
  private static final EngineSettings SMALL_CHUNKS = new EngineSettings(3, 100, 0);
  private static final Stages ALL = new Stages(true, true, true);

  private final String db = freshName("shop");

  private JobSpec spec(String to, String... tables) {
    JobSpec whole = Move.spec(db, to, tables);
    return new JobSpec("test", whole.source(), whole.target(), whole.objects(), ALL);
  }

  private static void awaitFollowing(Move move) {
    await("following", () -> move.progress().following().state() == State.RUNNING);
  }

  /** Waits until all that the source has logged is applied. */
  private static void awaitCaughtUp(Move move) {
    String[] end = rows(source(), "show master status").get(0).split("\\|", -1);
    String wanted = end[0] + ":" + end[1];
    try {
      await(
          "checkpoint " + wanted,
          () -> {
            Following following = move.progress().following();
            return isAtOrBeyond(following.checkpoint(), end) && following.isCaughtUp();
          });
    } catch (AssertionError e) {
      throw new AssertionError(
          e.getMessage()
              + "; it is "
              + move.progress().following()
              + ", and the source at "
              + rows(source(), "show master status"),
          e);
    }
  }

  /** Beyond where the server has logged something since that nobody here has written. */
  private static boolean isAtOrBeyond(String checkpoint, String[] end) {
    int colon = checkpoint.lastIndexOf(':');
    if (colon < 0) {
      return false;
    }
    int file = checkpoint.substring(0, colon).compareTo(end[0]);
    long position = Long.parseLong(checkpoint.substring(colon + 1));
    return file > 0 || (file == 0 && position >= Long.parseLong(end[1]));
  }

  private static String end(CompletableFuture<String> launched) throws Exception {
    return launched.get(60, TimeUnit.SECONDS);
  }

  @Test
  void what_is_written_during_the_load_and_after_it_is_at_the_target() throws Exception {
    String to = db + "_new";
    BusySource.create(db);
    run(source(), "create sequence " + db + ".numbers", "create table " + db + ".log2 (a int)");
    try (Move move = new Move(spec(to), new EngineSettings(3, 100, 5000));
        BusySource writing = BusySource.start(db, 1, 2)) {
      CompletableFuture<String> launched = move.launch();
      awaitFollowing(move);
      assertThat(move.progress().fullLoad().percent()).isEqualTo(100);
      assertThat(move.progress().verified()).isTrue();
      long before = writing.transactions();
      await("more transactions", () -> writing.transactions() > before + 200);
      writing.stop();
      awaitCaughtUp(move);
      BusySource.assertSameRows(db, to, BusySource.TABLES);
      BusySource.assertSameRows(db, to, List.of("log"));
      await("nearly done", () -> move.progress().following().percent() == 99);
      Following following = move.progress().following();
      assertThat(following.inserted()).isPositive();
      assertThat(following.updated()).isPositive();
      assertThat(following.deleted()).isPositive();
      assertThat(rows(target(), "show triggers in " + to)).as("their work is logged").isEmpty();

      run(source(), "do nextval(" + db + ".numbers)", "do nextval(" + db + ".numbers)");
      move.engine.complete(Move.JOB);
      assertThat(end(launched)).isEqualTo(Move.FINISHED);
      assertThat(move.progress().following().state()).isEqualTo(State.FINISHED);
      assertThat(move.progress().following().percent()).isEqualTo(100);
      assertThat(move.progress().verified()).isTrue();
      assertThat(rows(target(), "show triggers in " + to)).hasSize(1);
      assertThat(rows(target(), "show tables in " + to + " like 'tidegate%'")).isEmpty();
      assertThat(value(target(), "select nextval(" + to + ".numbers)"))
          .isEqualTo(value(source(), "select next_not_cached_value from " + db + ".numbers"));
      assertThat(rows(target(), "show index in " + to + ".account")).hasSize(3);
    }
  }

  /** A table with a column of every type, with and without a key. */
  private List<String> wide(String table, String key) {
    return List.of(
        "create table "
            + table
            + " (id bigint unsigned not null"
            + key
            + ", ti tinyint, tu tinyint unsigned zerofill, si smallint unsigned, mi mediumint"
            + " unsigned, mn mediumint, iu int unsigned, bu bigint unsigned, de decimal(65,30),"
            + " d0 decimal(9,0), fl float, dbl double, b1 bit(1), b9 bit(9), b64 bit(64), da date,"
            + " dt datetime, d6 datetime(6), d1 datetime(1), ts timestamp null, t3 timestamp(3)"
            + " null, tm time, t4 time(4), ye year, ch char(10), vc varchar(100) character set"
            + " utf8mb4, la varchar(20) character set latin1, gb varchar(20) character set gbk,"
            + " uc varchar(20) character set ucs2, bn binary(4), b16 binary(16), vb varbinary(300),"
            + " bl longblob, tb tinyblob, tx mediumtext character set utf8mb4, js json,"
            + " en enum('', 'a', 'b'), se set('x', 'y', 'z'), ge geometry, uu uuid, i6 inet6,"
            + " i4 inet4, gv bigint as (ti + 1) virtual, gs varchar(101) character set"
            + " utf8mb4 as (concat(vc, '!')) stored)",
        "insert into " + table + " set id = 1",
        "insert into " + table + " set id = 2, ti = 1, vc = 'two'");
  }

  private List<String> changes(String table) {
    return List.of(
        "set session sql_mode = 'NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00'",
        "insert into "
            + table
            + " set id = 18446744073709551615, ti = -128, tu = 200, si = 65535, mi = 16777215,"
            + " mn = -8388608, iu = 4294967295, bu = 18446744073709551615,"
            + " de = -99999999999999999999999999999999999.123456789012345678901234567891,"
            + " d0 = -999999999, fl = 0.1, dbl = 0.1 + 0.2, b1 = 1, b9 = 257,"
            + " b64 = 0xF0E1D2C3B4A59687, da = '0000-00-00', dt = '2024-02-29 23:59:59',"
            + " d6 = '2024-02-29 23:59:59.123456', d1 = '1000-01-01 00:00:00.9',"
            + " ts = '2024-03-31 01:30:00', t3 = '2038-01-19 03:14:07.999', tm = '-838:59:59',"
            + " t4 = '-838:59:58.9999', ye = 2155, ch = 'x ', vc = '\uD83D\uDE00 \\\\ \\'q\\' ',"
            + " la = _latin1 x'80E9FF', gb = _gbk x'B0A1815C', uc = _ucs2 x'4E2D0041',"
            + " bn = x'0001', b16 = x'', vb = repeat('\\0', 300), bl = x'00275C0A0D1AFF', tb = x'00',"
            + " tx = repeat('\u00fc', 70000), js = '{\"a\": [1, \"\u00fc\"]}', en = 'b', se = 'x,z',"
            + " ge = st_geomfromtext('POINT(1 2.5)', 4326),"
            + " uu = '6ccd780c-baba-1026-9564-5b8c656024db', i6 = '::ffff:1.2.3.4',"
            + " i4 = '10.0.0.1'",
        "insert into "
            + table
            + " set id = 5, da = '2024-00-10', dt = '0000-00-00 00:00:00', ts = 0, t3 = 0, en = 0,"
            + " se = '', fl = 3.4028234e38, dbl = 1.7976931348623157e308, vc = '', bl = '', bn = '',"
            + " tm = '12:00:00', t4 = '-00:00:00.5', ye = 0, uu ="
            + " '01890a5d-ac96-774b-bcce-b302099a8057', i6 = '2001:db8::', b9 = 0, d1 ="
            + " '9999-12-31 23:59:59.9'",
        "insert into "
            + table
            + " set id = 6, en = 1, fl = -1.17549e-38, dbl = 5e-324, tm = '-00:00:01',"
            + " uu = 'ffffffff-ffff-ffff-ffff-ffffffffffff', t4 = '00:00:00.0001'",
        "insert into "
            + table
            + " set id = 7, uu = '00000000-0000-0000-0000-000000000000', i6 = '::', i4 = '0.0.0.0',"
            + " vc = 'Gone', dbl = 1e-5, fl = 16777217",
        "insert into " + table + " select * from (select * from " + table + " where 0) q",
        "update "
            + table
            + " set vc = concat(coalesce(vc, ''), 'x'), ti = coalesce(ti, 0) div 2, b1 = 0,"
            + " uu = coalesce(uu, 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6')",
        "update " + table + " set vc = lower(vc), id = 70 where id = 7",
        "update " + table + " set vc = 'again', se = 'y' where id = 5",
        "delete from " + table + " where id = 6");
  }

  @ParameterizedTest
  @CsvSource({"' primary key'", "''"})
  void every_type_is_followed_as_it_was(String key) throws Exception {
    String table = db + ".wide";
    run(source(), "create database " + db + " character set latin1");
    run(source(), wide(table, key).toArray(String[]::new));
    try (Move move = new Move(spec(db), SMALL_CHUNKS)) {
      CompletableFuture<String> launched = move.launch();
      awaitFollowing(move);
      run(source(), changes(table).toArray(String[]::new));
      awaitCaughtUp(move);
      List<String> columns = new ArrayList<>();
      for (String name :
          rows(
              source(),
              "select column_name from information_schema.columns where table_name = 'wide'"
                  + " and table_schema = '"
                  + db
                  + "'")) {
        columns.add("hex(" + name + ")");
        if (!name.equals("ge")) {
          columns.add("hex(cast(" + name + " as char))");
        }
      }
      String all = "select " + String.join(", ", columns) + " from " + table + " order by 1";
      assertThat(rows(target(), all)).isEqualTo(rows(source(), all)).hasSize(5);
      move.engine.complete(Move.JOB);
      assertThat(end(launched)).isEqualTo(Move.FINISHED);
    }
  }

  @Test
  void other_tables_other_databases_and_harmless_statements_are_passed_over() throws Exception {
    String other = freshName("other");
    run(
        source(),
        "create database " + db,
        "create database " + other,
        "use " + db,
        "create table t (id int primary key, v int)",
        "create table left_out (id int primary key)");
    try (Move move = new Move(spec(db, "t"), SMALL_CHUNKS)) {
      CompletableFuture<String> launched = move.launch();
      awaitFollowing(move);
      run(
          source(),
          "use " + db,
          "insert into left_out values (1)",
          "alter table left_out add t int",
          "create table if not exists t (id int)",
          "create table made_later (id int, v varchar(100) compressed)",
          "insert into made_later values (1, repeat('x', 100))",
          "create table " + other + ".t (id int primary key)",
          "insert into " + other + ".t values (7)",
          "drop table " + other + ".t /* and not " + db + ".t */",
          "analyze table t",
          "create view v as select * from t",
          "create trigger tr after insert on t for each row set @x = 1",
          "insert into t values (1, 1), (2, 2)",
          "truncate table t",
          "insert into t values (3, 3)");
      awaitCaughtUp(move);
      assertThat(rows(target(), "select * from " + db + ".t")).containsExactly("3|3");
      assertThat(move.progress().following().inserted()).isEqualTo(3);
      assertThat(move.progress().following().deleted()).isEqualTo(2);
      assertThat(launched).isNotDone();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "alter table t add column w int default 5; add column w int",
        "create index i on t (v); create index i",
        "drop table t; DROP TABLE",
        "rename table t to u; rename table",
        "create or replace table t (id int primary key); create or replace",
        "set statement binlog_format = 'STATEMENT' for update t set v = v + 1;"
            + " binlog_format must be ROW",
      })
  void what_cannot_be_followed_stops_the_job_with_the_reason(String sql, String reason)
      throws Exception {
    run(
        source(),
        "create database " + db,
        "use " + db,
        "create table t (id int primary key, v int)",
        "insert into t values (1, 1)");
    try (Move move = new Move(spec(db), SMALL_CHUNKS)) {
      CompletableFuture<String> launched = move.launch();
      awaitFollowing(move);
      run(source(), "use " + db, "insert into t values (2, 2)", sql);
      assertThat(end(launched)).contains(db + ".t").contains(reason);
      assertThat(rows(target(), "select * from " + db + ".t"))
          .as("what was before it is applied")
          .containsExactly("1|1", "2|2");
      assertThat(move.progress().following().state()).isEqualTo(State.FAILED);
      assertThat(move.progress().following().error()).contains(reason);
    }
  }

  @Test
  void rows_that_are_not_logged_whole_are_not_applied_in_part() throws Exception {
    run(
        source(),
        "create database " + db,
        "use " + db,
        "create table t (id int primary key, v int, w int)",
        "insert into t values (1, 1, 1)");
    try (Move move = new Move(spec(db), SMALL_CHUNKS)) {
      CompletableFuture<String> launched = move.launch();
      awaitFollowing(move);
      run(
          source(),
          "use " + db,
          "set session binlog_row_image = 'MINIMAL'",
          "begin",
          "insert into t values (2, 2, 2)",
          "update t set v = 3 where id = 1",
          "commit");
      assertThat(end(launched)).contains(db + ".t").contains("binlog_row_image must be FULL");
      assertThat(rows(target(), "select * from " + db + ".t")).containsExactly("1|1|1");
    }
  }

  @Test
  void a_row_that_somebody_changed_at_the_target_is_found_and_not_overwritten() throws Exception {
    run(
        source(),
        "create database " + db,
        "use " + db,
        "create table t (id int primary key, v int)",
        "insert into t values (1, 1)");
    try (Move move = new Move(spec(db), SMALL_CHUNKS)) {
      CompletableFuture<String> launched = move.launch();
      awaitFollowing(move);
      run(target(), "insert into " + db + ".t values (2, 0)");
      run(source(), "insert into " + db + ".t values (2, 2)");
      assertThat(end(launched)).contains(db + ".t").contains("nothing was overwritten");
      run(target(), "delete from " + db + ".t where id = 2");
      launched = move.launch();
      awaitCaughtUp(move);
      BusySource.assertSameRows(db, db, List.of("t"));
      run(target(), "delete from " + db + ".t where id = 1");
      run(source(), "update " + db + ".t set v = 5 where id = 1");
      assertThat(end(launched)).contains(db + ".t").contains("somebody else writes");
    }
  }

  @Test
  void a_change_that_a_narrowed_table_does_not_take_is_not_cut() throws Exception {
    run(
        source(),
        "create database " + db,
        "use " + db,
        "create table t (id int primary key, v varchar(10))",
        "insert into t values (1, 'one')");
    try (Move move = new Move(spec(db), SMALL_CHUNKS)) {
      CompletableFuture<String> launched = move.launch();
      awaitFollowing(move);
      run(target(), "alter table " + db + ".t modify v varchar(3)");
      run(source(), "update " + db + ".t set v = 'longer' where id = 1");
      assertThat(end(launched)).contains(db + ".t").contains("does not fit").contains("error 1406");
      run(target(), "alter table " + db + ".t modify v varchar(10)");
      CompletableFuture<String> again = move.launch();
      awaitCaughtUp(move);
      BusySource.assertSameRows(db, db, List.of("t"));
      assertThat(again).isNotDone();
    }
  }

  @Test
  void a_source_that_stays_away_is_named_and_the_following_goes_on_when_it_is_back()
      throws Exception {
    Path folder = freshFolder();
    String[] logged = {"--server-id=103", "--log-bin=binlog", "--binlog-format=ROW"};
    MariaDbServer own = MariaDbServer.start(folder, logged);
    run(own, "create database " + db, "create table " + db + ".t (id int primary key)");
    JobSpec whole = Move.spec(own, target(), db);
    JobSpec spec = new JobSpec("test", whole.source(), whole.target(), whole.objects(), ALL);
    try (Move move = new Move(spec, new EngineSettings(3, 100, 0, Duration.ofSeconds(1)))) {
      CompletableFuture<String> launched = move.launch();
      awaitFollowing(move);
      own.kill();
      assertThat(end(launched))
          .contains("the source root@127.0.0.1:" + own.port() + " does not answer")
          .contains("tried again for 1 s");
      try (MariaDbServer back = MariaDbServer.start(folder, logged)) {
        run(back, "insert into " + db + ".t values (7)");
        final CompletableFuture<String> again = move.launch();
        await("the row", () -> !rows(target(), "select 1 from " + db + ".t").isEmpty());
        move.engine.complete(Move.JOB);
        assertThat(end(again)).isEqualTo(Move.FINISHED);
      }
    }
  }

  @Test
  void a_pause_keeps_the_position_and_broken_connections_are_taken_up_again() throws Exception {
    BusySource.create(db);
    try (Move move = new Move(spec(db), SMALL_CHUNKS);
        BusySource writing = BusySource.start(db, 2, 1)) {
      CompletableFuture<String> first = move.launch();
      awaitFollowing(move);
      move.engine.halt(Move.JOB);
      String checkpoint = move.progress().following().checkpoint();
      assertThat(move.progress().following().state()).isEqualTo(State.RUNNING);
      long before = writing.transactions();
      await("writes in the pause", () -> writing.transactions() > before + 50);
      assertThat(move.progress().following().checkpoint()).isEqualTo(checkpoint);

      final CompletableFuture<String> second = move.launch();
      for (int i = 0; i < 3; i++) {
        await("a dump", () -> !dumps().isEmpty());
        for (String connection : dumps()) {
          run(source(), "kill " + connection);
        }
      }
      writing.stop();
      awaitCaughtUp(move);
      BusySource.assertSameRows(db, db, BusySource.TABLES);
      assertThat(first).as("the launch that was halted is never told").isNotDone();
      assertThat(second).isNotDone();
    }
  }

  /** A trigger of the target would do again what the source's log tells that it has done. */
  @Test
  void triggers_that_are_in_place_when_it_ends_badly_meet_no_change_of_the_source()
      throws Exception {
    run(
        source(),
        "create database " + db,
        "use " + db,
        "create table a (id int auto_increment primary key)",
        "create table b (id int primary key)",
        "create table log (id int primary key)",
        "create trigger of_a after insert on a for each row insert into log values (new.id)",
        "create trigger of_b after insert on b for each row set @x = 1");
    try (Move move = new Move(spec(db), new EngineSettings(1, 100, 0));
        Inserting writing = Inserting.into(db + ".a")) {
      CompletableFuture<String> launched = move.launch();
      awaitFollowing(move);
      run(
          target(),
          "use " + db,
          "create table theirs (id int)",
          "create trigger of_b after insert on theirs for each row set @x = 1");
      move.engine.complete(Move.JOB);
      assertThat(end(launched)).contains("cannot create trigger " + db + ".of_b");
      assertThat(rows(target(), "show triggers in " + db + " like 'a'")).hasSize(1);
      writing.awaitMore();

      run(target(), "drop table " + db + ".theirs");
      CompletableFuture<String> again = move.launch();
      move.engine.complete(Move.JOB);
      assertThat(end(again)).isEqualTo(Move.FINISHED);
      writing.awaitMore();
    }
    assertThat(rows(target(), "show triggers in " + db)).hasSize(2);
    assertThat(rows(target(), "select * from " + db + ".log"))
        .isEqualTo(rows(target(), "select * from " + db + ".a"))
        .isNotEmpty();
  }

  /** Somebody who inserts a row after the other. */
  private static final class Inserting implements AutoCloseable {
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicLong rows = new AtomicLong();
    private final CompletableFuture<Void> work;

    private Inserting(String table) {
      work =
          CompletableFuture.runAsync(
              () -> {
                while (!stopping.get()) {
                  run(source(), "insert into " + table + " values ()");
                  rows.incrementAndGet();
                }
              });
    }

    static Inserting into(String table) {
      return new Inserting(table);
    }

    void awaitMore() {
      long before = rows.get();
      await("more rows", () -> rows.get() > before + 5);
    }

    @Override
    public void close() {
      stopping.set(true);
      work.join();
    }
  }

  private static List<String> dumps() {
    return rows(
        source(), "select id from information_schema.processlist where command = 'Binlog Dump'");
  }

  @Test
  void a_transaction_of_many_rows_is_applied_whole_or_not_at_all() throws Exception {
    run(
        source(),
        "create database " + db,
        "use " + db,
        "create table t (id int primary key, v varchar(100))",
        "create table other (v int)");
    try (Move move = new Move(spec(db), SMALL_CHUNKS)) {
      CompletableFuture<String> running = move.launch();
      awaitFollowing(move);
      run(
          source(),
          "use " + db,
          "begin",
          "insert into t select seq, repeat('x', 90) from seq_1_to_50000",
          "insert into other values (50000)",
          "commit");
      // Each look is of one moment: either both or none.
      String look =
          "select (select count(*) from "
              + db
              + ".t) = coalesce((select max(v) from "
              + db
              + ".other), 0)";
      await(
          "the transaction",
          () -> {
            assertThat(value(target(), look)).isEqualTo("1");
            return !rows(target(), "select 1 from " + db + ".other").isEmpty();
          });
      awaitCaughtUp(move);
      BusySource.assertSameRows(db, db, List.of("t", "other"));
      assertThat(running).isNotDone();
    }
  }

  @Test
  void a_log_that_was_purged_in_a_pause_fails_and_says_so() throws Exception {
    run(source(), "create database " + db, "create table " + db + ".t (id int primary key)");
    try (Move move = new Move(spec(db), SMALL_CHUNKS)) {
      CompletableFuture<String> running = move.launch();
      awaitFollowing(move);
      move.engine.halt(Move.JOB);
      assertThat(running).isNotDone();
      run(
          source(),
          "insert into " + db + ".t values (1)",
          "flush binary logs",
          "flush binary logs");
      String last = rows(source(), "show master status").get(0).split("\\|", -1)[0];
      await(
          "the purge",
          () -> {
            run(source(), "purge binary logs to '" + last + "'");
            return rows(source(), "show binary logs").size() == 1;
          });
      assertThat(end(move.launch()))
          .contains("no longer has the part of its binary log")
          .contains("new job");
    }
  }

  @Test
  void what_could_not_be_followed_exactly_is_refused_before_the_load() throws Exception {
    run(
        source(),
        "create database " + db,
        "use " + db,
        "create table old (id int primary key) engine = MyISAM",
        "create table t (id int primary key)",
        "create table parent (id int primary key)",
        "create table child (id int primary key, p int,"
            + " constraint up foreign key (p) references parent (id) on delete cascade)",
        "insert into t values (1)");
    try (Move move = new Move(spec(db, "old"), SMALL_CHUNKS)) {
      assertThat(end(move.launch())).contains(db + ".old").contains("cannot roll back");
    }
    try (Move move = new Move(spec(db + "_c", "child"), SMALL_CHUNKS)) {
      assertThat(end(move.launch())).contains(db + ".child").contains("up to " + db + ".parent");
    }
    String to = db + "_there";
    run(
        target(),
        "create database " + to,
        "use " + to,
        "create table t (id int primary key)",
        "insert into t values (5)");
    try (Move move = new Move(spec(to, "t"), SMALL_CHUNKS)) {
      assertThat(end(move.launch("CHECK_SAME_OBJ"))).contains(to + ".t").contains("has rows");
      run(
          target(),
          "delete from " + to + ".t",
          "create trigger " + to + ".tr before insert on " + to + ".t for each row set @x = 1");
      assertThat(end(move.launch("CHECK_SAME_OBJ"))).contains(to + ".t").contains("has triggers");
      run(target(), "drop trigger " + to + ".tr");
      CompletableFuture<String> running = move.launch("CHECK_SAME_OBJ");
      awaitFollowing(move);
      run(source(), "insert into " + db + ".t values (2)");
      awaitCaughtUp(move);
      assertThat(rows(target(), "select * from " + to + ".t")).containsExactly("1", "2");
      assertThat(running).isNotDone();
    }
  }

  @Test
  void a_snapshot_of_locked_tables_is_of_its_position_too() throws Exception {
    BusySource.create(db);
    JobSpec spec = spec(db);
    MovedObject table = new MovedObject(0, MovedObject.Kind.TABLE, db, db, "keyless", 1);
    try (BusySource writing = BusySource.start(db, 3, 2);
        Lane lane = Lane.open(spec)) {
      long before = writing.transactions();
      await("transactions", () -> writing.transactions() > before + 20);
      try (Snapshot snapshot = Snapshot.takeLocked(spec.source(), lane.source(), List.of(table))) {
        LogPosition own = Snapshot.ownPosition(lane.source()).orElseThrow();
        // The server's own word for the same moment may differ, but with no row between.
        LogPosition at = snapshot.position();
        assertThat(own.compareTo(at) < 0 ? rowsBetween(own, at, spec) : rowsBetween(at, own, spec))
            .isZero();
      }
    }
  }

  private long rowsBetween(LogPosition from, LogPosition to, JobSpec spec) throws Exception {
    long rows = 0;
    LogPosition at = from;
    try (SourceLog log =
        new SourceLog(spec.source(), from, (d, t) -> d.equals(db) && t.equals("keyless"))) {
      while (at.compareTo(to) < 0) {
        LogEntry entry = log.next(Duration.ofSeconds(10)).orElseThrow();
        if (entry instanceof LogEntry.Rows some) {
          rows += some.rows().size();
        } else if (entry instanceof LogEntry.Commit commit) {
          at = commit.next();
        } else if (entry instanceof LogEntry.Passed passed) {
          at = passed.next();
        }
      }
    }
    return rows;
  }
}
