package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.database.Sql;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.stream.Collectors;

/** Copies rows as they are. The target refuses what does not fit; nothing is made to fit. */
final class RowCopier {
  private static final long BATCH_BYTES = 4 << 20;

  /** What a statement needs beside its values. */
  private static final long PACKET_HEAD = 1024;

  /** The target refused a batch, of which it does not say which row it was. */
  static final class Refused extends SQLException {
    private final long rowsBefore;

    Refused(SQLException cause, long rowsBefore) {
      super(cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), cause);
      this.rowsBefore = rowsBefore;
    }

    /** Rows of the chunk before the batch. */
    long rowsBefore() {
      return rowsBefore;
    }
  }

  private final RateLimit limit;

  RowCopier(RateLimit limit) {
    this.limit = limit;
  }

  /**
   * @param batchRows the most rows that are written at a time
   * @return how many rows were copied
   * @throws Refused if the target takes a batch of them for wrong
   * @throws MoveFailure if a row is too long for the target
   */
  long copy(ChunkLoader.LoadedTable table, KeyRange range, int batchRows, Lane lane)
      throws SQLException {
    MovedObject object = table.object();
    TableShape shape = table.shape();
    lane.strict(true);
    // Our own table has the source's rows, even those from before a constraint was there.
    lane.checkConstraints(!table.ours());
    long longest = longestPacket(lane) - PACKET_HEAD;
    try (Statement reading = lane.source().createStatement();
        PreparedStatement writing =
            lane.target()
                .prepareStatement(shape.insertRow(object.targetDatabase(), object.name()))) {
      reading.setFetchSize(object.batchRows());
      Batch batch = new Batch(lane, writing, shape.written());
      String select = shape.selectRows(object.sourceDatabase(), object.name(), range);
      try (ResultSet rows = lane.atSource(source -> reading.executeQuery(select))) {
        while (lane.atSource(source -> rows.next())) {
          long bytes = batch.add(rows);
          if (bytes > longest) {
            throw tooLong(table, range, batch.copied + batch.rows - 1, bytes, lane);
          }
          if (batch.rows == batchRows || batch.bytes >= BATCH_BYTES) {
            batch.write();
          }
        }
        batch.write();
      }
      lane.checkConstraints(false);
      lane.strict(false);
      return batch.copied;
    }
  }

  private static long longestPacket(Lane lane) throws SQLException {
    return Long.parseLong(
        lane.atTarget(target -> Sql.value(target, "select @@max_allowed_packet")).orElse("0"));
  }

  private static MoveFailure tooLong(
      ChunkLoader.LoadedTable table, KeyRange range, long row, long bytes, Lane lane)
      throws SQLException {
    return new MoveFailure(
        table.object().targetName()
            + ": "
            + row(table, range, row, lane)
            + " has "
            + bytes
            + " bytes, which is more than the target's max_allowed_packet lets through; set that"
            + " higher, then start the job again");
  }

  /** The n-th row of a range, for people: by its key at the source. */
  static String row(ChunkLoader.LoadedTable table, KeyRange range, long n, Lane lane)
      throws SQLException {
    TableShape shape = table.shape();
    if (!shape.isDivisible()) {
      return "a row (the table has no key to name it by)";
    }
    String key =
        shape.key().stream()
            .map(column -> "cast(" + column.quoted() + " as char)")
            .collect(Collectors.joining(", "));
    String sql =
        "select "
            + key
            + " from "
            + shape.from(table.object().sourceDatabase(), table.object().name())
            + " where "
            + range.condition(shape.keyColumns())
            + shape.orderByKey()
            + " limit 1 offset "
            + n;
    List<Sql.Row> found = lane.atSource(source -> Sql.rows(source, sql));
    if (found.isEmpty()) {
      return "a row";
    }
    List<String> values = found.get(0).values().stream().map(String::valueOf).toList();
    return "the row with key ("
        + Shown.list(shape.keyColumns())
        + ") = ("
        + Shown.list(values)
        + ")";
  }

  /** Rows that are on their way. */
  private final class Batch {
    private final Lane lane;
    private final PreparedStatement writing;
    private final List<Column> columns;
    private int rows;
    private long bytes;
    private boolean hasNoText;
    private long copied;

    Batch(Lane lane, PreparedStatement writing, List<Column> columns) {
      this.lane = lane;
      this.writing = writing;
      this.columns = columns;
    }

    /**
     * @return about how many bytes the row has
     */
    long add(ResultSet row) throws SQLException {
      long size = bind(row);
      writing.addBatch();
      rows++;
      bytes += size;
      return size;
    }

    void write() throws SQLException {
      if (rows == 0) {
        return;
      }
      limit.pass(rows);
      if (hasNoText) {
        lane.strict(false);
      }
      try {
        lane.atTarget(target -> writing.executeBatch());
      } catch (SQLException e) {
        throw ServerError.isLost(e) ? e : new Refused(e, copied);
      }
      if (hasNoText) {
        lane.strict(true);
      }
      copied += rows;
      rows = 0;
      bytes = 0;
      hasNoText = false;
    }

    private long bind(ResultSet row) throws SQLException {
      long size = 0;
      for (int i = 1; i <= columns.size(); i++) {
        Column column = columns.get(i - 1);
        if (column.travelsAsBytes()) {
          byte[] value = row.getBytes(i);
          if (value == null) {
            writing.setNull(i, Types.VARBINARY);
          } else {
            writing.setBytes(i, value);
            size += value.length;
          }
        } else if (column.travelsAsNumber()) {
          long value = row.getLong(i);
          if (row.wasNull()) {
            writing.setNull(i, Types.BIGINT);
          } else {
            writing.setLong(i, value);
            // An enum that has none of its texts: no strict server takes one, and the source did.
            hasNoText |= value == 0;
          }
        } else {
          writing.setString(i, row.getString(i));
          size += 16;
        }
      }
      return size;
    }
  }
}
