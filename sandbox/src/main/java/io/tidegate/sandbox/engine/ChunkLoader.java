package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.database.Sql;
import io.tidegate.sandbox.engine.Bookkeeping.Entry;
import io.tidegate.sandbox.engine.Bookkeeping.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Copies the rows of a chunk, exactly once. */
final class ChunkLoader {
  private static final int ATTEMPTS = 6;
  private static final int WITHOUT_PARTITION = 1526;

  /** Data and constraints, warnings that strictness turns into errors, and what a trigger says. */
  private static final Set<String> OF_ROWS = Set.of("22", "23", "01", "45");

  /**
   * A table that is being loaded.
   *
   * @param ours whether the job created it
   * @param transactional whether its engine at the target can roll back
   */
  record LoadedTable(MovedObject object, TableShape shape, boolean ours, boolean transactional) {}

  private final JobContext context;
  private final RowCopier copier;

  ChunkLoader(JobContext context, RateLimit limit) {
    this.context = context;
    this.copier = new RowCopier(limit);
  }

  /**
   * Loads the chunk unless the target already has it.
   *
   * @return its rows
   * @throws MoveFailure if one of them does not fit; names it where the target can roll back
   */
  long load(LoadedTable table, Chunk chunk, Lane lane) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      context.stop().check();
      try {
        return table.transactional()
            ? inOneTransaction(table, chunk, lane)
            : withoutTransaction(table, chunk, lane);
      } catch (RowCopier.Refused e) {
        if (isOfRows(e)) {
          throw refused(table, e, rowOf(table, chunk, lane, e));
        }
        if (!isWorthAnother(table, e) || attempt == ATTEMPTS) {
          throw e;
        }
      } catch (SQLException e) {
        if (!isWorthAnother(table, e) || attempt == ATTEMPTS) {
          // What the source refused says so already.
          throw ServerError.of("target", lane.spec().target(), e);
        }
      }
    }
  }

  private static boolean isWorthAnother(LoadedTable table, SQLException e) {
    return table.transactional() && ServerError.isContended(e);
  }

  /** Whether the target took rows for wrong, and not the statement. */
  static boolean isOfRows(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return e.getErrorCode() == WITHOUT_PARTITION
        || (state.length() == 5 && OF_ROWS.contains(state.substring(0, 2)));
  }

  private static MoveFailure refused(LoadedTable table, SQLException e, String row) {
    String on = table.object().targetName() + ": " + row;
    return e.getErrorCode() == Bookkeeping.DUPLICATE_KEY
        ? new MoveFailure(
            on + " meets one that is there already; nothing was overwritten",
            e,
            "Remove one of the two, then start the job again")
        : new MoveFailure(
            on + " does not fit",
            e,
            "Change the target's table so that it takes the row, or the row at the source, then"
                + " start the job again");
  }

  /** Finds out which row it was by doing it again one by one, and takes that back. */
  private String rowOf(LoadedTable table, Chunk chunk, Lane lane, SQLException refusal)
      throws SQLException {
    if (!table.transactional()) {
      return "a row in " + chunk.range().describe(table.shape().keyColumns());
    }
    lane.target().setAutoCommit(false);
    try {
      copier.copy(table, chunk.range(), 1, lane);
      return "a row";
    } catch (RowCopier.Refused e) {
      return e.getErrorCode() == refusal.getErrorCode()
          ? RowCopier.row(table, chunk.range(), e.rowsBefore(), lane)
          : "a row";
    } finally {
      lane.rollBack();
    }
  }

  private long inOneTransaction(LoadedTable table, Chunk chunk, Lane lane) throws SQLException {
    Connection target = lane.target();
    Bookkeeping bookkeeping = context.bookkeeping(table.object());
    String name = table.object().name();
    target.setAutoCommit(false);
    try {
      // First, so that a killed process whose commit is still on its way makes us wait for it.
      if (!insertFirst(bookkeeping, target, name, chunk)) {
        target.rollback();
        return bookkeeping.chunk(target, name, chunk.number()).orElseThrow().rows();
      }
      long rows = copier.copy(table, chunk.range(), table.object().batchRows(), lane);
      bookkeeping.update(target, name, chunk.number(), new Entry(State.LOADED, rows));
      if (mustTellOursFromTheirs(table)) {
        bookkeeping.keep(target, name, chunk.number(), brought(table, chunk, rows, target));
      }
      context.stop().check();
      target.commit();
      return rows;
    } finally {
      lane.rollBack();
    }
  }

  /** Whether the load, broken off, begins again in a table that is not ours to empty. */
  private boolean mustTellOursFromTheirs(LoadedTable table) {
    return !table.ours() && context.spec().stages().incremental();
  }

  private static Content brought(LoadedTable table, Chunk chunk, long rows, Connection target)
      throws SQLException {
    Content content = Content.of(target, table.object(), table.shape(), chunk.range());
    if (content.rows() != rows) {
      throw new MoveFailure(
          table.object().targetName()
              + " was there before the job, and somebody writes to it while it is loaded, in "
              + chunk.range().describe(table.shape().keyColumns())
              + ". Stop that, take their rows out, and start the job again");
    }
    return content;
  }

  private static boolean insertFirst(
      Bookkeeping bookkeeping, Connection target, String name, Chunk chunk) throws SQLException {
    try {
      bookkeeping.insert(target, name, chunk.number(), new Entry(State.LOADED, 0));
      return true;
    } catch (SQLException e) {
      if (e.getErrorCode() == Bookkeeping.DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
  }

  /** For engines such as MyISAM: what a broken attempt left behind is deleted before the next. */
  private long withoutTransaction(LoadedTable table, Chunk chunk, Lane lane) throws SQLException {
    Connection target = lane.target();
    Bookkeeping bookkeeping = context.bookkeeping(table.object());
    String name = table.object().name();
    Optional<Entry> entry = bookkeeping.chunk(target, name, chunk.number());
    if (entry.isPresent() && entry.get().state() == State.LOADED) {
      return entry.get().rows();
    }
    if (entry.isPresent()) {
      deleteBegun(table, chunk, target);
    } else {
      bookkeeping.insert(target, name, chunk.number(), new Entry(State.BEGUN, 0));
    }
    long rows = copier.copy(table, chunk.range(), table.object().batchRows(), lane);
    bookkeeping.update(target, name, chunk.number(), new Entry(State.LOADED, rows));
    return rows;
  }

  private static void deleteBegun(LoadedTable table, Chunk chunk, Connection target)
      throws SQLException {
    String name = table.object().targetName();
    if (!table.ours()) {
      throw new MoveFailure(
          name
              + ": loading was broken off, its storage engine cannot roll back, and the rows that"
              + " were there before cannot be told from ours; bring the table back to what it was,"
              + " and move it in a new job");
    }
    Sql.run(
        target,
        "delete from "
            + Sql.table(table.object().targetDatabase(), table.object().name())
            + " where "
            + chunk.range().condition(table.shape().keyColumns()));
  }
}
