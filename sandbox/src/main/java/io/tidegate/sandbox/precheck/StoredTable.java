package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * How a selected table lies at the source.
 *
 * @param name as {@code schema.table}
 * @param rowFormat in the server's words, e.g. {@code Dynamic}
 * @param bytes data and indexes, as the server estimates them
 */
record StoredTable(String name, String rowFormat, long bytes) {
  static List<StoredTable> read(Inspection inspection) throws SQLException {
    List<StoredTable> tables = new ArrayList<>();
    for (Sql.Row row :
        inspection.ofSelectedTables(
            "select table_schema, table_name, row_format,"
                + " coalesce(data_length, 0) + coalesce(index_length, 0)"
                + " from information_schema.tables where table_schema = ?"
                + " and table_type not like '%VIEW%' and table_type <> 'SEQUENCE'"
                + " order by table_name")) {
      tables.add(new StoredTable(row.get(1) + "." + row.get(2), row.orEmpty(3), row.number(4)));
    }
    return List.copyOf(tables);
  }
}
