package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.database.Sql;
import io.tidegate.sandbox.engine.Bookkeeping.Entry;
import io.tidegate.sandbox.engine.Bookkeeping.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Optional;

/** Copies the rows of a chunk, exactly once. */
final class ChunkLoader {
  private static final long BATCH_BYTES = 4 << 20;
  private static final int ATTEMPTS = 6;
  private static final int DEADLOCK = 1213;
  private static final int LOCK_WAIT_TIMEOUT = 1205;

  /**
   * A table that is being loaded.
   *
   * @param ours whether the job created it
   * @param transactional whether its engine at the target can roll back
   */
  record LoadedTable(MovedObject object, TableShape shape, boolean ours, boolean transactional) {}

  private final JobContext context;
  private final RateLimit limit;

  ChunkLoader(JobContext context, RateLimit limit) {
    this.context = context;
    this.limit = limit;
  }

  /**
   * Loads the chunk unless the target already has it.
   *
   * @return its rows
   */
  long load(LoadedTable table, Chunk chunk, Lane lane) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      context.stop().check();
      try {
        return table.transactional()
            ? inOneTransaction(table, chunk, lane)
            : withoutTransaction(table, chunk, lane);
      } catch (SQLException e) {
        boolean again =
            table.transactional()
                && (e.getErrorCode() == DEADLOCK || e.getErrorCode() == LOCK_WAIT_TIMEOUT);
        if (!again || attempt == ATTEMPTS) {
          throw e;
        }
      }
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
      long rows = copy(table, chunk, lane);
      bookkeeping.update(target, name, chunk.number(), new Entry(State.LOADED, rows));
      context.stop().check();
      target.commit();
      return rows;
    } catch (SQLException | RuntimeException e) {
      rollBack(target, e);
      throw e;
    } finally {
      backToAutoCommit(target);
    }
  }

  private static void rollBack(Connection target, Exception cause) {
    try {
      target.rollback();
    } catch (SQLException e) {
      // The connection is gone, and the server rolls back by itself.
      cause.addSuppressed(e);
    }
  }

  private static void backToAutoCommit(Connection target) {
    try {
      target.setAutoCommit(true);
    } catch (SQLException connectionGone) {
      // The next piece of work gets another connection.
    }
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
    long rows = copy(table, chunk, lane);
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

  private long copy(LoadedTable table, Chunk chunk, Lane lane) throws SQLException {
    MovedObject object = table.object();
    TableShape shape = table.shape();
    List<Column> columns = shape.written();
    try (Statement reading = lane.source().createStatement();
        PreparedStatement writing =
            lane.target()
                .prepareStatement(shape.insertRow(object.targetDatabase(), object.name()))) {
      reading.setFetchSize(object.batchRows());
      try (ResultSet rows =
          reading.executeQuery(
              shape.selectRows(object.sourceDatabase(), object.name(), chunk.range()))) {
        long total = 0;
        int batched = 0;
        long bytes = 0;
        while (rows.next()) {
          bytes += bind(writing, rows, columns);
          writing.addBatch();
          batched++;
          if (batched == object.batchRows() || bytes >= BATCH_BYTES) {
            limit.pass(batched);
            writing.executeBatch();
            total += batched;
            batched = 0;
            bytes = 0;
          }
        }
        if (batched > 0) {
          limit.pass(batched);
          writing.executeBatch();
        }
        return total + batched;
      }
    }
  }

  /**
   * @return about how many bytes the row has
   */
  private static long bind(PreparedStatement writing, ResultSet row, List<Column> columns)
      throws SQLException {
    long bytes = 0;
    for (int i = 1; i <= columns.size(); i++) {
      Column column = columns.get(i - 1);
      if (column.travelsAsBytes()) {
        byte[] value = row.getBytes(i);
        if (value == null) {
          writing.setNull(i, Types.VARBINARY);
        } else {
          writing.setBytes(i, value);
          bytes += value.length;
        }
      } else if (column.travelsAsNumber()) {
        long value = row.getLong(i);
        if (row.wasNull()) {
          writing.setNull(i, Types.BIGINT);
        } else {
          writing.setLong(i, value);
        }
      } else {
        writing.setString(i, row.getString(i));
        bytes += 16;
      }
    }
    return bytes;
  }
}
