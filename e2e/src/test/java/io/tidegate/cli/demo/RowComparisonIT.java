package io.tidegate.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cli.demo.DemoSummary.MovedTable;
import io.tidegate.sandbox.lab.MariaDbServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a demo says of its tables it has read in the databases. */
class RowComparisonIT {
  private static MariaDbServer server;

  @BeforeAll
  static void startServer() throws Exception {
    Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
    server = MariaDbServer.start(Files.createTempDirectory(target, "comparison"));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void fill() throws SQLException {
    for (String database : new String[] {"here", "there"}) {
      run(
          "create or replace database " + database,
          "use " + database,
          "create table t (id int, n double, b varbinary(9), d datetime(6), bits bit(9), v text)",
          "insert into t values (1, 0.1, 0x00ff, '2024-02-29 01:02:03.000004', 257, 'één')",
          "insert into t values (2, null, null, null, null, null), (2, null, null, null, null, '')",
          "insert into t select seq, seq, seq, null, null, seq from seq_10_to_5000");
    }
  }

  private static void run(String... statements) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static MovedTable compared() throws SQLException {
    try (Connection source = server.connect();
        Connection target = server.connect()) {
      source.setCatalog("here");
      target.setCatalog("there");
      assertThat(RowComparison.of(source, target)).hasSize(1);
      return RowComparison.of(source, target).get(0);
    }
  }

  @Test
  void the_same_rows_in_another_order_are_the_same() throws SQLException {
    run(
        "use there",
        "create table u as select * from t order by id desc",
        "drop table t",
        "rename table u to t");
    assertThat(compared()).isEqualTo(new MovedTable("here.t", 4994, 4994, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from t where id = 4711",
        "insert into t select * from t where id = 4711",
        "update t set v = '4712' where id = 4711",
        "update t set v = '' where v is null",
        "update t set b = 0x00fe where id = 1",
        "update t set d = '2024-02-29 01:02:03.000005' where id = 1",
        "update t set bits = 256 where id = 1",
        "update t set n = 0.2 where id = 1",
        "alter table t rename column v to w",
        "drop table t",
        "truncate table t"
      })
  void a_change_that_did_not_arrive_is_found(String change) throws SQLException {
    run("use there", change);
    assertThat(compared().verified()).isFalse();
  }

  @Test
  void a_table_that_the_target_does_not_have_has_no_count() throws SQLException {
    run("drop table there.t");
    assertThat(compared()).isEqualTo(new MovedTable("here.t", 4994, -1, false));
  }
}
