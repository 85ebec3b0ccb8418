package io.tidegate.sandbox.engine;

import static io.tidegate.sandbox.lab.TestDatabases.freshFolder;
import static io.tidegate.sandbox.lab.TestDatabases.freshName;
import static io.tidegate.sandbox.lab.TestDatabases.rows;
import static io.tidegate.sandbox.lab.TestDatabases.run;
import static io.tidegate.sandbox.lab.TestDatabases.source;
import static io.tidegate.sandbox.lab.TestDatabases.target;
import static io.tidegate.sandbox.lab.TestDatabases.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.core.Engine.StageProgress.State;
import io.tidegate.sandbox.core.JobSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Jobs that are broken off go on, and end with the source's rows, each once. */
class RowEngineResumeIT {
  private static final int ROWS = 60_000;

  private final String db = freshName("shop");
  private final Path folder = freshFolder();

  private void fillSource() {
    run(
        source(),
        "create database " + db,
        "use " + db,
        "create table big (id int primary key, v varchar(100), n int, key (v), key (n))",
        "insert into big select seq, concat('row ', seq), seq mod 1000 from seq_1_to_" + ROWS,
        "create table keyless (a int, b varchar(20))",
        "insert into keyless select seq mod 100, 'same' from seq_1_to_" + ROWS / 3,
        "create table old (id int primary key, v varchar(100)) engine = MyISAM",
        "insert into old select seq, concat('row ', seq) from seq_1_to_" + ROWS / 3,
        "create table child (id int primary key, big int, foreign key (big) references big (id))",
        "insert into child select seq, seq from seq_1_to_" + ROWS / 10,
        "create view v as select count(*) from big",
        "create trigger big_in before insert on big for each row set new.n = new.n + 1");
  }

  /** At each of these the process is killed; a condition that passes too fast kills it later. */
  private List<BooleanSupplier> moments() {
    return List.of(
        () -> there("tables", "table_name like 'tidegate%'"),
        () -> there("tables", "table_name = 'keyless'"),
        () -> loaded() > 0,
        () -> loaded() > ROWS / 4,
        () -> loaded() > ROWS / 2,
        () -> loaded() > ROWS,
        () -> loaded() >= ROWS + ROWS / 3 + ROWS / 3 + ROWS / 10,
        () -> there("statistics", "index_name = 'n'"),
        () -> there("views", "true"));
  }

  private boolean there(String of, String condition) {
    return !rows(
            target(),
            "select 1 from information_schema."
                + of
                + " where table_schema = '"
                + db
                + "' and "
                + condition)
        .isEmpty();
  }

  private long loaded() {
    return progress("select coalesce(sum(row_count), 0) from %s");
  }

  /** What the job's own table answers, once it is there. */
  private long progress(String query) {
    String table = db + ".tidegate_sandbox_progress_" + Move.JOB;
    try {
      return Long.parseLong(value(target(), query.formatted(table)));
    } catch (IllegalStateException notYetOrNoLonger) {
      return 0;
    }
  }

  @Test
  void a_process_that_is_killed_again_and_again_moves_every_row_once() throws Exception {
    fillSource();
    killAndResume("NONE");

    assertSameRows(List.of("big", "keyless", "old", "child"));
    assertThat(rows(target(), "show tables in " + db))
        .containsExactly("big", "child", "keyless", "old", "v");
    assertThat(rows(target(), "show index in " + db + ".big")).hasSize(3);
    assertThat(rows(target(), "show triggers in " + db)).hasSize(1);
    assertThat(rows(target(), "select * from " + db + ".v")).containsExactly("" + ROWS);
  }

  @Test
  void killed_while_it_loads_into_tables_with_rows_of_others_it_keeps_both() throws Exception {
    fillSource();
    run(source(), "drop table " + db + ".old", "drop trigger " + db + ".big_in");
    run(
        target(),
        "create database " + db,
        "use " + db,
        "create table big (id int primary key, v varchar(100), n int)",
        "insert into big values (-1, 'theirs', 0)",
        "create table keyless (a int, b varchar(20))",
        "insert into keyless values (-1, 'theirs')");
    killAndResume("CHECK_SAME_OBJ");

    assertThat(rows(target(), "select v from " + db + ".big where id = -1")).contains("theirs");
    run(
        target(),
        "delete from " + db + ".big where id = -1",
        "delete from " + db + ".keyless where a = -1");
    assertSameRows(List.of("big", "keyless", "child"));
  }

