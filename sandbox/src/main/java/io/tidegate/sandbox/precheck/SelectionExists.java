package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.core.DatabaseSelection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Is everything that is selected there, and may the source account see it? */
final class SelectionExists {
  private SelectionExists() {}

  static Answer ask(Inspection inspection) throws SQLException {
    List<String> absent = new ArrayList<>(absentTables(inspection));
    absent.addAll(absentDatabases(inspection));
    return answer(absent);
  }

  /** The databases alone. */
  static Answer databases(Inspection inspection) throws SQLException {
    return answer(absentDatabases(inspection));
  }

  /** The tables and views alone. */
  static Answer tables(Inspection inspection) throws SQLException {
    return answer(absentTables(inspection));
  }

  private static List<String> absentTables(Inspection inspection) throws SQLException {
    Set<String> there =
        inspection.selected().stream()
            .map(Inspection.SelectedObject::sourceName)
            .collect(Collectors.toSet());
    List<String> absent = new ArrayList<>();
    for (DatabaseSelection selection : inspection.spec().objects()) {
      for (String table : selection.tables()) {
        String name = selection.database() + "." + table;
        if (!there.contains(name)) {
          absent.add(name);
        }
      }
    }
    return absent;
  }

  private static List<String> absentDatabases(Inspection inspection) throws SQLException {
    List<String> absent = new ArrayList<>();
    for (DatabaseSelection selection : inspection.spec().objects()) {
      if (inspection
          .source()
          .rows(
              "select 1 from information_schema.schemata where schema_name = ?",
              selection.database())
          .isEmpty()) {
        absent.add(selection.database());
      }
    }
    return absent;
  }

  private static Answer answer(List<String> absent) {
    return absent.isEmpty()
        ? Answer.passed()
        : Answer.failed(
            "selected objects do not exist at the source",
            Answer.list(absent, ", "),
            "correct the names in the selection; they are case-sensitive",
            absent);
  }
}
