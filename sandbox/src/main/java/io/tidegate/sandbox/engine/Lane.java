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
 */
record Lane(Connection source, Connection target) implements AutoCloseable {

  static Lane open(JobSpec spec) {
    Connection source = open("source", spec.source());
    try {
      Connection target = open("target", spec.target());
      try {
        // A slow target holds up the reading; the source must not take that for a dead client.
        Sql.run(source, "set session sql_mode = ''", "set session net_write_timeout = 3600");
        Sql.run(
            target,
            // Values that stricter modes refuse are in the source all the same.
            "set session sql_mode = 'NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION'",
            // Tables are loaded in no particular order. (unique_checks stays on: it finds the rows
            // of others that stand in the way.)
            "set session foreign_key_checks = 0");
        for (Connection connection : new Connection[] {source, target}) {
          Sql.run(connection, "set session time_zone = '+00:00'");
          if (Sql.value(connection, "select version()").orElse("").contains("MariaDB")) {
            Sql.run(connection, "set session check_constraint_checks = 0");
          }
        }
        return new Lane(source, target);
      } catch (SQLException e) {
        target.close();
        throw e;
      }
    } catch (SQLException e) {
      closeQuietly(source);
      throw new MoveFailure("cannot set up a session", e);
    } catch (MoveFailure e) {
      closeQuietly(source);
      throw e;
    }
  }

  private static Connection open(String side, Endpoint endpoint) {
    try {
      return Servers.connect(endpoint);
    } catch (SQLException e) {
      throw new MoveFailure("no connection to the " + side + " " + endpoint, e);
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
