package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Have the tables that are loaded into no foreign keys? They are loaded in no particular order,
 * with the target's checks off, so that a row may refer to one that never comes.
 */
final class TargetForeignKeys {
  private TargetForeignKeys() {}

  static Answer ask(Inspection inspection) throws SQLException {
    List<String> tables = new ArrayList<>();
    List<String> told = new ArrayList<>();
    try (Connection target = inspection.target().connect()) {
      for (DatabaseSelection selection : inspection.spec().objects()) {
        for (Sql.Row row :
            Sql.rows(
                target,
                "select table_name, constraint_name from information_schema.referential_constraints"
                    + " where constraint_schema = ? order by table_name, constraint_name",
                selection.targetDatabase())) {
          if (inspection.isSelected(selection.database(), row.get(1))) {
            tables.add(selection.database() + "." + row.get(1));
            told.add(row.get(2) + " of " + selection.targetDatabase() + "." + row.get(1));
          }
        }
      }
    }
    return tables.isEmpty()
        ? Answer.passed()
        : Answer.failed(
            "tables at the target have foreign keys, which a load does not check",
            Answer.list(told, ", "),
            "at the target: ALTER TABLE ... DROP FOREIGN KEY ...; and add it again after the load",
            tables.stream().distinct().toList());
  }
}
