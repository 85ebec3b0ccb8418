package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The columns of a table and the key by which it is divided.
 *
 * @param keyName the index of the key; empty if there is none that a table can be divided by
 */
record TableShape(List<Column> all, String keyName, List<Column> key) {
  private static final Pattern GENERATED = Pattern.compile("\\b(VIRTUAL|STORED|PERSISTENT)\\b");

  TableShape {
    all = List.copyOf(all);
    key = List.copyOf(key);
  }

  /** Empty if there is no such table. */
  static Optional<TableShape> read(Connection connection, String database, String table)
      throws SQLException {
    Map<String, Column> columns = columns(connection, database, table);
    if (columns.isEmpty()) {
      return Optional.empty();
    }
    for (Map.Entry<String, List<Column>> index :
        uniqueKeys(connection, database, table, columns).entrySet()) {
      if (!index.getValue().isEmpty()) {
        return Optional.of(
            new TableShape(List.copyOf(columns.values()), index.getKey(), index.getValue()));
      }
    }
    return Optional.of(new TableShape(List.copyOf(columns.values()), "", List.of()));
  }

  private static Map<String, Column> columns(Connection connection, String database, String table)
      throws SQLException {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (Sql.Row row :
        Sql.rows(
            connection,
            "select column_name, data_type, column_type, character_set_name, collation_name,"
                + " is_nullable, extra from information_schema.columns"
                + " where table_schema = ? and table_name = ? order by ordinal_position",
            database,
            table)) {
      columns.put(
          row.get(1),
          new Column(
              row.get(1),
              row.get(2),
              row.get(3),
              row.orEmpty(4),
              row.orEmpty(5),
              row.get(6).equals("YES"),
              GENERATED.matcher(row.orEmpty(7)).find()));
    }
    return columns;
  }

  /** Unique keys, the primary one first; one that cannot divide the table has no columns. */
  private static Map<String, List<Column>> uniqueKeys(
      Connection connection, String database, String table, Map<String, Column> columns)
      throws SQLException {
    Map<String, List<Column>> keys = new LinkedHashMap<>();
    Map<String, Boolean> unusable = new LinkedHashMap<>();
    for (Sql.Row row :
        Sql.rows(
            connection,
            "select index_name, column_name, sub_part, nullable, index_type"
                + " from information_schema.statistics"
                + " where table_schema = ? and table_name = ? and non_unique = 0"
                + " order by index_name <> 'PRIMARY', index_name, seq_in_index",
            database,
            table)) {
      Column column = columns.get(row.orEmpty(2));
      if (column == null
          || !row.isNull(3)
          || row.orEmpty(4).equals("YES")
          || !row.orEmpty(5).equals("BTREE")
          || column.generated()
          || !column.canBeKey()) {
        unusable.put(row.get(1), true);
      } else {
        keys.computeIfAbsent(row.get(1), unused -> new ArrayList<>()).add(column);
      }
    }
    keys.keySet().removeAll(unusable.keySet());
    return keys;
  }

  boolean isDivisible() {
    return !key.isEmpty();
  }

  /** The columns that are written; generated ones follow from them. */
  List<Column> written() {
    return all.stream().filter(column -> !column.generated()).toList();
  }

  List<String> keyColumns() {
    return key.stream().map(Column::quoted).toList();
  }

  /** The table in a from clause, to be read along its key. */
  String from(String database, String table) {
    return Sql.table(database, table)
        + (isDivisible() ? " force index (" + Sql.name(keyName) + ")" : "");
  }

  String orderByKey() {
    return isDivisible() ? " order by " + String.join(", ", keyColumns()) : "";
  }

  /** Selects the chunk's rows as they are written. */
  String selectRows(String database, String table, KeyRange range) {
    return "select "
        + written().stream().map(Column::reading).collect(Collectors.joining(", "))
        + " from "
        + from(database, table)
        + " where "
        + range.condition(keyColumns())
        + orderByKey();
  }

  String insertRow(String database, String table) {
    List<Column> columns = written();
    return "insert into "
        + Sql.table(database, table)
        + " ("
        + columns.stream().map(Column::quoted).collect(Collectors.joining(", "))
        + ") values ("
        + String.join(", ", columns.stream().map(column -> "?").toList())
        + ")";
  }

  /** An expression of 32 hexadecimal digits that differs where two rows differ. */
  String rowHash() {
    return "md5(concat_ws('|', "
        + written().stream().map(Column::fingerprint).collect(Collectors.joining(", "))
        + "))";
  }

  /** An expression that tells rows apart by their key. */
  String keyText() {
    return "concat_ws('|', "
        + key.stream().map(Column::keyReading).collect(Collectors.joining(", "))
        + ")";
  }
}
