package io.tidegate.sandbox.precheck;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Something that several checks of a run want to know, and a server is asked once. */
final class Once<T> {

  /** How the server is asked. */
  @FunctionalInterface
  interface Reading<T> {
    T read() throws SQLException;
  }

  private final Reading<T> reading;
  private @Nullable T known;

  Once(Reading<T> reading) {
    this.reading = reading;
  }

  /**
   * @throws SQLException if the server refuses; the next one who wants to know asks again
   */
  synchronized T get() throws SQLException {
    T value = known;
    if (value == null) {
      value = reading.read();
      known = value;
    }
    return value;
  }
}
