package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.database.Sql;
import io.tidegate.sandbox.engine.binlog.LogEntry;
import io.tidegate.sandbox.engine.binlog.LogEntry.Kind;
import io.tidegate.sandbox.engine.binlog.LogEntry.Row;
import io.tidegate.sandbox.engine.binlog.LogEntry.Rows;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes changes to the target, in their order and in the open transaction. Changes of one kind on
 * one table that follow each other go in one batch.
 */
final class ChangeWriter implements AutoCloseable {
  private static final int BATCH_ROWS = 500;
  private static final long BATCH_BYTES = 4 << 20;

  /** A column, and where its values are in the rows of the log. */
  private record Place(Column column, int index) {}

  /** A statement, and what its parameters are. */
  private record Way(
      FollowedTable table,
      Kind kind,
      PreparedStatement statement,
      List<Place> after,
      List<Place> before) {}

  private final Lane lane;
  private final Map<String, Way> ways = new HashMap<>();
  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private @Nullable Way current;
  private int batched;
  private long bytes;
  private boolean hasNoText;
  private boolean checksForeignKeys;
  private boolean checksConstraints;

  ChangeWriter(Lane lane) throws SQLException {
    this.lane = lane;
    lane.strict(true);
  }

  /**
   * @throws MoveFailure if a row does not hold all columns, or does not meet exactly one row
   */
  void write(FollowedTable table, Rows rows) throws SQLException {
    checkForeignKeys(rows.checksForeignKeys());
    Way way = way(table, rows.kind());
    if (current == null || way.statement() != current.statement()) {
      flush();
      current = way;
    }
    for (Row row : rows.rows()) {
      bytes += bind(way, row);
      way.statement().addBatch();
      batched++;
      if (batched == BATCH_ROWS || bytes >= BATCH_BYTES) {
        flush();
        current = way;
      }
    }
  }

  private Way way(FollowedTable table, Kind kind) throws SQLException {
    String name = kind + " " + table.object().ordinal();
    Way known = ways.get(name);
    if (known != null) {
      return known;
    }
    String sql =
        switch (kind) {
          case INSERT -> table.insert();
          case UPDATE -> table.update();
          case DELETE -> table.delete();
        };
    PreparedStatement statement = lane.atTarget(target -> target.prepareStatement(sql));
    Way made =
        new Way(
            table,
            kind,
            statement,
            kind == Kind.DELETE ? List.of() : places(table, table.shape().written()),
            kind == Kind.INSERT ? List.of() : places(table, table.identity()));
    ways.put(name, made);
    return made;
  }

  private static List<Place> places(FollowedTable table, List<Column> columns) {
    return columns.stream()
        .map(column -> new Place(column, table.shape().all().indexOf(column)))
        .toList();
  }

  /** As the session that made the changes had it: what cascades there, has to cascade here. */
  private void checkForeignKeys(boolean check) throws SQLException {
    if (check != checksForeignKeys) {
      flush();
      setForeignKeyChecks(check);
    }
  }

  private void setForeignKeyChecks(boolean check) throws SQLException {
    Sql.run(lane.target(), "set session foreign_key_checks = " + (check ? 1 : 0));
    checksForeignKeys = check;
  }

  /** Our own table has the source's rows, even those that no constraint was asked about. */
  private void checkConstraints(boolean check) throws SQLException {
    if (check != checksConstraints) {
      lane.checkConstraints(check);
      checksConstraints = check;
    }
  }

  /** In an enum that is none of its texts, which no strict server takes. */
  private static boolean isZero(@Nullable Object[] image, int index) {
    return index < image.length && image[index] instanceof Number number && number.longValue() == 0;
  }

  private long bind(Way way, Row row) throws SQLException {
    int index = 1;
    long bytes = 0;
    for (Place place : way.after()) {
      @Nullable Object[] image = Objects.requireNonNull(row.after());
      hasNoText |= place.column().travelsAsNumber() && isZero(image, place.index());
      bytes += bind(way, index++, place, image);
    }
    for (Place place : way.before()) {
      bytes += bind(way, index++, place, Objects.requireNonNull(row.before()));
    }
    return bytes;
  }

  private static long bind(Way way, int index, Place place, @Nullable Object[] image)
      throws SQLException {
    Object value = place.index() < image.length ? image[place.index()] : LogEntry.ABSENT;
    if (value == LogEntry.ABSENT) {
      throw new MoveFailure(
          way.table().object().sourceName()
              + ": the source's log does not hold the column "
              + place.column().name()
              + " of a changed row. binlog_row_image must be FULL for all sessions; set it, and"
              + " move the table in a new job");
    }
    return LoggedValue.bind(way.statement(), index, place.column(), value);
  }

  /** Sends what is batched. */
  void flush() throws SQLException {
    Way way = current;
    int rows = batched;
    current = null;
    batched = 0;
    bytes = 0;
    if (way == null || rows == 0) {
      return;
    }
    int[] met = execute(way);
    if (way.kind() != Kind.INSERT) {
      requireOneEach(way, met);
    }
    counts.merge(way.kind(), (long) rows, Long::sum);
  }

  private int[] execute(Way way) throws SQLException {
    checkConstraints(!way.table().ours());
    if (hasNoText) {
      lane.strict(false);
    }
    try {
      return lane.atTarget(target -> way.statement().executeBatch());
    } catch (SQLException e) {
      if (ChunkLoader.isOfRows(e)) {
        throw refused(way, e);
      }
      throw e;
    } finally {
      if (hasNoText) {
        hasNoText = false;
        lane.strict(true);
      }
    }
  }

  private static MoveFailure refused(Way way, SQLException e) {
    String row =
        way.table().object().targetName() + ": a row that the source changed (" + way.kind() + ")";
    return e.getErrorCode() == Bookkeeping.DUPLICATE_KEY
        ? new MoveFailure(
            row + " meets one that is there already; nothing was overwritten",
            e,
            "Remove that one, then start the job again")
        : new MoveFailure(
            row + " does not fit",
            e,
            "Change the target's table so that it takes the row, then start the job again");
  }

  private static void requireOneEach(Way way, int[] met) {
    for (int count : met) {
      if (count != 1 && count != Statement.SUCCESS_NO_INFO) {
        throw new MoveFailure(
            way.table().object().targetName()
                + ": a row that the source changed ("
                + way.kind()
                + ") is not at the target as it was at the source; somebody else writes to the"
                + " table. Move it in a new job");
      }
    }
  }

  /** Deletes all rows, as TRUNCATE does: nothing cascades. */
  void empty(FollowedTable table) throws SQLException {
    flush();
    checkForeignKeys(false);
    long deleted =
        lane.atTarget(
            target -> {
              try (Statement statement = target.createStatement()) {
                return statement.executeLargeUpdate("delete from " + table.target());
              }
            });
    counts.merge(Kind.DELETE, deleted, Long::sum);
  }

  /** How many rows were written since this was made. */
  long count(Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  @Override
  public void close() throws SQLException {
    for (Way way : ways.values()) {
      way.statement().close();
    }
    setForeignKeyChecks(false);
    checkConstraints(false);
    lane.strict(false);
  }
}
