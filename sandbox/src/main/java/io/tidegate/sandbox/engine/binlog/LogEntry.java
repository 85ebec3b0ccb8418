package io.tidegate.sandbox.engine.binlog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a reader of the log has to know of, in the log's order. */
public sealed interface LogEntry {

  /** What was done to rows. */
  enum Kind {
    INSERT,
    UPDATE,
    DELETE
  }

  /** The value of a column that the log does not hold. */
  Object ABSENT =
      new Object() {
        @Override
        public String toString() {
          return "absent";
        }
      };

  /**
   * A row before and after, one value per column of the table. Numbers are signed, whatever the
   * column is; dates and times are texts, timestamps in UTC; texts, bits and binaries are bytes;
   * enums and sets are numbers.
   *
   * @param before null for an insert
   * @param after null for a delete
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared, and there are many of them.
  record Row(@Nullable Object @Nullable [] before, @Nullable Object @Nullable [] after) {}

  /**
   * Rows of one table; a part of a transaction.
   *
   * @param checksForeignKeys whether the session that wrote them had foreign keys checked
   * @param unreadable why the rows cannot be read; empty if they are there
   */
  record Rows(
      String database,
      String table,
      Kind kind,
      boolean checksForeignKeys,
      List<Row> rows,
      String unreadable)
      implements LogEntry {
    public Rows {
      rows = List.copyOf(rows);
    }
  }

  /**
   * The transaction is whole.
   *
   * @param next where the log goes on
   * @param second when it was committed, by the source's clock, in seconds of Unix time
   */
  record Commit(LogPosition next, long second) implements LogEntry {}

  /**
   * Anything that is logged as a statement.
   *
   * @param database the session's default database; may be empty
   */
  record Statement(String database, String sql, LogPosition next, long second)
      implements LogEntry {}

  /**
   * The log has nothing of interest up to here.
   *
   * @param isEnd whether it had nothing at all beyond, when the server said so
   */
  record Passed(LogPosition next, boolean isEnd) implements LogEntry {}

  /**
   * Something that cannot be followed through.
   *
   * @param concernsAll whether it does not matter if the transaction has rows that are wanted
   */
  record Trouble(String reason, boolean concernsAll) implements LogEntry {}
}
