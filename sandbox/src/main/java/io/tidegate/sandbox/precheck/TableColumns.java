package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The columns of all tables of one database. */
final class TableColumns {
  private static final Pattern INTEGER =
      Pattern.compile("^(\\w*int)\\(\\d+\\)", Pattern.CASE_INSENSITIVE);
  private static final Pattern GENERATED = Pattern.compile("\\b(VIRTUAL|STORED|PERSISTENT)\\b");

  private TableColumns() {}

  /** By table, each column in one text that says everything that a row depends on. */
  static Map<String, Set<String>> of(Connection connection, String database) throws SQLException {
    Map<String, Set<String>> columns = new TreeMap<>();
    for (Sql.Row row :
        Sql.rows(
            connection,
            "select table_name, column_name, column_type, is_nullable, character_set_name, extra"
                + " from information_schema.columns where table_schema = ?",
            database)) {
      columns.computeIfAbsent(row.get(1), table -> new TreeSet<>()).add(shown(row));
    }
    return columns;
  }

  private static String shown(Sql.Row row) {
    return row.get(2)
        + " "
        // MySQL 8 no longer tells the display width.
        + INTEGER.matcher(row.get(3)).replaceFirst("$1")
        + (row.isNull(5) ? "" : " " + row.get(5))
        + (row.get(4).equals("NO") ? " not null" : "")
        + (GENERATED.matcher(row.orEmpty(6)).find() ? " generated" : "");
  }
}
