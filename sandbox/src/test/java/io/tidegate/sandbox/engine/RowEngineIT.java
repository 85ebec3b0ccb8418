package io.tidegate.sandbox.engine;

import static io.tidegate.sandbox.lab.TestDatabases.freshName;
import static io.tidegate.sandbox.lab.TestDatabases.rows;
import static io.tidegate.sandbox.lab.TestDatabases.run;
import static io.tidegate.sandbox.lab.TestDatabases.source;
import static io.tidegate.sandbox.lab.TestDatabases.target;
import static io.tidegate.sandbox.lab.TestDatabases.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.core.Engine.Progress;
import io.tidegate.sandbox.core.Engine.StageProgress.State;
import io.tidegate.sandbox.core.Engine.TableProgress;
import io.tidegate.sandbox.lab.MariaDbServer;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class RowEngineIT {
  private static final EngineSettings SMALL_CHUNKS = new EngineSettings(3, 7, 0);

  private final String db = freshName("shop");

  /** What its tables' rows are, by the server's own words, byte by byte. */
  private List<String> bytes(MariaDbServer server, String table, String... columns) {
    StringBuilder hex = new StringBuilder();
    for (String column : columns) {
      hex.append(hex.isEmpty() ? "" : ", ").append("hex(").append(column).append(")");
    }
    return rows(server, "select " + hex + " from " + table + " order by 1, 2");
  }

  @Test
  void every_type_arrives_as_it_was() throws Exception {
    run(
        source(),
        "create database " + db + " character set latin1",
        "set session sql_mode = 'NO_AUTO_VALUE_ON_ZERO'",
        "create table "
            + db
            + ".wide (id bigint unsigned not null auto_increment primary key,"
            + " ti tinyint, tu tinyint unsigned zerofill, si smallint, mi mediumint unsigned,"
            + " bu bigint unsigned, de decimal(65,30), fl float, dbl double, b1 bit(1), b64 bit(64),"
            + " da date, dt datetime(6), ts timestamp(3) null, tm time(4), ye year,"
            + " ch char(10), vc varchar(100) character set utf8mb4, la varchar(20) character set"
            + " latin1, gb varchar(20) character set gbk, uc varchar(20) character set ucs2,"
            + " bi varchar(20) collate utf8mb4_bin, bn binary(4), vb varbinary(10), bl longblob,"
            + " tx mediumtext character set utf8mb4, js json,"
            + " en enum('', 'a', 'b\\'c,', 'd'), se set('x', 'y', 'z'), ge geometry,"
            + " uu uuid, i6 inet6, i4 inet4,"
            + " gv bigint as (ti + 1) virtual, gs varchar(30) as (concat(vc, '!')) stored,"
            + " df varchar(20) default 'q{x}\\\\n''', dn timestamp not null default"
            + " current_timestamp on update current_timestamp, key vc (vc), key (gv))"
            + " auto_increment=1000 comment='a ` { ; comment'",
        "insert into " + db + ".wide set id = 0",
        "insert into "
            + db
            + ".wide set id = 18446744073709551614, ti = -128, tu = 7,"
            + " si = -32768, mi = 16777215, bu = 18446744073709551615,"
            + " de = -99999999999999999999999999999999999.123456789012345678901234567891,"
            + " fl = 0.1, dbl = 0.1 + 0.2, b1 = 1, b64 = 0xF0E1D2C3B4A59687, da = '0000-00-00',"
            + " dt = '2024-02-29 23:59:59.123456', ts = '2024-03-31 01:30:00.5',"
            + " tm = '-838:59:58.9999', ye = 2155, ch = 'x ', vc = '\uD83D\uDE00 \\\\ \\'q\\' ',"
            + " la = _latin1 x'80E9FF', gb = _gbk x'B0A1815C', uc = _ucs2 x'4E2D0041', bi = 'Ab ',"
            + " bn = x'0001', vb = x'00FF5C27', bl = x'00275C0A0D1AFF', tx = repeat('\u00fc', 70000),"
            + " js = '{\"a\": [1, \"\u00fc\"]}', en = 'b\\'c,', se = 'x,z',"
            + " ge = st_geomfromtext('POINT(1 2.5)', 4326), uu = uuid(), i6 = '::ffff:1.2.3.4',"
            + " i4 = '10.0.0.1', df = '', dn = '2001-01-01 00:00:00'",
        "insert into "
            + db
            + ".wide set id = 5, da = '2024-00-10', dt = '0000-00-00 00:00:00',"
            + " en = 0, se = '', fl = 3.4028234e38, dbl = 1.7976931348623157e308, vc = '', bl = '',"
            + " bn = '', tm = '12:00:00', dn = 0",
        "insert into " + db + ".wide set id = 6, en = 1, fl = -1.17549e-38, dbl = 5e-324");

    try (Move move = new Move(Move.spec(db, db), EngineSettings.DEFAULT)) {
      assertThat(move.toItsEnd()).isEqualTo(Move.FINISHED);
      Progress progress = move.progress();
      assertThat(progress.verified()).isTrue();
      assertThat(progress.structure().percent()).isEqualTo(100);
      assertThat(progress.fullLoad().percent()).isEqualTo(100);
      assertThat(progress.tables())
          .extracting(
              TableProgress::sourceTable, TableProgress::sourceRows, TableProgress::targetRows)
          .containsExactly(Tuple.tuple(db + ".wide", 4L, 4L));
    }
    String[] columns = {
      "id",
      "ti",
      "tu",
      "si",
      "mi",
      "bu",
      "de",
      "cast(fl + 0e0 as char)",
      "cast(dbl as char)",
      "b1",
      "b64",
      "cast(da as char)",
      "cast(dt as char)",
      "cast(ts as char)",
      "cast(tm as char)",
      "ye",
      "ch",
      "vc",
      "la",
      "gb",
      "uc",
      "bi",
      "bn",
      "vb",
      "bl",
      "md5(tx)",
      "js",
      "en + 0",
      "en",
      "se",
      "ge",
      "uu",
      "i6",
      "i4",
      "gv",
      "gs",
      "df",
      "cast(dn as char)"
    };
    assertThat(bytes(target(), db + ".wide", columns))
        .isEqualTo(bytes(source(), db + ".wide", columns))
        .hasSize(4);
    assertThat(value(target(), "select hex(la) from " + db + ".wide where ti = -128"))
        .isEqualTo("80E9FF");
    assertThat(createOf(target(), db + ".wide")).isEqualTo(createOf(source(), db + ".wide"));
    assertThat(
            value(
                target(),
                "select default_character_set_name from information_schema.schemata"
                    + " where schema_name = '"
                    + db
                    + "'"))
        .isEqualTo("latin1");
  }

  /** The statement without the index order, which the deferred indexes may change. */
  private static List<String> createOf(MariaDbServer server, String table) {
    return rows(server, "show create table " + table)
        .get(0)
        .lines()
        .map(line -> line.replaceAll(",$", ""))
        .sorted()
        .toList();
  }

  @Test
  void keys_of_every_kind_divide_a_table_and_come_together_again() throws Exception {
    String to = db + "_new";
    run(
        source(),
        "create database " + db,
        "use " + db,
        "create table ints (id int primary key, v int)",
        "insert into ints select cast(seq as signed) * 3 - 500, seq from seq_1_to_500",
        "create table composite (a varchar(20) character set latin1, b datetime(2), c binary(3),"
            + " v int, primary key (a, b, c))",
        "insert into composite select concat('K', char(seq mod 7 + 224 using latin1)),"
            + " '2024-01-01' + interval (seq mod 11) hour, unhex(lpad(hex(seq), 6, '0')), seq"
            + " from seq_1_to_400",
        "create table ci (name varchar(50) collate utf8mb4_general_ci primary key)",
        "insert into ci select concat(if(seq mod 2, 'a', 'B'), '''\\\\', seq) from seq_1_to_200",
        "create table by_unique (x int, y decimal(10,3) not null, unique key u (y))",
        "insert into by_unique select seq, seq / 8 from seq_1_to_100",
        "create table keyless (a int, b varchar(10))",
        "insert into keyless select seq mod 5, 'dup' from seq_1_to_100",
        "insert into keyless values (null, null)",
        "create table by_enum (e enum('z','a') primary key)",
        "insert into by_enum values ('z'), ('a')",
        "create table parted (id int not null, d date not null, primary key (id, d))"
            + " partition by range (year(d)) (partition p0 values less than (2020),"
            + " partition p1 values less than maxvalue)",
        "insert into parted select seq, '2018-01-01' + interval seq month from seq_1_to_60",
        "create table nothing (id int primary key)",
        "create table old (id int primary key, t text) engine=MyISAM",
        "insert into old select seq, seq from seq_1_to_30",
        "create table `od``d na.me` (`ke``y` int primary key, `select` int)",
        "insert into `od``d na.me` values (1, 2), (3, 4)");

    try (Move move = new Move(Move.spec(db, to), SMALL_CHUNKS)) {
      assertThat(move.toItsEnd()).isEqualTo(Move.FINISHED);
      assertThat(move.progress().tables())
          .allSatisfy(t -> assertThat(t.targetRows()).isEqualTo(t.sourceRows()))
          .allSatisfy(t -> assertThat(t.verified()).isTrue())
          .hasSize(10);
    }
    for (String table :
        List.of("ints", "composite", "ci", "by_unique", "keyless", "by_enum", "parted", "old")) {
      assertThat(rows(target(), "checksum table " + to + "." + table).get(0).split("\\|", -1)[1])
          .as(table)
          .isEqualTo(
              rows(source(), "checksum table " + db + "." + table).get(0).split("\\|", -1)[1]);
    }
    assertThat(rows(target(), "show tables in " + to + " like 'tidegate%'")).isEmpty();
    assertThat(rows(target(), "select * from " + to + ".`od``d na.me`"))
        .containsExactly("1|2", "3|4");
  }

  @Test
  void foreign_keys_views_triggers_and_sequences_follow_to_a_database_of_another_name()
      throws Exception {
    String to = db + "_new";
    run(
        source(),
        "create database " + db,
        "use " + db,
        "create sequence numbers start with 5 increment by 10",
        "do nextval(numbers)",
        "create table z_parent (id int primary key)",
        "create table a_child (id int primary key default nextval(numbers), parent int,"
            + " note varchar(20), key note (note), fulltext key ft (note),"
            + " constraint to_parent foreign key (parent) references z_parent (id)"
            + " on delete cascade)",
        "create table log (at int auto_increment, what varchar(30), key (at))",
        "create trigger child_in before insert on a_child for each row"
            + " begin insert into log (what) values (concat('in {', new.note, '}')); end",
        "insert into z_parent values (1), (2)",
        "insert into a_child values (1, 1, 'one'), (2, 2, 'two'), (3, null, null)",
        "create view z_view as select id from " + db + ".z_parent where id > 1",
        "create definer = nobody@nowhere sql security invoker view a_view as"
            + " select c.id, note from z_view p join a_child c on c.parent = p.id");

    try (Move move = new Move(Move.spec(db, to), SMALL_CHUNKS)) {
      assertThat(move.toItsEnd()).isEqualTo(Move.FINISHED);
      assertThat(move.progress().structure().state()).isEqualTo(State.FINISHED);
    }
    assertThat(rows(target(), "select * from " + to + ".a_view")).containsExactly("2|two");
    assertThat(createOf(target(), to + ".a_child"))
        .isEqualTo(
            createOf(source(), db + ".a_child").stream().map(l -> l.replace(db, to)).toList());
    // The trigger was made after the rows were in: it had nothing to say of them twice.
    assertThat(rows(target(), "select what from " + to + ".log order by at"))
        .containsExactly("in {one}", "in {two}", "null");
    run(
        target(),
        "insert into " + to + ".a_child (parent, note) values (1, 'new')",
        "delete from " + to + ".z_parent where id = 2");
    assertThat(rows(target(), "select id, note from " + to + ".a_child order by id"))
        .containsExactly(
            "1|one", "3|null", value(target(), "select max(id) from " + to + ".a_child") + "|new");
    assertThat(value(target(), "select max(id) from " + to + ".a_child"))
        .as("the sequence goes on after what the source has given out")
        .isEqualTo(value(source(), "select next_not_cached_value from " + db + ".numbers"));
    assertThat(rows(target(), "select what from " + to + ".log")).contains("in {new}");
  }

  @Test
  void rows_that_differ_in_the_end_fail_with_their_table_and_keys() throws Exception {
    run(
        source(),
        "create database " + db,
        "use " + db,
        "create table t (id int primary key, v int)",
        "insert into t select seq, seq from seq_1_to_100",
        "create trigger t_in after insert on t for each row set @x = 1");
    run(
        target(),
        "create database " + db,
        "use " + db,
        "create table t (id int primary key, v int)",
        "create trigger spoil before insert on t for each row set new.v = if(new.id = 50, 0, new.v)");
    try (Move move = new Move(Move.spec(db, db), SMALL_CHUNKS)) {
      assertThat(move.toItsEnd("CHECK_SAME_OBJ"))
          .contains(db + ".t differs")
          .contains("key (`id`) after (49) up to (56)")
          .contains("1 of 7 rows");
      assertThat(move.progress().verified()).isFalse();
      assertThat(move.progress().fullLoad().state()).isEqualTo(State.FAILED);
      assertThat(move.progress().fullLoad().percent()).isLessThan(100);
    }
  }
}
