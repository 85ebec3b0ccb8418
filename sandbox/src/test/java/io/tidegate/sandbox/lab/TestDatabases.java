package io.tidegate.sandbox.lab;

import io.tidegate.sandbox.core.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A source and a target server for all tests of one JVM, which end with it. Tests keep apart by
 * database and user names, of which this hands out fresh ones.
 */
public final class TestDatabases {
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final MariaDbServer SOURCE =
      MariaDbServer.start(
          freshFolder(), "--server-id=101", "--log-bin=binlog", "--binlog-format=ROW");
  private static final MariaDbServer TARGET = MariaDbServer.start(freshFolder(), "--server-id=102");

  private TestDatabases() {}

  public static MariaDbServer source() {
    return SOURCE;
  }

  public static MariaDbServer target() {
    return TARGET;
  }

  /** A folder below {@code target/} that no other test has. */
  public static Path freshFolder() {
    try {
      Path all = Files.createDirectories(Path.of("target", "test-databases").toAbsolutePath());
      return Files.createTempDirectory(all, "t");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A name that no other test uses, for a database or a user. */
  public static String freshName(String prefix) {
    return prefix + "_" + NEXT.incrementAndGet();
  }

  /** An account with these grants, e.g. {@code select on *.*}, and no other. */
  public static Endpoint account(MariaDbServer server, String... grants) {
    String user = freshName("u");
    List<String> statements = new ArrayList<>();
    statements.add("create user " + user + "@localhost identified by 'pass-" + user + "'");
    for (String grant : grants) {
      statements.add("grant " + grant + " to " + user + "@localhost");
    }
    run(server, statements.toArray(String[]::new));
    return new Endpoint("127.0.0.1", server.port(), user, "pass-" + user);
  }

  public static void run(MariaDbServer server, String... statements) {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The rows of a query, each with its values joined by a bar. */
  public static List<String> rows(MariaDbServer server, String sql) {
    Endpoint root = server.endpoint();
    String url = "jdbc:mariadb://127.0.0.1:" + server.port() + "/";
    try (Connection connection = DriverManager.getConnection(url, root.user(), root.password());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          values.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", values));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The one value of a query. */
  public static String value(MariaDbServer server, String sql) {
    return rows(server, sql).get(0);
  }
}
