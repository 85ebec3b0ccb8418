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
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.Stages;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id int primary key | Only at the source: `v` varchar(20)",
        "id int primary key, v varchar(20), w int not null | Only at the target: `w` int not null",
        "id int primary key, v varchar(20), w int | Only at the target: `w` int",
        "id int primary key, v varchar(19) | Only at the target: `v` varchar(19)",
        "id int primary key, v int | Only at the target: `v` int",
        "id int primary key, v varchar(20) not null | `v` varchar(20) character set utf8mb4 not null",
        "id int primary key, v varchar(20) character set latin1 | character set latin1",
        "id int unsigned primary key, v varchar(20) | `id` int unsigned not null",
        "id int primary key, v varchar(20) as (id) | Only at the target: `v` varchar(20)"
      })
  void other_columns_are_named_before_any_row_is_written(String columns, String difference)
      throws Exception {
    run(
        target(),
        "create database " + db,
        "create table " + db + ".t (" + columns + ")",
        "insert ignore into " + db + ".t (id) values (4711)");
    try (Move move = new Move(Move.spec(db, db), SMALL_CHUNKS)) {
      assertThat(move.toItsEnd("CHECK_SAME_OBJ"))
          .startsWith(db + ".t exists at the target with other columns")
          .contains(difference)
          .endsWith("Make them the same, or drop the target's table");
    }
    assertThat(rows(target(), "select id from " + db + ".t")).containsExactly("4711");
  }

  @Test
  void a_table_with_very_many_other_columns_makes_a_short_reason() throws Exception {
    String many =
        IntStream.range(0, 900)
            .mapToObj(i -> "column_with_a_rather_long_name_" + i + " enum('a', 'b')")
            .collect(Collectors.joining(", "));
    run(target(), "create database " + db, "create table " + db + ".t (" + many + ")");
    try (Move move = new Move(Move.spec(db, db), SMALL_CHUNKS)) {
      assertThat(move.toItsEnd("CHECK_SAME_OBJ"))
          .contains("and 892 more")
          .endsWith("drop the target's table")
          .hasSizeLessThan(1501);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"theirs", "42"})
  void a_key_that_is_taken_fails_though_the_rows_be_equal_and_nothing_is_overwritten(String v)
      throws Exception {
    run(
        target(),
        "create database " + db,
        "create table " + db + ".t (id int primary key, v varchar(20))",
        "insert into " + db + ".t values (42, '" + v + "')");
    try (Move move = new Move(Move.spec(db, db), SMALL_CHUNKS)) {
      assertThat(move.toItsEnd("CHECK_SAME_OBJ"))
          .contains(db + ".t: the row with key (`id`) = (42) meets one that is there already")
          .contains("nothing was overwritten")
          .contains("Duplicate entry '42' for key 'PRIMARY' (error 1062, SQLSTATE 23000)")
          .contains("Remove one of the two");
      assertThat(value(target(), "select v from " + db + ".t where id = 42")).isEqualTo(v);

      run(target(), "delete from " + db + ".t where id = 42");
      assertThat(move.toItsEnd("CHECK_SAME_OBJ")).isEqualTo(Move.FINISHED);
      assertThat(move.progress().tables())
          .extracting(TableProgress::targetRows)
          .containsExactly(100L);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v varchar(20) check (id <> 42) | CONSTRAINT `t.v` failed | 4025",
        "v varchar(20)) partition by range (-abs(id - 42)) (partition p values less than (0) |"
            + " no partition for value 0 | 1526",
        "v varchar(20); create trigger no before insert on t for each row if new.id = 42 then"
            + " signal sqlstate '45000' set message_text = 'not in here'; end if | not in here | 1644"
      })
  void a_row_that_their_table_does_not_take_is_named(String column, String words, int code)
      throws Exception {
    String[] parts = column.split("; create trigger ", 2);
    run(
        target(),
        "create database " + db,
        "use " + db,
        "create table t (id int primary key, " + parts[0] + ")",
        "insert into t values (-1, 'theirs')");
    if (parts.length > 1) {
      run(target(), "use " + db, "create trigger " + parts[1]);
    }
    try (Move move = new Move(Move.spec(db, db), SMALL_CHUNKS)) {
      assertThat(move.toItsEnd("CHECK_SAME_OBJ"))
          .contains(db + ".t: the row with key (`id`) = (42) does not fit")
          .contains(words)
          .contains("(error " + code);
    }
    assertThat(rows(target(), "select id from " + db + ".t where id in (-1, 42)"))
        .containsExactly("-1");
  }

  @Test
  void keys_that_only_their_collation_takes_for_equal_collide() throws Exception {
    run(
        source(),
        "use " + db,
        "create table k (name varchar(20) collate utf8mb4_bin primary key)",
        "insert into k values ('a'), ('A'), ('\\Z\u202e')");
    run(
        target(),
        "create database " + db,
        "create table " + db + ".k (name varchar(20) collate utf8mb4_general_ci primary key)");
    try (Move move = new Move(Move.spec(db, db, "k"), SMALL_CHUNKS)) {
      assertThat(move.toItsEnd("CHECK_SAME_OBJ"))
          .contains(db + ".k: the row with key (`name`) = (a) meets one that is there already");
      assertThat(rows(target(), "select * from " + db + ".k")).isEmpty();
    }
  }

  @Test
  void a_key_is_shown_without_its_control_characters() throws Exception {
    run(
        source(),
        "use " + db,
        "create table k (name varchar(20) collate utf8mb4_bin primary key)",
        "insert into k values (concat(char(27 using utf8mb4), '[31m', '\u202e'))");
    run(
        target(),
        "create database " + db,
        "create table " + db + ".k as select * from (select 1) x where false",
        "drop table " + db + ".k",
        "create table " + db + ".k (name varchar(20) collate utf8mb4_bin primary key)",
        "insert into " + db + ".k values (concat(char(27 using utf8mb4), '[31m', '\u202e'))");
    try (Move move = new Move(Move.spec(db, db, "k"), SMALL_CHUNKS)) {
      assertThat(move.toItsEnd("CHECK_SAME_OBJ"))
          .contains("(`name`) = (\\u001B[31m\\u202E)")
          .matches("\\P{Cntrl}+")
          .doesNotContain("\u202e");
    }
  }

  /** Somebody narrows a column between two launches: strictness is what is left. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v varchar(2) | 90 | Data too long for column 'v' | 1406",
        "n tinyint | 90 | Out of range value for column 'n' | 1264",
        "n int not null | 91 | Column 'n' cannot be null | 1048"
      })
  void a_table_of_ours_that_was_narrowed_meanwhile_cuts_no_value(
      String column, int id, String words, int code) throws Exception {
    run(
        source(),
        "use " + db,
        "create table w (id int primary key, v varchar(20), n int)",
        "insert into w select seq, if(seq = 90, 'too long', 'x'),"
            + " case seq when 90 then 300 when 91 then null else 1 end from seq_1_to_100");
    JobSpec spec = Move.spec(db, db, "w");
    String changed = column.substring(0, 1);
    try (Move move = new Move(spec, new EngineSettings(1, 10, 50))) {
      move.beginAndHalt();
      assertThat(move.progress().fullLoad().done()).isLessThan(90);
      run(target(), "alter table " + db + ".w modify " + column);

      assertThat(move.toItsEnd())
          .contains(db + ".w: the row with key (`id`) = (" + id + ") does not fit")
          .contains(words)
          .contains("(error " + code);
      assertThat(rows(target(), "select id from " + db + ".w where id = " + id)).isEmpty();

      run(
          target(),
          "alter table " + db + ".w modify " + (changed.equals("v") ? "v varchar(20)" : "n int"));
      assertThat(move.toItsEnd()).isEqualTo(Move.FINISHED);
    }
    assertThat(rows(target(), "checksum table " + db + ".w"))
        .isEqualTo(rows(source(), "checksum table " + db + ".w"));
  }

  @Test
  void their_table_is_compared_again_when_the_job_goes_on() throws Exception {
    run(
        target(),
        "create database " + db,
        "create table " + db + ".t (id int primary key, v varchar(20))");
    try (Move move = new Move(Move.spec(db, db), new EngineSettings(1, 10, 50))) {
      move.beginAndHalt("CHECK_SAME_OBJ");
      run(target(), "alter table " + db + ".t modify v varchar(10)");

      assertThat(move.toItsEnd("CHECK_SAME_OBJ")).contains("with other columns");
    }
  }

  /** What the engine goes by is the shield of CHECK_SAME_OBJ, and no other. */
  @Test
  void a_shielded_check_for_empty_tables_alone_opens_no_table() throws Exception {
    run(
        target(),
        "create database " + db,
        "create table " + db + ".t (id int primary key, v varchar(20))",
        "insert into " + db + ".t values (-1, 'theirs')");
    try (Move move = new Move(Move.spec(db, db), SMALL_CHUNKS)) {
      assertThat(move.toItsEnd("CHECK_DEST_TABLE_EMPTY")).contains("is not of this job");
    }
    assertThat(rows(target(), "select v from " + db + ".t")).containsExactly("theirs");
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
