package io.tidegate.sandbox.engine;

import static io.tidegate.sandbox.lab.TestDatabases.freshName;
import static io.tidegate.sandbox.lab.TestDatabases.rows;
import static io.tidegate.sandbox.lab.TestDatabases.run;
import static io.tidegate.sandbox.lab.TestDatabases.source;
import static io.tidegate.sandbox.lab.TestDatabases.target;
import static io.tidegate.sandbox.lab.TestDatabases.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.core.Engine.StageProgress.State;
import io.tidegate.sandbox.core.Engine.TableProgress;
import io.tidegate.sandbox.core.Stages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables that are at the target before the job comes. */
class RowEngineExistingTablesIT {
  private static final EngineSettings SMALL_CHUNKS = new EngineSettings(2, 10, 0);

  private final String db = freshName("shop");

  @BeforeEach
  void fillSource() {
    run(
        source(),
        "create database " + db,
        "use " + db,
        "create table t (id int primary key, v varchar(20), key (v))",
        "insert into t select seq, seq from seq_1_to_100");
  }

  @Test
  void they_are_left_alone_unless_somebody_shielded_the_check() throws Exception {
    run(target(), "create database " + db, "create table " + db + ".t (a int)");
    try (Move move = new Move(Move.spec(db, db), SMALL_CHUNKS)) {
      assertThat(move.toItsEnd())
          .contains(db + ".t exists at the target")
          .contains("CHECK_SAME_OBJ");
    }
    assertThat(rows(target(), "select * from " + db + ".t")).isEmpty();
  }

  @Test
  void they_take_the_rows_beside_their_own() throws Exception {
    run(
        target(),
        "create database " + db,
        "create table " + db + ".t (id int primary key, v varchar(20))",
        "insert into " + db + ".t values (-1, 'theirs'), (1000, 'theirs too')");
    try (Move move = new Move(Move.spec(db, db), SMALL_CHUNKS)) {
      assertThat(move.toItsEnd("CHECK_SAME_OBJ")).isEqualTo(Move.FINISHED);
      assertThat(move.progress().tables())
          .singleElement()
          .satisfies(
              t -> {
                assertThat(t.sourceRows()).isEqualTo(100);
                assertThat(t.targetRows()).isEqualTo(102);
                assertThat(t.verified()).isTrue();
              });
    }
    assertThat(value(target(), "select count(*) from " + db + ".t where v like 'theirs%'"))
        .isEqualTo("2");
    assertThat(rows(target(), "show index in " + db + ".t where key_name = 'v'")).isEmpty();
  }

  @Test
  void other_columns_fail_and_are_named() throws Exception {
    run(
        target(),
        "create database " + db,
        "create table " + db + ".t (id int primary key, v varchar(19), w int)");
    try (Move move = new Move(Move.spec(db, db), SMALL_CHUNKS)) {
      assertThat(move.toItsEnd("CHECK_SAME_OBJ"))
          .contains(db + ".t")
          .contains("`v` varchar(20)")
          .contains("`v` varchar(19)")
          .contains("`w` int");
    }
  }

  @Test
  void a_key_that_is_taken_fails_and_nothing_is_overwritten() throws Exception {
    run(
        target(),
        "create database " + db,
        "create table " + db + ".t (id int primary key, v varchar(20))",
        "insert into " + db + ".t values (42, 'theirs')");
    try (Move move = new Move(Move.spec(db, db), SMALL_CHUNKS)) {
      assertThat(move.toItsEnd("CHECK_SAME_OBJ")).contains(db + ".t").contains("'42'");
      assertThat(value(target(), "select v from " + db + ".t where id = 42")).isEqualTo("theirs");

      run(target(), "delete from " + db + ".t where id = 42");
      assertThat(move.toItsEnd("CHECK_SAME_OBJ")).isEqualTo(Move.FINISHED);
      assertThat(move.progress().tables())
          .extracting(TableProgress::targetRows)
          .containsExactly(100L);
    }
  }

  @Test
  void a_job_for_the_structure_alone_makes_what_a_job_for_the_rows_alone_fills() throws Exception {
    run(source(), "create view " + db + ".v as select count(*) from " + db + ".t");
    try (Move move = new Move(Move.spec(db, new Stages(true, false, false)), SMALL_CHUNKS)) {
      assertThat(move.toItsEnd()).isEqualTo(Move.FINISHED);
      assertThat(move.progress().structure().percent()).isEqualTo(100);
      assertThat(move.progress().fullLoad().state()).isEqualTo(State.NOT_STARTED);
    }
    assertThat(rows(target(), "select * from " + db + ".v")).containsExactly("0");
    assertThat(rows(target(), "show index in " + db + ".t where key_name = 'v'")).hasSize(1);

    try (Move move = new Move(Move.spec(db, new Stages(false, true, false)), SMALL_CHUNKS)) {
      assertThat(move.toItsEnd()).isEqualTo(Move.FINISHED);
      assertThat(move.progress().verified()).isTrue();
    }
    assertThat(rows(target(), "select * from " + db + ".v")).containsExactly("100");
  }

  @Test
  void a_job_for_the_rows_alone_wants_its_tables_there() throws Exception {
    run(target(), "create database " + db);
    try (Move move = new Move(Move.spec(db, new Stages(false, true, false)), SMALL_CHUNKS)) {
      assertThat(move.toItsEnd()).contains(db + ".t does not exist at the target");
    }
  }

  @Test
  void a_selected_table_that_is_not_at_the_source_is_named() throws Exception {
    try (Move move = new Move(Move.spec(db, db, "t", "nowhere"), SMALL_CHUNKS)) {
      assertThat(move.toItsEnd()).contains(db + ".nowhere");
      assertThat(move.progress().structure().state()).isEqualTo(State.FAILED);
    }
  }
}
