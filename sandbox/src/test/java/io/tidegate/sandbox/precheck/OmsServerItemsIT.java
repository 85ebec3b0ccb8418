package io.tidegate.sandbox.precheck;

import static io.tidegate.sandbox.lab.TestDatabases.account;
import static io.tidegate.sandbox.lab.TestDatabases.freshFolder;
import static io.tidegate.sandbox.lab.TestDatabases.freshName;
import static io.tidegate.sandbox.lab.TestDatabases.run;
import static io.tidegate.sandbox.lab.TestDatabases.value;
import static io.tidegate.sandbox.precheck.OmsItems.ALL;
import static io.tidegate.sandbox.precheck.OmsItems.assertFailed;
import static io.tidegate.sandbox.precheck.OmsItems.assertFails;
import static io.tidegate.sandbox.precheck.OmsItems.assertPasses;
import static io.tidegate.sandbox.precheck.OmsItems.database;
import static io.tidegate.sandbox.precheck.OmsItems.item;
import static io.tidegate.sandbox.precheck.OmsItems.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.core.CheckResult;
import io.tidegate.sandbox.core.CheckResult.Verdict;
import io.tidegate.sandbox.core.CheckSet;
import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.Stages;
import io.tidegate.sandbox.lab.MariaDbServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * OceanBase's items about servers and accounts: what fails each, and that the repair repairs it.
 */
class OmsServerItemsIT {
  private static MariaDbServer source;
  private static MariaDbServer target;
  private static MariaDbServer odd;

  private final String database = freshName("shop");

  @BeforeAll
  static void startServers() {
    source =
        MariaDbServer.start(
            freshFolder(), "--server-id=101", "--log-bin=binlog", "--binlog-format=ROW");
    target = MariaDbServer.start(freshFolder(), "--server-id=102");
    odd =
        MariaDbServer.start(
            freshFolder(), "--server-id=103", "--version=5.1.73", "--lower-case-table-names=1");
  }

  @AfterAll
  static void stopServers() {
    List.of(source, target, odd).forEach(MariaDbServer::close);
  }

  @BeforeEach
  void makeDatabase() {
    for (MariaDbServer server : List.of(source, odd)) {
      run(
          server,
          "create database " + database,
          "create table " + database + ".orders (id int primary key)");
    }
  }

  @Test
  void a_sound_pair_passes_whatever_the_job_is_to_do() {
    List<CheckResult> all = OmsItems.run(pair(ALL));
    assertThat(all).allSatisfy(r -> assertThat(r.verdict()).isEqualTo(Verdict.PASSED));
    assertThat(all)
        .extracting(CheckResult::code)
        .containsExactly(
            "SOURCE/RDB_CONNECT",
            "SOURCE/RDB_SCHEMA_EXIST",
            "SOURCE/DB_VERSION",
            "SOURCE/DB_INCR_LOG",
            "SOURCE/DB_ACCOUNT_INCR_READ_PRIVILEGE",
            "SOURCE/DB_ACCOUNT_FULL_READ_PRIVILEGE",
            "SOURCE/DB_MYSQL_SHOW_VIEW_PRIVILEGE",
            "SOURCE/DB_STRUCT_PRIVILEGE",
            "SOURCE/RDB_TABLE_EXIST",
            "SOURCE/DB_ENGINE",
            "SOURCE/DB_CHARSET",
            "SOURCE/DB_UK_INDEX",
            "SOURCE/DB_DATA_TYPE_INDEX",
            "SOURCE/DB_FOREIGN_REFERENCE",
            "DEST/RDB_CONNECT",
            "DEST/DB_TABLE_CYCLICALLY",
            "DEST/RDB_SCHEMA_EXIST",
            "DEST/DB_VERSION",
            "DEST/DB_LOWER_CASE_TABLE_NAMES",
            "DEST/DB_CHARSET",
            "DEST/DB_SQL_MODE",
            "DEST/DB_MAX_ALLOWED_PACKET",
            "DEST/DB_TIMEZONE",
            "DEST/DB_ACCOUNT_WRITER_PRIVILEGE",
            "DEST/DB_ACCOUNT_CREATE_PRIVILEGE",
            "DEST/SYNC_SCHEMA_CONSISTENCY")
        .isEqualTo(new DatabasePrechecks().codes(CheckSet.OMS, pair(ALL)));

    run(target, "create database " + database);
    run(target, "create table " + database + ".orders (id int primary key)");
    List<CheckResult> rows = OmsItems.run(pair(OmsItems.ROWS));
    assertThat(rows).allSatisfy(r -> assertThat(r.verdict()).isEqualTo(Verdict.PASSED));
    assertThat(rows)
        .extracting(CheckResult::code)
        .contains("DEST/RDB_TABLE_EXIST", "DEST/DB_NO_FOREIGN_KEY")
        .doesNotContain("SOURCE/DB_INCR_LOG", "SOURCE/DB_STRUCT_PRIVILEGE");
  }

  @Test
  void what_may_be_skipped_is_all_but_connections_databases_circles_and_the_log() {
    assertThat(
            OmsItems.run(pair(ALL)).stream()
                .filter(result -> !result.skippable())
                .map(CheckResult::code))
        .containsExactly(
            "SOURCE/RDB_CONNECT",
            "SOURCE/RDB_SCHEMA_EXIST",
            "SOURCE/DB_INCR_LOG",
            "DEST/RDB_CONNECT",
            "DEST/DB_TABLE_CYCLICALLY",
            "DEST/RDB_SCHEMA_EXIST");
  }

