package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Can rows be found again by the key that tells them apart? Not by one with a floating point number
 * in it: the primary key, and without one, the unique ones that take no nulls.
 */
final class KeyTypes {
  private static final String PRIMARY = "PRIMARY";

  private KeyTypes() {}

  static Answer ask(Inspection inspection) throws SQLException {
    Set<String> inexact = new HashSet<>();
    for (Sql.Row row :
        inspection.ofSelectedTables(
            "select table_schema, table_name, column_name from information_schema.columns"
                + " where table_schema = ? and data_type in ('float', 'double')")) {
      inexact.add(column(row.get(1), row.get(2), row.get(3)));
    }
    List<String> tables = new ArrayList<>();
    keys(inspection)
        .forEach(
            (table, keys) -> {
              List<String> primary = keys.get(PRIMARY);
              boolean fails =
                  primary == null
                      ? keys.values().stream().allMatch(key -> holdsAny(key, inexact))
                      : holdsAny(primary, inexact);
              if (fails) {
                tables.add(table);
              }
            });
    return tables.isEmpty()
        ? Answer.passed()
        : Answer.failed(
            "tables have a FLOAT or DOUBLE in the key that tells their rows apart",
            Answer.list(tables, ", "),
            "ALTER TABLE ... MODIFY ... DECIMAL(...); or leave the tables out",
            tables);
  }

  private static boolean holdsAny(List<String> key, Set<String> inexact) {
    return key.stream().anyMatch(inexact::contains);
  }

  /** By table, the columns of each key that tells its rows apart. */
  private static Map<String, Map<String, List<String>>> keys(Inspection inspection)
      throws SQLException {
    Map<String, Map<String, List<String>>> keys = new LinkedHashMap<>();
    Map<String, Set<String>> unusable = new LinkedHashMap<>();
    for (Sql.Row row :
        inspection.ofSelectedTables(
            "select table_schema, table_name, index_name, column_name, nullable"
                + " from information_schema.statistics where table_schema = ? and non_unique = 0"
                + " order by table_name, index_name, seq_in_index")) {
      String table = row.get(1) + "." + row.get(2);
      keys.computeIfAbsent(table, name -> new LinkedHashMap<>())
          .computeIfAbsent(row.get(3), name -> new ArrayList<>())
          .add(column(row.get(1), row.get(2), row.orEmpty(4)));
      if (row.orEmpty(5).equals("YES")) {
        unusable.computeIfAbsent(table, name -> new HashSet<>()).add(row.get(3));
      }
    }
    keys.forEach(
        (table, named) -> named.keySet().removeAll(unusable.getOrDefault(table, Set.of())));
    keys.values().removeIf(Map::isEmpty);
    return keys;
  }

  private static String column(String database, String table, String column) {
    return database + "." + table + "." + column;
  }
}
