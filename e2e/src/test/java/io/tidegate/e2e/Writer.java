package io.tidegate.e2e;

import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Inserts, changes and deletes orders until it is stopped. */
final class Writer implements AutoCloseable {
  private final AtomicInteger written = new AtomicInteger();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final CompletableFuture<Void> work;

  Writer(House house, String database) {
    work = CompletableFuture.runAsync(() -> write(house, database));
  }

  private void write(House house, String database) {
    try (Connection connection = house.source.connect();
        Statement statement = connection.createStatement()) {
      for (int id = 100_000; !stopping.get(); id++) {
        statement.execute(
            "insert into %s.orders values (%d, %d, 'new')".formatted(database, id, id % 97));
        statement.execute(
            "update %s.orders set note = 'changed' where id = %d"
                .formatted(database, id % 1_000 + 1));
        statement.execute("delete from %s.orders where id = %d".formatted(database, id - 10));
        written.incrementAndGet();
        TimeUnit.MILLISECONDS.sleep(5);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  int written() {
    return written.get();
  }

  void stop() {
    stopping.set(true);
    work.join();
  }

  @Override
  public void close() {
    stop();
  }
}
