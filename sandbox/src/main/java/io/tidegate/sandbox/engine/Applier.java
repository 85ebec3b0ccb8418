package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.engine.PositionTable.Applied;
import io.tidegate.sandbox.engine.binlog.LogEntry;
import io.tidegate.sandbox.engine.binlog.LogEntry.Commit;
import io.tidegate.sandbox.engine.binlog.LogEntry.Kind;
import io.tidegate.sandbox.engine.binlog.LogEntry.Passed;
import io.tidegate.sandbox.engine.binlog.LogEntry.Rows;
import io.tidegate.sandbox.engine.binlog.LogEntry.Statement;
import io.tidegate.sandbox.engine.binlog.LogEntry.Trouble;
import io.tidegate.sandbox.engine.binlog.LogPosition;
import io.tidegate.sandbox.engine.binlog.LoggedStatement;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Applies entries of the log to the target, on one connection.
 *
 * <p>A transaction of the target is a group of whole transactions of the source, and the position
 * after them. The position is locked before anything is written: whoever finds another one there
 * than it expects, writes nothing.
 */
final class Applier implements AutoCloseable {
  private static final int GROUP_CHANGES = 2000;
  private static final long GROUP_NANOS = Duration.ofMillis(200).toNanos();
  private static final long KEEP_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int STATEMENT_LENGTH = 200;

  /** The position was moved by another process, which was believed dead. */
  static final class PositionMoved extends SQLException {
    PositionMoved() {
      super("another process has moved the job's position");
    }
  }

  private final JobContext context;
  private final Lane lane;
  private final FollowedTables tables;
  private final PositionTable positions;
  private final ChangeWriter writer;
  private final Applied start;
  private Applied stored;
  private LogPosition reached;
  private long second;
  private boolean atEnd;
  private boolean inTransaction;
  private boolean isOpen;
  private long changes;
  private long since;

  /**
   * @param lane its target not in autocommit mode
   * @param start what the target says was applied
   */
  Applier(JobContext context, Lane lane, FollowedTables tables, Applied start) throws SQLException {
    this.context = context;
    this.lane = lane;
    this.tables = tables;
    this.positions = new PositionTable(context.job(), context.spec());
    this.writer = new ChangeWriter(lane);
    this.start = start;
    this.stored = start;
    this.reached = start.position();
    this.second = start.second();
    this.since = System.nanoTime();
  }

  /**
   * @throws MoveFailure if it cannot be applied
   */
  void apply(LogEntry entry, long now) throws SQLException {
    if (entry instanceof Rows rows) {
      rows(rows);
    } else if (entry instanceof Commit commit) {
      boundary(commit.next(), commit.second());
    } else if (entry instanceof Statement statement) {
      statement(statement);
    } else if (entry instanceof Passed passed) {
      if (!inTransaction && passed.next().compareTo(reached) >= 0) {
        boundary(passed.next(), passed.isEnd() ? now : second);
        atEnd = passed.isEnd();
      }
    } else if (entry instanceof Trouble trouble && (inTransaction || trouble.concernsAll())) {
      keepWhatIsWhole();
      throw new MoveFailure(
          trouble.reason() + " (after " + reached + "); move the tables in a new job");
    }
  }

  private void boundary(LogPosition position, long at) {
    reached = position;
    second = Math.max(second, at);
    inTransaction = false;
    atEnd = false;
  }

  private void rows(Rows rows) throws SQLException {
    FollowedTable table = tables.find(rows.database(), rows.table());
    if (!rows.unreadable().isEmpty()) {
      throw new MoveFailure(
          table.object().sourceName()
              + ": a changed row cannot be read in the source's log: "
              + rows.unreadable());
    }
    open();
    inTransaction = true;
    writer.write(table, rows);
    changes += rows.rows().size();
  }

  private void open() throws SQLException {
    if (!isOpen) {
      if (!lane.atTarget(target -> positions.lock(target, stored.position()))) {
        throw new PositionMoved();
      }
      isOpen = true;
      since = System.nanoTime();
    }
  }

  private void statement(Statement entry) throws SQLException {
    LoggedStatement statement = LoggedStatement.of(entry.database(), entry.sql());
    for (FollowedTable table : tables.touchedBy(statement)) {
      switch (statement.effect()) {
        case EMPTIES -> {
          if (!table.ours()) {
            keepWhatIsWhole();
            throw redefined(table, entry, "and the sandbox empties no table that it did not make");
          }
          open();
          writer.empty(table);
          boundary(entry.next(), entry.second());
        }
        case REDEFINES -> {
          keepWhatIsWhole();
          throw redefined(table, entry, "the target's table is as it was before");
        }
        case CHANGES_ROWS -> {
          keepWhatIsWhole();
          throw new MoveFailure(
              table.object().sourceName()
                  + ": rows were changed by a statement that is not logged row by row (after "
                  + reached
                  + "). binlog_format must be ROW for all sessions; set it, and move the table"
                  + " in a new job");
        }
        case NONE -> {}
      }
    }
  }

  private void keepWhatIsWhole() throws SQLException {
    if (hasGroup()) {
      commit();
    }
  }

  private MoveFailure redefined(FollowedTable table, Statement entry, String state) {
    String sql = entry.sql().replaceAll("\\s+", " ");
    String shown =
        sql.length() > STATEMENT_LENGTH ? sql.substring(0, STATEMENT_LENGTH) + " …" : sql;
    return new MoveFailure(
        table.object().sourceName()
            + " was redefined at the source (after "
            + reached
            + ") by: "
            + shown
            + " ; "
            + state
            + ". Everything before it is applied; move the table in a new job");
  }

  /** Whether something is written that waits for more of its transaction. */
  boolean isInTransaction() {
    return inTransaction;
  }

  /** Whether something is written that could be committed. */
  boolean hasGroup() {
    return isOpen && !inTransaction;
  }

  /**
   * Commits the group if that is due.
   *
   * @param nothingWaits whether there is nothing more to add now
   */
  void commitIfDue(boolean nothingWaits) throws SQLException {
    long age = System.nanoTime() - since;
    if (hasGroup() && (nothingWaits || changes >= GROUP_CHANGES || age > GROUP_NANOS)) {
      commit();
    } else if (!isOpen && !reached.equals(stored.position()) && age > KEEP_NANOS) {
      // So that a later start does not ask for a file that is long purged.
      open();
      commit();
    }
  }

  /** Commits everything up to {@link #reached}. */
  void commit() throws SQLException {
    writer.flush();
    Applied next =
        new Applied(
            reached,
            second,
            start.inserted() + writer.count(Kind.INSERT),
            start.updated() + writer.count(Kind.UPDATE),
            start.deleted() + writer.count(Kind.DELETE));
    lane.atTarget(
        target -> {
          positions.store(target, next);
          context.stop().check();
          target.commit();
          return next;
        });
    stored = next;
    isOpen = false;
    changes = 0;
    since = System.nanoTime();
  }

  /** The boundary between transactions that was reached. */
  LogPosition reached() {
    return reached;
  }

  /** What the target's tables hold for sure. */
  Applied applied() {
    return isOpen
        ? stored
        : new Applied(reached, second, stored.inserted(), stored.updated(), stored.deleted());
  }

  /** Whether the source had nothing more when it was last heard. */
  boolean isAtEnd() {
    return atEnd && !isOpen;
  }

  @Override
  public void close() throws SQLException {
    writer.close();
  }
}
