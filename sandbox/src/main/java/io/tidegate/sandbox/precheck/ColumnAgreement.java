package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.core.DatabaseSelection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Have the tables that are at both ends the same columns? */
final class ColumnAgreement {
  private ColumnAgreement() {}

  static Answer ask(Inspection inspection) throws SQLException {
    List<String> tables = new ArrayList<>();
    List<String> told = new ArrayList<>();
    try (Connection source = inspection.source().connect();
        Connection target = inspection.target().connect()) {
      for (DatabaseSelection selection : inspection.spec().objects()) {
        Map<String, Set<String>> there = TableColumns.of(target, selection.targetDatabase());
        TableColumns.of(source, selection.database())
            .forEach(
                (table, columns) -> {
                  Set<String> others = there.getOrDefault(table, columns);
                  if (inspection.isSelected(selection.database(), table)
                      && !columns.equals(others)) {
                    String name = selection.database() + "." + table;
                    tables.add(name);
                    told.add(name + ": " + difference(columns, others));
                  }
                });
      }
    }
    return tables.isEmpty()
        ? Answer.passed()
        : Answer.failed(
            "tables have other columns at the target than at the source",
            Answer.list(told, "; "),
            "ALTER TABLE ...; at the target, until they are the same, or leave the tables out",
            tables);
  }

  private static String difference(Set<String> source, Set<String> target) {
    Set<String> missing = new TreeSet<>(source);
    missing.removeAll(target);
    Set<String> more = new TreeSet<>(target);
    more.removeAll(source);
    return "only at the source "
        + Answer.list(List.copyOf(missing), ", ")
        + ", only at the target "
        + Answer.list(List.copyOf(more), ", ");
  }
}
