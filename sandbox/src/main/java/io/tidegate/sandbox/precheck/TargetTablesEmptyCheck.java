package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.database.Sql;
import io.tidegate.sandbox.precheck.Inspection.SelectedObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Are those of the selected tables that exist at the target empty? */
final class TargetTablesEmptyCheck implements Check {
  /** A statement over more tables than this holds too many of them open at once. */
  private static final int TABLES_PER_QUERY = 100;

  @Override
  public String code() {
    return "CHECK_DEST_TABLE_EMPTY";
  }

  @Override
  public boolean skippable() {
    return true;
  }

  @Override
  public Set<Side> needs() {
    return Side.BOTH;
  }

  @Override
  public Answer ask(Inspection inspection) throws SQLException {
    List<SelectedObject> tables =
        inspection.takenAtTarget().stream().filter(object -> !object.view()).toList();
    List<SelectedObject> filled = filled(inspection.target(), tables);
    if (filled.isEmpty()) {
      return Answer.passed();
    }
    List<String> names = filled.stream().map(SelectedObject::targetName).toList();
    return Answer.failed(
        "selected tables hold rows at the target already",
        names.size() + ": " + Answer.list(names, ", "),
        "empty them at the target, or shield this check to load beside the rows: "
            + Answer.list(filled.stream().map(TargetTablesEmptyCheck::truncate).toList(), " "),
        names);
  }

  private static List<SelectedObject> filled(Server target, List<SelectedObject> tables)
      throws SQLException {
    List<SelectedObject> filled = new ArrayList<>();
    try (Connection connection = target.connect()) {
      for (int from = 0; from < tables.size(); from += TABLES_PER_QUERY) {
        int to = Math.min(tables.size(), from + TABLES_PER_QUERY);
        for (Sql.Row row : Sql.rows(connection, query(tables, from, to))) {
          filled.add(tables.get((int) row.number(1)));
        }
      }
    }
    return filled;
  }

  private static String query(List<SelectedObject> tables, int from, int to) {
    List<String> parts = new ArrayList<>();
    for (int i = from; i < to; i++) {
      SelectedObject object = tables.get(i);
      String table = Sql.table(object.of().targetDatabase(), object.name());
      parts.add("(select " + i + " from " + table + " limit 1)");
    }
    return String.join(" union all ", parts);
  }

  private static String truncate(SelectedObject object) {
    return "TRUNCATE TABLE " + Sql.table(object.of().targetDatabase(), object.name()) + ";";
  }
}
