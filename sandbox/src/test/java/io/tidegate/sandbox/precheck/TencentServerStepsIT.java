package io.tidegate.sandbox.precheck;

import static io.tidegate.sandbox.lab.TestDatabases.account;
import static io.tidegate.sandbox.lab.TestDatabases.freshFolder;
import static io.tidegate.sandbox.lab.TestDatabases.freshName;
import static io.tidegate.sandbox.lab.TestDatabases.rows;
import static io.tidegate.sandbox.lab.TestDatabases.run;
import static io.tidegate.sandbox.lab.TestDatabases.value;
import static io.tidegate.sandbox.precheck.TencentSteps.assertTold;
import static io.tidegate.sandbox.precheck.TencentSteps.database;
import static io.tidegate.sandbox.precheck.TencentSteps.finding;
import static io.tidegate.sandbox.precheck.TencentSteps.migration;
import static io.tidegate.sandbox.precheck.TencentSteps.spec;
import static io.tidegate.sandbox.precheck.TencentSteps.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.core.CheckResult;
import io.tidegate.sandbox.core.CheckResult.Verdict;
import io.tidegate.sandbox.core.CheckSet;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.Finding;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.Stages;
import io.tidegate.sandbox.lab.MariaDbServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tencent's steps about servers and accounts: what fails each, and that the repair repairs it. */
class TencentServerStepsIT {
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
            freshFolder(),
            "--server-id=103",
            "--version=10.6.12-MariaDB",
            "--log-bin=binlog",
            "--binlog-format=MIXED",
            "--binlog-row-image=MINIMAL",
            "--binlog-do-db=only_this",
            "--lower-case-table-names=1",
            "--explicit-defaults-for-timestamp=OFF",
            "--thread-handling=pool-of-threads",
            "--character-set-server=latin1",
            "--sql-mode=");
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
  void a_sound_pair_passes_and_is_warned_of_what_root_may_and_nobody_sees() {
    List<CheckResult> results = migration(pair());

    assertThat(results.stream().map(result -> result.code() + " " + result.verdict()))
        .containsExactly(
            "ConnectDBCheck PASSED",
            "VersionCheck PASSED",
            "SrcPrivilegeCheck WARNING",
            "SimpleParamCheck PASSED",
            "DstPrivilegeCheck PASSED",
            "DstEmptyCheck PASSED",
            "DstSpaceCheck WARNING",
            "BinlogParamCheck PASSED",
            "ConstraintCheck PASSED",
            "ConstraintRefCheck PASSED",
            "ViewCheck PASSED",
            "WarningParamCheck WARNING",
            "OptimizeCheck PASSED",
            "AdvancedStoreObjectCheck PASSED");
    assertThat(
            results.stream()
                .flatMap(result -> result.findings().stream())
                .filter(finding -> finding.verdict() != Verdict.PASSED)
                .map(Finding::name))
        .containsExactly(
            "wider grants", "free space", "max_allowed_packet", "writes during the load");
  }

  @Test
  void a_sync_is_asked_the_same_in_an_order_of_its_own() {
    JobSpec spec = pair();
    List<CheckResult> results = TencentSteps.run(CheckSet.TENCENT_SYNC, spec);
    assertThat(results)
        .extracting(CheckResult::code)
        .containsExactly(
            "ConnectDBCheck",
            "OptimizeCheck",
            "VersionCheck",
            "SrcPrivilegeCheck",
            "SimpleParamCheck",
            "DstPrivilegeCheck",
            "DstEmptyCheck",
            "DstSpaceCheck",
            "BinlogParamCheck",
            "ConstraintCheck",
            "ConstraintRefCheck",
            "ViewCheck",
            "WarningParamCheck",
            "AdvancedStoreObjectCheck")
        .isEqualTo(new DatabasePrechecks().codes(CheckSet.TENCENT_SYNC, spec));
    assertThat(results.stream().filter(CheckResult::skippable).map(CheckResult::code))
        .containsExactly("OptimizeCheck", "ConstraintCheck");
  }

  @Test
  void a_migration_that_makes_no_structure_moves_no_triggers_and_is_not_asked_of_them() {
    JobSpec rows =
        spec(
            source.endpoint(),
            target.endpoint(),
            new Stages(false, true, false),
            database(database));
    assertThat(new DatabasePrechecks().codes(CheckSet.TENCENT_MIGRATION, rows))
        .hasSize(13)
        .doesNotContain("AdvancedStoreObjectCheck");
  }

  @Test
  void a_login_that_is_refused_fails_the_connection_and_blocks_the_rest() {
    Endpoint root = target.endpoint();
    Endpoint wrong = new Endpoint(root.host(), root.port(), root.user(), "not-it-at-all");
    List<CheckResult> results = migration(spec(source.endpoint(), wrong, database(database)));

    assertTold(finding(results.get(0), "target connection"), Verdict.FAILED, "Access denied");
    assertThat(finding(results.get(0), "source connection").verdict()).isEqualTo(Verdict.PASSED);
    assertThat(results.get(0).blocked()).isFalse();
    assertThat(results.subList(1, results.size()))
        .allSatisfy(
            result -> {
              assertThat(result.blocked()).isTrue();
              assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
              assertThat(result.findings()).isEmpty();
            });
    assertThat(results.toString()).doesNotContain("not-it-at-all");
  }

  /** Breaks a variable, follows the advice, and looks again. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      SimpleParamCheck | connect_timeout | source | FAILED | set global connect_timeout = 10
      SimpleParamCheck | max_allowed_packet | target | FAILED | set global max_allowed_packet = 1048576
      WarningParamCheck | max_allowed_packet | target | WARNING | set global max_allowed_packet = 16777216
      WarningParamCheck | character_set_server | target | WARNING | set global character_set_server = latin1
      WarningParamCheck | character_set_database | target | WARNING | set global character_set_database = latin1
      WarningParamCheck | sql_mode | target | WARNING | set global sql_mode = 'ANSI_QUOTES'
      BinlogParamCheck | binlog_format | source | FAILED | set global binlog_format = 'STATEMENT'
      BinlogParamCheck | binlog_row_image | source | FAILED | set global binlog_row_image = 'NOBLOB'
      BinlogParamCheck | kept binary logs | source | WARNING | set global binlog_expire_logs_seconds = 172800
      OptimizeCheck | innodb_stats_on_metadata | source | FAILED | set global innodb_stats_on_metadata = ON
      """)
  void a_variable_that_is_wrong_is_told_and_its_repair_repairs_it(
      String code, String name, String side, Verdict verdict, String statement) {
    MariaDbServer server = side.equals("source") ? source : target;
    String variable = statement.replaceFirst("set global (\\w+) .*", "$1");
    String before = value(server, "select @@global." + variable);
    run(server, statement);
    try {
      Finding told = assertTold(finding(pair(), code, name), verdict, "=");
      run(server, sql(told.repair()));
      assertThat(finding(pair(), code, name).verdict()).isEqualTo(Verdict.PASSED);
    } finally {
      boolean number = before.chars().allMatch(Character::isDigit);
      run(server, "set global " + variable + " = " + (number ? before : "'" + before + "'"));
    }
  }

  @Test
  void what_a_server_was_started_with_is_told_of_a_source() {
    JobSpec spec = spec(odd.endpoint(), target.endpoint(), database(database));
    CheckResult binlog = step(migration(spec), "BinlogParamCheck");

    assertTold(finding(binlog, "binlog_format"), Verdict.FAILED, "MIXED");
    assertTold(finding(binlog, "binlog_row_image"), Verdict.FAILED, "MINIMAL");
    assertTold(finding(binlog, "binlog_do_db, binlog_ignore_db"), Verdict.FAILED, "only_this");
    assertThat(finding(binlog, "log_bin").verdict()).isEqualTo(Verdict.PASSED);
    assertThat(binlog.findings()).extracting(Finding::name).doesNotContain("gtid_mode");
    assertThat(binlog.detail())
        .contains("MIXED", "MINIMAL", "only_this")
        .doesNotContain("log_bin:");
  }

  @Test
  void a_source_without_a_log_is_told_so() {
    JobSpec back = spec(target.endpoint(), source.endpoint(), database(database));
    CheckResult binlog = step(migration(back), "BinlogParamCheck");
    assertTold(finding(binlog, "log_bin"), Verdict.FAILED, "log_bin = OFF");
    assertTold(finding(binlog, "kept binary logs"), Verdict.FAILED, "SHOW BINARY LOGS");
  }

  @Test
  void a_replica_that_logs_nothing_of_what_it_replicates_is_no_source() {
    JobSpec spec = spec(odd.endpoint(), target.endpoint(), database(database));
    run(odd, "change master to master_host = '127.0.0.1', master_port = 1, master_user = 'nobody'");
    assertTold(
        finding(spec, "BinlogParamCheck", "log_slave_updates"),
        Verdict.FAILED,
        "log_slave_updates = OFF");
    run(odd, "reset slave all");
    assertThat(finding(spec, "BinlogParamCheck", "log_slave_updates").verdict())
        .isEqualTo(Verdict.PASSED);
  }

  @Test
  void what_a_server_was_started_with_is_told_of_a_target() {
    List<CheckResult> results =
        migration(spec(source.endpoint(), odd.endpoint(), database(database)));

    assertTold(
        finding(step(results, "VersionCheck"), "versions of both"), Verdict.FAILED, "10.6.12");
    assertTold(
        finding(step(results, "SimpleParamCheck"), "lower_case_table_names"),
        Verdict.FAILED,
        "0 at the source, 1 at the target");
    assertTold(
        finding(step(results, "WarningParamCheck"), "thread_handling"),
        Verdict.WARNING,
        "pool-of-threads");
    // MariaDB lets any account switch it on for its session, and that was tried.
    assertThat(finding(step(results, "OptimizeCheck"), "explicit_defaults_for_timestamp").verdict())
        .isEqualTo(Verdict.PASSED);
  }

  @Test
  void a_sync_is_only_warned_of_a_target_that_is_older() {
    List<CheckResult> results =
        TencentSteps.run(
            CheckSet.TENCENT_SYNC, spec(source.endpoint(), odd.endpoint(), database(database)));
    assertTold(
        finding(step(results, "VersionCheck"), "versions of both"), Verdict.WARNING, "10.6.12");
  }

  @Test
  void the_grants_that_the_steps_ask_for_are_enough_and_not_too_many() {
    Endpoint reader = account(source, "usage on *.*");
    Endpoint writer = account(target, "usage on *.*");
    JobSpec spec = spec(reader, writer, database(database));
    List<CheckResult> bare = migration(spec);
    Finding read =
        assertTold(
            finding(step(bare, "SrcPrivilegeCheck"), "source grants"),
            Verdict.FAILED,
            "ALL PRIVILEGES ON `__tencentdb__`.*");
    Finding write =
        assertTold(
            finding(step(bare, "DstPrivilegeCheck"), "target grants"),
            Verdict.FAILED,
            "CREATE USER");

    run(source, statements(read.repair()));
    run(target, statements(write.repair()));

    List<CheckResult> granted = migration(spec);
    assertThat(step(granted, "SrcPrivilegeCheck").verdict()).isEqualTo(Verdict.PASSED);
    assertThat(step(granted, "DstPrivilegeCheck").verdict()).isEqualTo(Verdict.PASSED);
    assertThat(step(granted, "BinlogParamCheck").verdict()).isEqualTo(Verdict.PASSED);
    run(source, "grant delete on *.* to " + reader.user() + "@localhost");
    assertTold(
        finding(spec, "SrcPrivilegeCheck", "wider grants"), Verdict.WARNING, "DELETE ON *.*");
  }

  @Test
  void a_long_statement_is_warned_of_until_it_ends() {
    Step step = new PartParametersStep(Duration.ZERO);
    String sleeping =
        "select id from information_schema.processlist where info like 'select sleep%'";
    CompletableFuture<Void> statement =
        CompletableFuture.runAsync(() -> run(source, "select sleep(600)"));
    SandboxFixture.await("a long statement", () -> ids(sleeping).size() == 1);

    Inspection inspection = new Inspection(pair());
    String id = ids(sleeping).get(0);
    assertTold(longStatements(step, inspection), Verdict.WARNING, "thread " + id + " of root");

    run(source, "kill query " + id);
    assertThat(statement).failsWithin(Duration.ofSeconds(30));
    assertThat(longStatements(step, inspection).verdict()).isEqualTo(Verdict.PASSED);
  }

  private static List<String> ids(String sql) {
    return rows(source, sql);
  }

  private static Finding longStatements(Step step, Inspection inspection) {
    return step.questions().stream()
        .filter(question -> question.name().equals("long statements"))
        .findFirst()
        .flatMap(question -> question.finding(inspection))
        .orElseThrow();
  }

  private JobSpec pair() {
    return spec(source.endpoint(), target.endpoint(), database(database));
  }

  /** The statement of an advice. */
  private static String sql(String repair) {
    return repair.replaceFirst("^at the (source|target): ", "").replaceFirst(";.*", "");
  }

  private static String[] statements(String repair) {
    return repair.split("(?<=;) ", -1);
  }
}