  /** What cannot roll back cannot be gone on with either; then nothing is deleted to make it so. */
  @Test
  void killed_while_it_loads_into_a_table_of_others_that_cannot_roll_back_it_deletes_nothing()
      throws Exception {
    run(
        source(),
        "create database " + db,
        "use " + db,
        "create table old (id int primary key, v varchar(100)) engine = MyISAM",
        "insert into old select seq, concat('row ', seq) from seq_1_to_" + ROWS / 10);
    run(
        target(),
        "create database " + db,
        "create table " + db + ".old (id int primary key, v varchar(100)) engine = MyISAM",
        "insert into " + db + ".old values (-1, 'theirs')");
    String shielded = "CHECK_SAME_OBJ,CHECK_DEST_TABLE_EMPTY";
    Path metadatabase = folder.resolve("sandbox.db");
    try (Connection others = target().connect();
        Statement lock = others.createStatement()) {
      // So that no chunk which has begun ends before the kill.
      lock.execute("lock tables " + db + ".old read");
      Process killed =
          EngineProcess.start(
              metadatabase, Move.spec(db, db), shielded, folder.resolve("killed.out"));
      await(() -> progress("select count(*) from %s where state = 'BEGUN'") > 0);
      killed.destroyForcibly().waitFor();
    }
    long rowsThen = Long.parseLong(value(target(), "select count(*) from " + db + ".old"));

    Path output = folder.resolve("last.out");
    Process last = EngineProcess.start(metadatabase, Move.spec(db, db), shielded, output);
    assertThat(last.waitFor(120, TimeUnit.SECONDS)).isTrue();

    assertThat(Files.readString(output))
        .contains(db + ".old: loading was broken off")
        .contains("cannot be told from ours");
    assertThat(rows(target(), "select v from " + db + ".old where id = -1")).contains("theirs");
    assertThat(Long.parseLong(value(target(), "select count(*) from " + db + ".old")))
        .as("rows at the kill, and after")
        .isGreaterThanOrEqualTo(rowsThen);
  }

  private void killAndResume(String shielded) throws Exception {
    JobSpec spec = Move.spec(db, db);
    Path metadatabase = folder.resolve("sandbox.db");
    int killed = 0;
    for (BooleanSupplier moment : moments()) {
      Process process =
          EngineProcess.start(metadatabase, spec, shielded, folder.resolve("killed.out"));
      while (process.isAlive() && !moment.getAsBoolean()) {
        Thread.sleep(10);
      }
      killed += process.isAlive() ? 1 : 0;
      process.destroyForcibly().waitFor();
    }
    Path output = folder.resolve("last.out");
    Process last = EngineProcess.start(metadatabase, spec, shielded, output);
    assertThat(last.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(output)).endsWith(Move.FINISHED + System.lineSeparator());
    assertThat(killed).as("times that it was killed before it had finished").isGreaterThan(4);
  }

  private void assertSameRows(List<String> tables) {
    for (String table : tables) {
      assertThat(rows(target(), "checksum table " + db + "." + table))
          .as(table)
          .isEqualTo(rows(source(), "checksum table " + db + "." + table));
    }
  }

  @Test
  void a_halted_job_writes_nothing_more_and_goes_on_when_launched() throws Exception {
    fillSource();
    try (Move move = new Move(Move.spec(db, db), new EngineSettings(3, 500, 40_000))) {
      CompletableFuture<String> first = move.launch();
      await(() -> move.progress().fullLoad().done() > 3000);
      move.engine.halt(Move.JOB);
      long loaded = loaded();
      assertThat(loaded).isPositive().isLessThan(ROWS);
      assertThat(move.progress().fullLoad().state()).isEqualTo(State.RUNNING);
      assertThat(move.progress().fullLoad().percent()).isBetween(1, 99);
      assertThat(
              value(
                  target(),
                  "select count(*) from information_schema.processlist"
                      + " where info like '%"
                      + db
                      + "%' and id <> connection_id()"))
          .isEqualTo("0");
      assertThat(loaded()).isEqualTo(loaded);
      assertThat(first).isNotDone();

      assertThat(move.toItsEnd()).isEqualTo(Move.FINISHED);
      assertThat(first).as("the launch that was halted is never told").isNotDone();
    }
    assertSameRows(List.of("big", "keyless", "old", "child"));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.sleep(5);
    }
  }
}
