package io.tidegate.sandbox.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MariaDbServerIT {
  @TempDir Path dir;

  @Test
  void a_server_started_again_is_the_same_server_at_the_same_address() throws Exception {
    int port;
    try (MariaDbServer server = MariaDbServer.start(dir.resolve("s"), "--server-id=7")) {
      port = server.port();
      try (Connection c = server.connect();
          Statement s = c.createStatement()) {
        s.execute("create database kept");
        s.execute("create table kept.t (a int primary key)");
        s.execute("insert into kept.t values (42)");
      }
      assertThat(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(server.passwordFile())))
          .isEqualTo("rw-------");
    }
    try (MariaDbServer again = MariaDbServer.start(dir.resolve("s"), "--server-id=8")) {
      assertThat(again.port()).isEqualTo(port);
      assertThat(answer(again, "select a from kept.t")).isEqualTo("42");
      assertThat(answer(again, "select @@server_id")).isEqualTo("8");
      assertThat(again.toString()).doesNotContain(again.endpoint().password());
    }
  }

  @Test
  void a_killed_server_comes_back_with_its_rows() throws Exception {
    MariaDbServer server = MariaDbServer.start(dir.resolve("s"));
    answer(server, "create database kept");
    server.kill();
    try (MariaDbServer again = MariaDbServer.start(dir.resolve("s"))) {
      assertThat(answer(again, "show databases like 'kept'")).isEqualTo("kept");
    }
  }

  private static String answer(MariaDbServer server, String sql) throws SQLException {
    try (Connection c = server.connect();
        Statement s = c.createStatement()) {
      if (!s.execute(sql)) {
        return "";
      }
      try (ResultSet rows = s.getResultSet()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }
}
