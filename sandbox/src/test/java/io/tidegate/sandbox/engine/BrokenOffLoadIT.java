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

import io.tidegate.sandbox.core.Engine.StageProgress.State;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.Stages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The load of a job that follows is broken off while it fills a table that was there before: what
 * it left is taken back, and nothing else.
 */
class BrokenOffLoadIT {
  private static final int ROWS = 3000;
  private static final EngineSettings SLOW = new EngineSettings(3, 100, 2000);

  private final String db = freshName("shop");
  private final JobSpec spec = Move.spec(db, new Stages(true, true, true));

  @BeforeEach
  void fill() {
    run(
        source(),
        "create database " + db,
        "use " + db,
        "create table t (id int primary key, v varchar(100))",
        "insert into t select seq * 10, concat('row ', seq) from seq_1_to_" + ROWS);
    run(
        target(),
        "create database " + db,
        "create table " + db + ".t (id int primary key, v varchar(100))");
  }

  private static void complete(Move move, CompletableFuture<String> launched) throws Exception {
    await("following", () -> move.progress().following().state() == State.RUNNING);
    move.engine.complete(Move.JOB);
    assertThat(launched.get(60, TimeUnit.SECONDS)).isEqualTo(Move.FINISHED);
  }

  private void assertSameRows() {
    String all = "select * from " + db + ".t order by id";
    assertThat(rows(target(), all)).isEqualTo(rows(source(), all));
  }

  @Test
  void paused_it_begins_again_and_ends_with_the_sources_rows() throws Exception {
    try (Move move = new Move(spec, SLOW)) {
      move.beginAndHalt("CHECK_SAME_OBJ");
      assertThat(rows(target(), "select 1 from " + db + ".t")).isNotEmpty();
      run(
          source(),
          "delete from " + db + ".t where id = 10",
          "update " + db + ".t set v = 'other' where id = 20");
      move.beginAndHalt("CHECK_SAME_OBJ");
      complete(move, move.launch("CHECK_SAME_OBJ"));
    }
    assertSameRows();
  }

  @Test
  void killed_it_begins_again_and_ends_with_the_sources_rows() throws Exception {
    // Long enough that it still loads when the kill arrives.
    run(source(), "use " + db, "insert into t select seq, md5(seq) from seq_100001_to_400000");
    Path metadatabase = freshFolder().resolve("sandbox.db");
    Path output = metadatabase.resolveSibling("out");
    Process killed = EngineProcess.start(metadatabase, spec, "CHECK_SAME_OBJ", output);
    await(
        "rows",
        () -> {
          assertThat(killed.isAlive()).isTrue();
          return !rows(target(), "select 1 from " + db + ".t limit 1").isEmpty();
        });
    killed.destroyForcibly().waitFor();
    assertThat(rows(target(), "show tables in " + db + " like 'tidegate_sandbox_position%'"))
        .as("it was not yet loaded")
        .isEmpty();

    Process last = EngineProcess.start(metadatabase, spec, "CHECK_SAME_OBJ", true, output);
    assertThat(last.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(output)).endsWith(Move.FINISHED + System.lineSeparator());
    assertSameRows();
  }

  @Test
  void rows_from_before_the_load_are_refused_and_stay() throws Exception {
    run(target(), "insert into " + db + ".t values (5, 'theirs')");
    try (Move move = new Move(spec, SLOW)) {
      for (int i = 0; i < 2; i++) {
        assertThat(move.toItsEnd("CHECK_SAME_OBJ"))
            .contains(db + ".t was there before the job and has rows");
      }
    }
    assertThat(rows(target(), "select v from " + db + ".t")).containsExactly("theirs");
  }

  /** Where the load had come by, and where it had not; more rows, and as many. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into t values (5, 'theirs')",
        "insert into t values (2000000, 'theirs')",
        "update t set v = 'theirs' where id = 10",
        "update t set id = 5, v = 'theirs' where id = 10"
      })
  void rows_that_somebody_put_there_meanwhile_are_refused_and_stay(String sql) throws Exception {
    try (Move move = new Move(spec, SLOW)) {
      move.beginAndHalt("CHECK_SAME_OBJ");
      run(target(), "use " + db, sql);
      String loaded = value(target(), "select count(*) from " + db + ".t");
      for (int i = 0; i < 2; i++) {
        assertThat(move.toItsEnd("CHECK_SAME_OBJ"))
            .contains(db + ".t was there before the job and has rows")
            .contains("that a load of this job did not leave there");
      }
      assertThat(value(target(), "select count(*) from " + db + ".t")).isEqualTo(loaded);
      assertThat(rows(target(), "select 1 from " + db + ".t where v = 'theirs'")).hasSize(1);

      run(target(), "delete from " + db + ".t");
      complete(move, move.launch("CHECK_SAME_OBJ"));
    }
    assertSameRows();
  }
}
