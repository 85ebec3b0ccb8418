package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Which rows there are, in any order: equal where the rows are equal.
 *
 * @param rows how many
 * @param xor of one part of the rows' hashes
 * @param sum of another part of them
 */
record Content(long rows, long xor, long sum) {
  static final Content NONE = new Content(0, 0, 0);

  /** What a chunk's range of the target's table holds, as this session sees it. */
  static Content of(Connection target, MovedObject table, TableShape shape, KeyRange range)
      throws SQLException {
    return read(
        target,
        shape,
        shape.from(table.targetDatabase(), table.name())
            + " where "
            + range.condition(shape.keyColumns()));
  }

  /** What the target's table holds, which nobody else changes before the transaction has ended. */
  static Content lock(Connection target, MovedObject table, TableShape shape) throws SQLException {
    return read(target, shape, Sql.table(table.targetDatabase(), table.name()) + " for update");
  }

  // Without a derived table, whose rows a locking read would not lock.
  private static Content read(Connection target, TableShape shape, String from)
      throws SQLException {
    String hash = shape.rowHash();
    Sql.Row row =
        Sql.rows(
                target,
                "select count(*), coalesce(bit_xor(cast(conv(substr("
                    + hash
                    + ", 1, 16), 16, 10) as unsigned)), 0), coalesce(sum(cast(conv(substr("
                    + hash
                    + ", 17, 8), 16, 10) as unsigned)), 0) from "
                    + from)
            .get(0);
    return new Content(row.number(1), Long.parseUnsignedLong(row.get(2)), row.number(3));
  }

  /** Of both together. */
  Content plus(Content other) {
    return new Content(rows + other.rows, xor ^ other.xor, sum + other.sum);
  }

  /** As it is kept. */
  String text() {
    return rows + ":" + Long.toUnsignedString(xor) + ":" + sum;
  }

  /** What {@link #text} said. */
  static Content parse(String text) {
    String[] parts = text.split(":", -1);
    return new Content(
        Long.parseLong(parts[0]), Long.parseUnsignedLong(parts[1]), Long.parseLong(parts[2]));
  }
}
