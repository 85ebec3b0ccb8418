package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Are the names of everything that moves free at the target? */
final class TargetEmptyStep implements Step {
  @Override
  public String code() {
    return "DstEmptyCheck";
  }

  @Override
  public List<Question> questions() {
    return List.of(
        Question.of(
            "tables and views",
            "no selected table or view is at the target already",
            inspection -> SameObjectCheck.ask(inspection, ", or deselect them")),
        Question.of(
            "triggers",
            "no moved trigger's name is taken at the target",
            TargetEmptyStep::triggers));
  }

  static Answer triggers(Inspection inspection) throws SQLException {
    List<Trigger> moved = inspection.triggers();
    if (moved.isEmpty()) {
      return Answer.passed();
    }
    Set<String> taken = new TreeSet<>();
    try (Connection connection = inspection.target().connect()) {
      for (DatabaseSelection selection : inspection.spec().objects()) {
        Set<String> there = new HashSet<>();
        for (Sql.Row row :
            Sql.rows(
                connection,
                "select trigger_name from information_schema.triggers where trigger_schema = ?",
                selection.targetDatabase())) {
          there.add(row.get(1));
        }
        moved.stream()
            .filter(trigger -> trigger.database().equals(selection.database()))
            .filter(trigger -> there.contains(trigger.name()))
            .forEach(trigger -> taken.add(selection.targetDatabase() + "." + trigger.name()));
      }
    }
    List<String> names = List.copyOf(taken);
    return names.isEmpty()
        ? Answer.passed()
        : Answer.failed(
            "moved triggers exist at the target already",
            Answer.list(names, ", "),
            "at the target: DROP TRIGGER ...; or map their databases to other names",
            names);
  }
}
