package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A foreign key of a selected table.
 *
 * @param table as {@code schema.table}, and so is {@code parent}
 * @param onUpdate what an update of the parent does, e.g. {@code CASCADE}; {@code onDelete}
 *     likewise
 */
record ForeignKey(
    String table,
    String name,
    String parentDatabase,
    String parentTable,
    String onUpdate,
    String onDelete) {

  String parent() {
    return parentDatabase + "." + parentTable;
  }

  static List<ForeignKey> read(Inspection inspection) throws SQLException {
    List<ForeignKey> keys = new ArrayList<>();
    for (Sql.Row row :
        inspection.ofSelectedTables(
            "select constraint_schema, table_name, constraint_name, unique_constraint_schema,"
                + " referenced_table_name, update_rule, delete_rule"
                + " from information_schema.referential_constraints"
                + " where constraint_schema = ? order by table_name, constraint_name")) {
      keys.add(
          new ForeignKey(
              row.get(1) + "." + row.get(2),
              row.get(3),
              row.get(4),
              row.get(5),
              row.get(6),
              row.get(7)));
    }
    return List.copyOf(keys);
  }
}
