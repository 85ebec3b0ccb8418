package io.tidegate.sandbox.precheck;

import static io.tidegate.sandbox.lab.TestDatabases.account;
import static io.tidegate.sandbox.lab.TestDatabases.freshFolder;
import static io.tidegate.sandbox.lab.TestDatabases.freshName;
import static io.tidegate.sandbox.lab.TestDatabases.run;
import static io.tidegate.sandbox.lab.TestDatabases.source;
import static io.tidegate.sandbox.lab.TestDatabases.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.core.CheckResult;
import io.tidegate.sandbox.core.CheckResult.Verdict;
import io.tidegate.sandbox.core.CheckSet;
import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.Neighbour;
import io.tidegate.sandbox.core.Stages;
import io.tidegate.sandbox.lab.MariaDbServer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each check with a database that fails it; {@link #sound_databases_pass} is the other half. */
class DatabasePrechecksIT {
  private static MariaDbServer odd;

  private final String database = freshName("shop");

  /** A source with everything wrong that variables can get wrong. */
  @BeforeAll
  static void startOddServer() {
    odd =
        MariaDbServer.start(
            freshFolder(),
            "--server-id=1",
            "--version=5.1.73",
            "--binlog-format=MIXED",
            "--binlog-row-image=MINIMAL",
            "--sql-mode=");
  }

  @AfterAll
  static void stopOddServer() {
    odd.close();
  }

  @Test
  void sound_databases_pass() throws Exception {
    run(
        source(),
        "create database " + database,
        "create table " + database + ".orders (id int primary key)",
        "create view " + database + ".v as select * from " + database + ".orders");
    Endpoint reader =
        account(
            source(),
            "select, show view, trigger on " + database + ".*",
            "replication client, replication slave on *.*");
    Endpoint writer =
        account(
            target(),
            "select, insert, update, delete, create, drop, alter, index, references, create view,"
                + " trigger on "
                + database
                + ".*");

    JobSpec spec = spec(reader, writer);
    Queue<CheckResult> told = new ConcurrentLinkedQueue<>();
    List<CheckResult> results = new DatabasePrechecks().run(CheckSet.ALIBABA, spec, told::add);

    assertThat(results).allSatisfy(r -> assertThat(r.verdict()).isEqualTo(Verdict.PASSED));
    assertThat(results)
        .extracting(CheckResult::code)
        .containsExactly(
            "CHECK_CONN_SRC",
            "CHECK_AUTH_SRC",
            "CHECK_CONN_DEST",
            "CHECK_AUTH_DEST",
            "CHECK_BINLOG_ON",
            "CHECK_BINLOG_MODE",
            "CHECK_BINLOG_ROW_IMAGE",
            "CHECK_SERVER_ID",
            "CHECK_BINLOG_EXIST",
            "CHECK_ENGINE",
            "CHECK_MYSQL_PASSOWRD_FORMAT",
            "CHECK_SRC",
            "CHECK_SAME_OBJ",
            "CHECK_SQL_MODE",
            "CHECK_SAME_USER",
            "CHECK_DEST_TABLE_EMPTY")
        .isEqualTo(new DatabasePrechecks().codes(CheckSet.ALIBABA, spec));
    assertThat(told).containsExactlyInAnyOrderElementsOf(results);
  }

  @Test
  void a_source_with_everything_wrong_is_told_each_thing() throws Exception {
    run(odd, "create database " + database);
    List<CheckResult> results = results(spec(odd.endpoint(), target().endpoint()));

    assertFailed(results, "CHECK_BINLOG_ON", "log_bin = OFF");
    assertFailed(results, "CHECK_BINLOG_MODE", "binlog_format = MIXED");
    assertFailed(results, "CHECK_BINLOG_ROW_IMAGE", "binlog_row_image = MINIMAL");
    assertFailed(results, "CHECK_SERVER_ID", "server_id = 1,");
    assertFailed(results, "CHECK_BINLOG_EXIST", "SHOW BINARY LOGS");
    assertFailed(results, "CHECK_SRC", "5.1.73");
    assertFailed(results, "CHECK_SQL_MODE", "STRICT_TRANS_TABLES");
    assertThat(result(results, "CHECK_SERVER_ID").skippable()).isTrue();
    assertThat(result(results, "CHECK_BINLOG_ON").skippable()).isFalse();
    assertThat(result(results, "CHECK_CONN_SRC").verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void binary_logs_that_are_soon_deleted_are_warned_of() throws Exception {
    run(source(), "create database " + database, "set global binlog_expire_logs_seconds = 3600");
    try {
      CheckResult result =
          result(results(spec(source().endpoint(), target().endpoint())), "CHECK_BINLOG_EXIST");
      assertThat(result.verdict()).isEqualTo(Verdict.WARNING);
      assertThat(result.detail()).contains("3600");
    } finally {
      run(source(), "set global binlog_expire_logs_seconds = 0");
    }
  }

  @Test
  void a_wrong_password_fails_the_login_and_what_depends_on_it() throws Exception {
    Endpoint root = source().endpoint();
    Endpoint wrong = new Endpoint(root.host(), root.port(), root.user(), "not-it-at-all");
    List<CheckResult> results = results(spec(wrong, target().endpoint()));

    assertFailed(results, "CHECK_CONN_SRC", "Access denied");
    assertThat(result(results, "CHECK_SAME_OBJ").error())
        .isEqualTo("not asked: no connection to the source");
    assertThat(result(results, "CHECK_AUTH_DEST").verdict()).isEqualTo(Verdict.PASSED);
    assertThat(results.toString()).doesNotContain("not-it-at-all");
  }

  @Test
  void a_target_where_nobody_listens_fails_its_connection() throws Exception {
    MariaDbServer gone = MariaDbServer.start(freshFolder());
    gone.close();
    List<CheckResult> results = results(spec(source().endpoint(), gone.endpoint()));

    assertFailed(results, "CHECK_CONN_DEST", String.valueOf(gone.port()));
    assertThat(result(results, "CHECK_AUTH_DEST").verdict()).isEqualTo(Verdict.FAILED);
    assertThat(result(results, "CHECK_BINLOG_ON").verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void missing_privileges_are_named_with_the_grant_that_gives_them() throws Exception {
    run(source(), "create database " + database);
    Endpoint reader = account(source(), "select on " + database + ".*");
    Endpoint writer = account(target(), "all on other.*");
    List<CheckResult> results = results(spec(reader, writer));

    CheckResult read = assertFailed(results, "CHECK_AUTH_SRC", "SHOW VIEW, TRIGGER");
    assertThat(read.detail()).contains("REPLICATION CLIENT, REPLICATION SLAVE ON *.*");
    CheckResult write = assertFailed(results, "CHECK_AUTH_DEST", "INSERT");
    for (String grant : read.repair().split("(?<=;)", -1)) {
      if (!grant.isBlank()) {
        run(source(), grant);
      }
    }
    run(target(), write.repair());
    List<CheckResult> repaired = results(spec(reader, writer));
    assertThat(result(repaired, "CHECK_AUTH_SRC").verdict()).isEqualTo(Verdict.PASSED);
    assertThat(result(repaired, "CHECK_AUTH_DEST").verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void a_role_that_is_active_gives_its_privileges() throws Exception {
    String role = freshName("role");
    Endpoint reader = account(source(), "replication client, replication slave on *.*");
    run(
        source(),
        "create database " + database,
        "create role " + role,
        "grant select, show view, trigger on " + database + ".* to " + role,
        "grant " + role + " to " + reader.user() + "@localhost",
        "set default role " + role + " for " + reader.user() + "@localhost");
    assertThat(result(results(spec(reader, target().endpoint())), "CHECK_AUTH_SRC"))
        .extracting(CheckResult::verdict)
        .isEqualTo(Verdict.PASSED);
  }

  @Test
  void a_selected_table_that_is_not_there_is_named() throws Exception {
    run(source(), "create database " + database);
    List<CheckResult> results = results(spec(source().endpoint(), target().endpoint(), "ordres"));
    assertFailed(results, "CHECK_AUTH_SRC", database + ".ordres");
  }

  @Test
  void a_table_without_rows_of_its_own_is_refused() throws Exception {
    run(
        source(),
        "create database " + database,
        "create table " + database + ".part (id int primary key) engine=MyISAM",
        "create table "
            + database
            + ".whole (id int) engine=MRG_MyISAM union=("
            + database
            + ".part)");
    List<CheckResult> results = results(spec(source().endpoint(), target().endpoint()));
    assertThat(assertFailed(results, "CHECK_ENGINE", "MRG_MyISAM").objects())
        .containsExactly(database + ".whole");
    assertThat(
            result(results(spec(source().endpoint(), target().endpoint(), "part")), "CHECK_ENGINE"))
        .extracting(CheckResult::verdict)
        .isEqualTo(Verdict.PASSED);
  }

  @Test
  void an_account_with_the_old_password_hash_is_named() throws Exception {
    Endpoint account = account(source(), "select on *.*");
    run(
        source(),
        "alter user "
            + account.user()
            + "@localhost identified via mysql_native_password using password('"
            + account.password()
            + "') or mysql_old_password using '0123456789abcdef'");
    List<CheckResult> results = results(spec(account, target().endpoint()));
    assertFailed(results, "CHECK_MYSQL_PASSOWRD_FORMAT", "source account " + account.user());
  }

  @Test
  void a_name_that_is_taken_at_the_target_is_named_and_so_are_its_rows() throws Exception {
    for (MariaDbServer server : List.of(source(), target())) {
      run(
          server,
          "create database " + database,
          "create table " + database + ".empty_there (id int primary key)",
          "create table " + database + ".filled_there (id int primary key)",
          "insert into " + database + ".filled_there values (1)",
          "create view " + database + ".v as select 1");
    }
    run(source(), "create table " + database + ".free (id int primary key)");
    List<CheckResult> results = results(spec(source().endpoint(), target().endpoint()));

    assertThat(assertFailed(results, "CHECK_SAME_OBJ", "3: ").objects())
        .containsExactly(database + ".empty_there", database + ".filled_there", database + ".v");
    assertThat(assertFailed(results, "CHECK_DEST_TABLE_EMPTY", "1: ").objects())
        .containsExactly(database + ".filled_there");
    assertThat(
            result(
                results(spec(source().endpoint(), target().endpoint(), "free")), "CHECK_SAME_OBJ"))
        .extracting(CheckResult::verdict)
        .isEqualTo(Verdict.PASSED);
  }

  @Test
  void one_server_is_told_from_two() throws Exception {
    run(source(), "create database " + database);
    Endpoint root = source().endpoint();
    Endpoint other = account(source(), "all on *.*");

    assertFailed(results(spec(root, root)), "CHECK_SAME_USER", database);
    assertFailed(results(mapped(root, other)), "CHECK_SAME_USER", other.user());
    assertThat(result(results(mapped(root, root)), "CHECK_SAME_USER").verdict())
        .isEqualTo(Verdict.PASSED);
  }

  @Test
  void a_synchronisation_is_asked_which_jobs_are_beside_it() throws Exception {
    run(source(), "create database " + database);
    Endpoint from = source().endpoint();
    Endpoint to = target().endpoint();
    JobSpec spec = following(from, to);

    List<CheckResult> alone =
        new DatabasePrechecks().run(CheckSet.ALIBABA_SYNC, spec, unused -> {});

    assertThat(alone)
        .extracting(CheckResult::code)
        .containsSubsequence("CHECK_SRC", "CHECK_SAME_OBJ", "CHECK_SQL_MODE", "CHECK_SAME_USER")
        .endsWith("CHECK_TOPOLOGY")
        .doesNotContain("CHECK_DEST_TABLE_EMPTY")
        .hasSize(16)
        .isEqualTo(new DatabasePrechecks().codes(CheckSet.ALIBABA_SYNC, spec));
    for (String code : List.of("CHECK_SAME_USER", "CHECK_TOPOLOGY")) {
      assertThat(result(alone, code).verdict()).isEqualTo(Verdict.PASSED);
      assertThat(result(alone, code).skippable()).isTrue();
    }
  }

  @Test
  void a_loop_of_synchronisations_fails_and_their_declared_way_back_passes() throws Exception {
    run(source(), "create database " + database);
    JobSpec spec = following(source().endpoint(), target().endpoint());
    JobSpec back = following(target().endpoint(), source().endpoint());

    assertFailed(beside(spec, new Neighbour("j2", back, false)), "CHECK_TOPOLOGY", "(j2)");
    assertThat(result(beside(spec, new Neighbour("j2", back, true)), "CHECK_TOPOLOGY").verdict())
        .isEqualTo(Verdict.PASSED);
  }

  @Test
  void a_server_that_jobs_reach_with_several_users_is_told_with_who_does() throws Exception {
    run(source(), "create database " + database);
    JobSpec spec = following(source().endpoint(), target().endpoint());
    Endpoint other = account(source(), "all on *.*");
    JobSpec same = following(source().endpoint(), target().endpoint(), "other");
    JobSpec another = following(other, target().endpoint(), "other");

    CheckResult failed =
        assertFailed(
            beside(spec, new Neighbour("j2", same, false), new Neighbour("j3", another, false)),
            "CHECK_SAME_USER",
            other.user() + " by job (j3)");
    assertThat(failed.detail()).doesNotContain("j2");
    assertThat(result(beside(spec, new Neighbour("j2", same, false)), "CHECK_SAME_USER").verdict())
        .isEqualTo(Verdict.PASSED);
  }

  private JobSpec following(Endpoint source, Endpoint target, String... tables) {
    return new JobSpec(
        "job",
        source,
        target,
        List.of(new DatabaseSelection(database, database, List.of(tables))),
        new Stages(true, true, true));
  }

  private static List<CheckResult> beside(JobSpec spec, Neighbour... neighbours)
      throws InterruptedException {
    return new DatabasePrechecks()
        .run(CheckSet.ALIBABA_SYNC, spec, List.of(neighbours), unused -> {});
  }

  private JobSpec mapped(Endpoint source, Endpoint target) {
    return new JobSpec(
        "job",
        source,
        target,
        List.of(new DatabaseSelection(database, database + "_copy", List.of())),
        new Stages(true, true, false));
  }

  private JobSpec spec(Endpoint source, Endpoint target, String... tables) {
    return new JobSpec(
        "job",
        source,
        target,
        List.of(new DatabaseSelection(database, database, List.of(tables))),
        new Stages(true, true, false));
  }

  private static List<CheckResult> results(JobSpec spec) throws InterruptedException {
    return new DatabasePrechecks().run(CheckSet.ALIBABA, spec, unused -> {});
  }

  private static CheckResult assertFailed(List<CheckResult> results, String code, String detail) {
    CheckResult result = result(results, code);
    assertThat(result.verdict()).as(result.toString()).isEqualTo(Verdict.FAILED);
    assertThat(result.detail()).contains(detail);
    assertThat(result.error()).isNotBlank();
    assertThat(result.repair()).isNotBlank();
    return result;
  }

  private static CheckResult result(List<CheckResult> results, String code) {
    return results.stream().filter(r -> r.code().equals(code)).findFirst().orElseThrow();
  }
}