  /** Breaks a variable, follows the advice, and looks again. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      SOURCE/DB_INCR_LOG | source | set global binlog_format = 'STATEMENT'
      SOURCE/DB_INCR_LOG | source | set global binlog_row_image = 'MINIMAL'
      DEST/DB_SQL_MODE | source | set global sql_mode = ''
      DEST/DB_MAX_ALLOWED_PACKET | target | set global max_allowed_packet = 1048576
      DEST/DB_TIMEZONE | target | set global time_zone = '+08:30'
      DEST/DB_TIMEZONE | source | set global time_zone = '-03:00'
      """)
  void a_variable_that_is_wrong_is_told_and_its_repair_repairs_it(
      String code, String broken, String statement) {
    String variable = statement.replaceFirst("set global (\\w+) .*", "$1");
    String sourceBefore = value(source, "select @@global." + variable);
    String targetBefore = value(target, "select @@global." + variable);
    run(broken.equals("source") ? source : target, statement);
    try {
      CheckResult told = assertFails(pair(ALL), code, "");
      boolean atTarget = told.repair().startsWith("at the target: ");
      run(atTarget ? target : source, sql(told.repair()));
      assertPasses(pair(ALL), code);
    } finally {
      run(source, "set global " + variable + " = " + quoted(sourceBefore));
      run(target, "set global " + variable + " = " + quoted(targetBefore));
    }
  }

  @Test
  void servers_that_are_set_up_otherwise_are_told_of() {
    List<CheckResult> results =
        OmsItems.run(spec(odd.endpoint(), target.endpoint(), ALL, database(database)));

    assertFailed(item(results, "SOURCE/DB_VERSION"), "5.1.73");
    assertFailed(item(results, "SOURCE/DB_INCR_LOG"), "log_bin = OFF");
    assertFailed(
        item(results, "DEST/DB_LOWER_CASE_TABLE_NAMES"), "1 at the source, 0 at the target");
    assertFailed(
        item(spec(source.endpoint(), odd.endpoint(), ALL, database(database)), "DEST/DB_VERSION"),
        "5.1.73");
  }

  @Test
  void a_target_database_with_another_character_set_is_told_of_until_it_is_the_same() {
    run(target, "create database " + database + " character set latin1");
    CheckResult told = assertFails(pair(ALL), "DEST/DB_CHARSET", database + ": latin1");

    run(target, sql(told.repair()));
    assertPasses(pair(ALL), "DEST/DB_CHARSET");
  }

  @Test
  void a_login_that_is_refused_fails_its_side_and_blocks_what_is_asked_there() {
    Endpoint root = target.endpoint();
    Endpoint wrong = new Endpoint(root.host(), root.port(), root.user(), "not-it-at-all");
    List<CheckResult> results =
        OmsItems.run(spec(source.endpoint(), wrong, ALL, database(database)));

    assertFailed(item(results, "DEST/RDB_CONNECT"), "Access denied");
    assertThat(item(results, "SOURCE/RDB_CONNECT").verdict()).isEqualTo(Verdict.PASSED);
    assertThat(item(results, "SOURCE/DB_UK_INDEX").verdict()).isEqualTo(Verdict.PASSED);
    assertThat(
            results.stream()
                .filter(CheckResult::blocked)
                .allMatch(result -> result.code().startsWith("DEST/")))
        .isTrue();
    assertThat(item(results, "DEST/DB_TIMEZONE").blocked()).isTrue();
    assertThat(results.toString()).doesNotContain("not-it-at-all");
  }

  @Test
  void a_server_that_would_be_moved_onto_itself_is_no_target() {
    Endpoint root = source.endpoint();

    assertFails(spec(root, root, ALL, database(database)), "DEST/DB_TABLE_CYCLICALLY", database);
    assertPasses(
        spec(root, root, ALL, new DatabaseSelection(database, database + "_copy", List.of())),
        "DEST/DB_TABLE_CYCLICALLY");
  }

  @Test
  void each_privilege_is_missed_by_its_item_and_the_grant_that_it_names_is_enough() {
    Endpoint reader = account(source, "usage on *.*");
    Endpoint writer = account(target, "usage on *.*");
    JobSpec spec = spec(reader, writer, ALL, database(database));
    for (String code :
        List.of(
            "SOURCE/DB_ACCOUNT_FULL_READ_PRIVILEGE",
            "SOURCE/DB_ACCOUNT_INCR_READ_PRIVILEGE",
            "SOURCE/DB_MYSQL_SHOW_VIEW_PRIVILEGE",
            "SOURCE/DB_STRUCT_PRIVILEGE",
            "DEST/DB_ACCOUNT_WRITER_PRIVILEGE",
            "DEST/DB_ACCOUNT_CREATE_PRIVILEGE")) {
      CheckResult told = assertFails(spec, code, "lacks");
      run(code.startsWith("SOURCE") ? source : target, told.repair().split("(?<=;) ", -1));
      assertPasses(spec, code);
    }
    assertThat(OmsItems.run(spec))
        .allSatisfy(r -> assertThat(r.verdict()).as(r.toString()).isEqualTo(Verdict.PASSED));
  }

  private JobSpec pair(Stages stages) {
    return spec(source.endpoint(), target.endpoint(), stages, database(database));
  }

  /** The statement of an advice. */
  private static String sql(String repair) {
    return repair.replaceFirst("^at the (source|target): ", "").replaceFirst(";.*", "");
  }

  private static String quoted(String value) {
    return value.chars().allMatch(Character::isDigit) && !value.isEmpty()
        ? value
        : "'" + value + "'";
  }
}
