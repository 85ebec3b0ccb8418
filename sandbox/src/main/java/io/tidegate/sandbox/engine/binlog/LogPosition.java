package io.tidegate.sandbox.engine.binlog;

import java.util.Comparator;

/**
 * A place between two entries of a server's binary log.
 *
 * @param file e.g. {@code binlog.000012}; files of one server are ordered by their number
 * @param offset in bytes
 */
public record LogPosition(String file, long offset) implements Comparable<LogPosition> {
  private static final Comparator<LogPosition> ORDER =
      Comparator.comparingLong(LogPosition::number).thenComparingLong(LogPosition::offset);

  private long number() {
    return Long.parseLong(file.substring(file.lastIndexOf('.') + 1));
  }

  @Override
  public int compareTo(LogPosition other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return file + ":" + offset;
  }
}
