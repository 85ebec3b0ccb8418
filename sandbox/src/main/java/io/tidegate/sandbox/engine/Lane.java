package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.database.Servers;
import io.tidegate.sandbox.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A connection to the source and one to the target, with sessions that take values as they are.
 *
 * @param source only read from
 * @param target in autocommit mode between two pieces of work
 * @param targetIsMariaDb else it is MySQL
 */
record Lane(JobSpec spec, Connection source, Connection target, boolean targetIsMariaDb)
    implements AutoCloseable {
  private static final String MODES = "NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION";

  /** Takes dates that are none, as they are in the source all the same. */
  private static final String STRICT_MODES = MODES + ",STRICT_ALL_TABLES,ALLOW_INVALID_DATES";

  /** Something done over one of the connections. */
  @FunctionalInterface
  interface Use<T> {
    T of(Connection connection) throws SQLException;
  }

  /**
   * @throws ServerError if one of them cannot be reached or does not let us in
   */
  static Lane open(JobSpec spec) throws SQLException {
    Connection source = open("source", spec.source());
    try {
      Connection target = open("target", spec.target());
      try {
        // A slow target holds up the reading; the source must not take that for a dead client.
        Sql.run(source, "set session sql_mode = ''", "set session net_write_timeout = 3600");
        Sql.run(
            target,
            "set session sql_mode = '" + MODES + "'",
            // Tables are loaded in no particular order. (unique_checks stays on: it finds the rows
            // of others that stand in the way.)
            "set session foreign_key_checks = 0");
        Sql.run(source, "set session time_zone = '+00:00'");
        Sql.run(target, "set session time_zone = '+00:00'");
        Lane lane = new Lane(spec, source, target, isMariaDb(target));
        lane.checkConstraints(false);
        return lane;
      } catch (SQLException e) {
        closeQuietly(target);
        throw e;
      }
    } catch (SQLException e) {
      closeQuietly(source);
      throw e;
    }
  }

  private static Connection open(String side, Endpoint endpoint) throws SQLException {
    try {
      return Servers.connect(endpoint);
    } catch (SQLException e) {
      throw ServerError.of(side, endpoint, e);
    }
  }

  private static boolean isMariaDb(Connection connection) throws SQLException {
    return Sql.value(connection, "select version()").orElse("").contains("MariaDB");
  }

  /**
   * @throws ServerError if it fails; names the source
   */
  <T> T atSource(Use<T> use) throws SQLException {
    try {
      return use.of(source);
    } catch (SQLException e) {
      throw ServerError.of("source", spec.source(), e);
    }
  }

  /**
   * @throws ServerError if it fails; names the target
   */
  <T> T atTarget(Use<T> use) throws SQLException {
    try {
      return use.of(target);
    } catch (SQLException e) {
      throw ServerError.of("target", spec.target(), e);
    }
  }

  /** Whether the target refuses a value that does not fit; else it makes it fit. */
  void strict(boolean strict) throws SQLException {
    Sql.run(target, "set session sql_mode = '" + (strict ? STRICT_MODES : MODES) + "'");
  }

  /** Whether the target holds rows against the table's CHECK constraints; MySQL always does. */
  void checkConstraints(boolean check) throws SQLException {
    if (targetIsMariaDb) {
      Sql.run(target, "set session check_constraint_checks = " + (check ? 1 : 0));
    }
  }

  /** Takes back what the target has not committed, and goes back to autocommit mode. */
  void rollBack() {
    try {
      target.rollback();
      target.setAutoCommit(true);
    } catch (SQLException connectionGone) {
      // The server rolls back by itself, and the next piece of work gets another connection.
    }
  }

  /** Breaks off the statements that run, from another thread. */
  void cancel() {
    for (Connection connection : new Connection[] {source, target}) {
      try {
        connection.unwrap(org.mariadb.jdbc.Connection.class).cancelCurrentQuery();
      } catch (SQLException endedMeanwhile) {
        // Then there is nothing to break off.
      }
    }
  }

  /** Whether both connections are fit for another piece of work. */
  boolean isUsable() {
    try {
      return source.isValid(5) && target.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Rolls back what is open. */
  @Override
  public void close() {
    closeQuietly(source);
    closeQuietly(target);
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException alreadyGone) {
      // The server rolls back what the connection had open.
    }
  }
}
