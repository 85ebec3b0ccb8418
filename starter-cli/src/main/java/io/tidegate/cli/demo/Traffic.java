package io.tidegate.cli.demo;

import io.tidegate.cli.CliException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who writes to a ledger all the time: payments come in, and accounts are closed. */
final class Traffic implements AutoCloseable {
  private static final int ACCOUNTS = 10_000;
  private static final long PAUSE_MILLIS = 20;

  private final Lab lab;
  private final String database;
  private final Random random = new Random(1);
  private final long lastBefore;
  private final CompletableFuture<Void> work;
  private volatile boolean stopping;
  private final AtomicInteger transactions = new AtomicInteger();

  private Traffic(Lab lab, String database) {
    this.lab = lab;
    this.database = database;
    this.lastBefore = value(lab::openSource, "SELECT MAX(id) FROM payments");
    this.work = CompletableFuture.runAsync(this::write);
  }

  static Traffic start(Lab lab, String database) {
    return new Traffic(lab, database);
  }

  private void write() {
    try (Connection connection = lab.openSource(database);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      while (!stopping) {
        int account = random.nextInt(ACCOUNTS) + 1;
        int cents = random.nextInt(500);
        statement.execute(
            "INSERT INTO payments (account, cents) SELECT id, %d FROM accounts WHERE id = %d"
                .formatted(cents, account));
        statement.execute(
            "UPDATE accounts SET cents = cents + %d WHERE id = %d".formatted(cents, account));
        if (transactions.incrementAndGet() % 20 == 0) {
          statement.execute("DELETE FROM accounts WHERE id = " + (random.nextInt(ACCOUNTS) + 1));
        }
        connection.commit();
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (SQLException e) {
      throw CliException.failed(database + " cannot be written to: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  int transactions() {
    return transactions.get();
  }

  /** What it has written, and how much of that has arrived. To be asked when it is closed. */
  DemoSummary.Written written() {
    String payments = "SELECT COUNT(*) FROM payments WHERE id > " + lastBefore;
    return new DemoSummary.Written(
        transactions(), value(lab::openSource, payments), value(lab::openTarget, payments));
  }

  private interface Opening {
    Connection of(String database) throws SQLException;
  }

  private long value(Opening opening, String sql) {
    try (Connection connection = opening.of(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw CliException.failed(database + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Writes no more when it returns. */
  @Override
  public void close() {
    stopping = true;
    try {
      work.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof CliException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
