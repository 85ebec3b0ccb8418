package io.tidegate.sandbox.core;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/**
 * The sandbox's own SQL database: what must survive {@code kill -9}. One SQLite file, one writer at
 * a time; every {@link #transaction} is durable when it returns.
 */
public final class Metadatabase implements AutoCloseable {

  /** Work on the database; runs alone. */
  @FunctionalInterface
  public interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private final Connection connection;

  public Metadatabase(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // NORMAL in WAL mode survives a killed process; only a power cut may lose the last commits.
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setBusyTimeout(10_000);
    try {
      connection = config.createConnection("jdbc:sqlite:" + file);
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot open the metadatabase " + file, e);
    }
  }

  /**
   * Runs {@code work} in a transaction of its own and commits it; rolls back if it throws.
   *
   * @throws IllegalStateException if the database refuses
   */
  public synchronized <T> T transaction(Work<T> work) {
    try {
      T result = work.on(connection);
      connection.commit();
      return result;
    } catch (SQLException e) {
      rollback(e);
      throw new IllegalStateException("the metadatabase refused: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      rollback(e);
      throw e;
    }
  }

  private void rollback(Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot close the metadatabase", e);
    }
  }
}
