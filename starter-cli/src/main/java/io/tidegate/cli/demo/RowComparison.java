package io.tidegate.cli.demo;

import io.tidegate.cli.CliException;
import io.tidegate.cli.demo.DemoSummary.MovedTable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads every row of a source and of its target, and compares them.
 *
 * <p>It takes no word of the service for it, whose own figures may be of an earlier time: of a
 * synchronisation that was ended by a stop it has compared no more than what its load brought, and
 * knows nothing of the changes that it was to follow afterwards. So this is asked once the
 * migration is over and nobody writes any more.
 */
final class RowComparison {
  private static final Set<Integer> BYTES =
      Set.of(Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB);
  private static final int FETCH = 1000;

  /** Rows in any order: two tables have the same if and only if these are the same. */
  private record Sum(long rows, long high, long low) {}

  private RowComparison() {}

  /**
   * All tables of the source's database, in the order of their names, and the target's likewise.
   */
  static List<MovedTable> of(Connection source, Connection target) {
    try {
      List<String> there = tables(target);
      List<MovedTable> compared = new ArrayList<>();
      for (String table : tables(source)) {
        Sum wanted = sum(source, table);
        Sum found = there.contains(table) ? sum(target, table) : null;
        compared.add(
            new MovedTable(
                source.getCatalog() + "." + table,
                wanted.rows(),
                found == null ? -1 : found.rows(),
                wanted.equals(found)));
      }
      return compared;
    } catch (SQLException e) {
      throw CliException.failed("source and target cannot be compared: " + e.getMessage(), e);
    }
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select table_name from information_schema.tables where table_schema = database()"
                    + " and table_type = 'BASE TABLE' order by table_name")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  private static Sum sum(Connection connection, String table) throws SQLException {
    MessageDigest digest = sha256();
    long count = 0;
    long high = 0;
    long low = 0;
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH);
      try (ResultSet rows =
          statement.executeQuery("select * from `" + table.replace("`", "``") + "`")) {
        ResultSetMetaData columns = rows.getMetaData();
        while (rows.next()) {
          for (int i = 1; i <= columns.getColumnCount(); i++) {
            add(digest, columns.getColumnName(i).getBytes(StandardCharsets.UTF_8));
            add(digest, value(rows, i, columns.getColumnType(i)));
          }
          ByteBuffer row = ByteBuffer.wrap(digest.digest());
          high += row.getLong();
          low += row.getLong();
          count++;
        }
      }
    }
    return new Sum(count, high, low);
  }

  private static byte @Nullable [] value(ResultSet rows, int column, int type) throws SQLException {
    if (BYTES.contains(type)) {
      return rows.getBytes(column);
    }
    String text = rows.getString(column);
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  // With its length, so that no two rows read alike.
  private static void add(MessageDigest digest, byte @Nullable [] value) {
    digest.update(ByteBuffer.allocate(4).putInt(value == null ? -1 : value.length).flip());
    if (value != null) {
      digest.update(value);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
