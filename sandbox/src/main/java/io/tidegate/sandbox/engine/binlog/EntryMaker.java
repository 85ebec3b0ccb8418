package io.tidegate.sandbox.engine.binlog;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.RotateEventData;
import io.tidegate.sandbox.engine.binlog.LogEntry.Commit;
import io.tidegate.sandbox.engine.binlog.LogEntry.Passed;
import io.tidegate.sandbox.engine.binlog.LogEntry.Statement;
import io.tidegate.sandbox.engine.binlog.LogEntry.Trouble;
import java.util.Locale;
import java.util.Optional;

/** Makes entries out of events, and knows which file of the log they are in. */
final class EntryMaker {
  private static final int MAY_BE_IGNORED = 0x80;

  private String file;

  EntryMaker(String file) {
    this.file = file;
  }

  /** Empty for events that matter to nobody. */
  Optional<LogEntry> entry(Event event) {
    EventHeaderV4 header = event.getHeader();
    LogPosition next = new LogPosition(file, header.getNextPosition());
    long second = header.getTimestamp() / 1000;
    return switch (header.getEventType()) {
      case ROTATE -> {
        RotateEventData rotation = event.getData();
        file = rotation.getBinlogFilename();
        yield Optional.of(new Passed(new LogPosition(file, rotation.getBinlogPosition()), false));
      }
      case HEARTBEAT -> Optional.of(new Passed(next, true));
      case XID -> Optional.of(new Commit(next, second));
      case QUERY -> statement(event.getData(), next, second);
      case WRITE_ROWS, UPDATE_ROWS, DELETE_ROWS, EXT_WRITE_ROWS, EXT_UPDATE_ROWS, EXT_DELETE_ROWS ->
          Optional.ofNullable(event.<RowsData>getData().rows());
      case XA_PREPARE ->
          Optional.of(
              new Trouble(
                  "an XA transaction was prepared, which may be committed at any later place of"
                      + " the log",
                  false));
      case INCIDENT ->
          Optional.of(new Trouble("the source says that changes are missing in its log", true));
      case TRANSACTION_PAYLOAD,
          PARTIAL_UPDATE_ROWS_EVENT,
          PRE_GA_WRITE_ROWS,
          PRE_GA_UPDATE_ROWS,
          PRE_GA_DELETE_ROWS ->
          Optional.of(unknown(header));
      case UNKNOWN ->
          (header.getFlags() & MAY_BE_IGNORED) != 0
              ? Optional.empty()
              : Optional.of(unknown(header));
      default -> Optional.empty();
    };
  }

  private static Trouble unknown(EventHeaderV4 header) {
    return new Trouble(
        "the log holds an event that cannot be read ("
            + header.getEventType()
            + "); turn its compression off (log_bin_compress, binlog_transaction_compression,"
            + " binlog_row_value_options)",
        true);
  }

  private static Optional<LogEntry> statement(
      QueryEventData statement, LogPosition next, long second) {
    String sql = statement.getSql().strip();
    String words = sql.toUpperCase(Locale.ROOT);
    if (words.equals("COMMIT")) {
      return Optional.of(new Commit(next, second));
    }
    if (words.startsWith("ROLLBACK")) {
      return Optional.of(
          new Trouble("a transaction on tables of several storage engines was undone", false));
    }
    if (words.equals("BEGIN") || words.startsWith("SAVEPOINT ") || words.startsWith("XA ")) {
      return Optional.empty();
    }
    return Optional.of(new Statement(statement.getDatabase(), sql, next, second));
  }
}
