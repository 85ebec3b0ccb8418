package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the rows of source and target, chunk by chunk.
 *
 * <p>A table of ours must have exactly the source's rows: the servers sum up a hash of each row. A
 * table that was there before must have all of the source's rows, and may have others.
 */
final class Verifier {
  private static final int FETCH = 2000;
  private static final long LOOK_UP_EVERY = 10_000;

  /** Rows of a chunk on both sides. */
  record Counts(long source, long target) {}

  private final StopSignal stop;

  Verifier(StopSignal stop) {
    this.stop = stop;
  }

  /**
   * @throws MoveFailure if they differ; names the table and the range of keys
   */
  Counts verifyOurs(MovedObject table, TableShape shape, KeyRange range, Lane lane)
      throws SQLException {
    String rows =
        "select count(*), coalesce(bit_xor(cast(conv(substr(h, 1, 16), 16, 10) as unsigned)), 0),"
            + " coalesce(sum(cast(conv(substr(h, 17, 8), 16, 10) as unsigned)), 0)"
            + " from (select "
            + shape.rowHash()
            + " as h from ";
    String where = " where " + range.condition(shape.keyColumns()) + ") as hashes";
    String ofSource = rows + shape.from(table.sourceDatabase(), table.name()) + where;
    String ofTarget = rows + shape.from(table.targetDatabase(), table.name()) + where;
    Sql.Row source = lane.atSource(s -> Sql.rows(s, ofSource)).get(0);
    Sql.Row target = lane.atTarget(t -> Sql.rows(t, ofTarget)).get(0);
    if (!source.equals(target)) {
      throw difference(
          table,
          shape,
          range,
          source.get(1) + " rows at the source, " + target.get(1) + " at the target");
    }
    return new Counts(source.number(1), target.number(1));
  }

  /**
   * @throws MoveFailure if a row of the source is missing or different at the target
   */
  Counts verifyExisting(MovedObject table, TableShape shape, KeyRange range, Lane lane)
      throws SQLException {
    Map<String, Long> wanted = new HashMap<>();
    long source =
        lane.atSource(
            s ->
                hashes(
                    s,
                    shape.from(table.sourceDatabase(), table.name()),
                    shape,
                    range,
                    hash -> wanted.merge(hash, 1L, Long::sum)));
    lane.atTarget(
        t ->
            hashes(
                t,
                Sql.table(table.targetDatabase(), table.name()),
                shape,
                range,
                hash -> wanted.computeIfPresent(hash, (key, left) -> left == 1 ? null : left - 1)));
    if (!wanted.isEmpty()) {
      throw difference(
          table,
          shape,
          range,
          wanted.values().stream().mapToLong(Long::longValue).sum()
              + " of "
              + source
              + " rows are missing or different at the target");
    }
    return new Counts(source, 0);
  }

  private interface Hashes {
    void accept(String hash);
  }

  private long hashes(
      Connection connection, String from, TableShape shape, KeyRange range, Hashes to)
      throws SQLException {
    // The hash covers the key's columns too, so equal hashes are equal rows at equal keys.
    String sql =
        "select "
            + shape.rowHash()
            + " from "
            + from
            + " where "
            + range.condition(shape.keyColumns());
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH);
      try (ResultSet rows = statement.executeQuery(sql)) {
        long count = 0;
        while (rows.next()) {
          to.accept(rows.getString(1));
          count++;
          if (count % LOOK_UP_EVERY == 0) {
            stop.check();
          }
        }
        return count;
      }
    }
  }

  static long count(Connection connection, String database, String table) throws SQLException {
    List<Sql.Row> rows = Sql.rows(connection, "select count(*) from " + Sql.table(database, table));
    return rows.get(0).number(1);
  }

  private static MoveFailure difference(
      MovedObject table, TableShape shape, KeyRange range, String what) {
    return new MoveFailure(
        table.targetName()
            + " differs from the source's "
            + table.sourceName()
            + " in "
            + range.describe(shape.keyColumns())
            + ": "
            + what
            + ". If somebody wrote to either meanwhile, stop that and move the table in a new job");
  }
}
