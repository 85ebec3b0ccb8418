package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.precheck.Inspection.SelectedObject;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Is every selected table at the target, of a job that makes none? */
final class TargetTables {
  private TargetTables() {}

  static Answer ask(Inspection inspection) throws SQLException {
    Set<String> there = new HashSet<>();
    for (SelectedObject object : inspection.takenAtTarget()) {
      there.add(object.sourceName());
    }
    List<String> absent =
        inspection.selected().stream()
            .filter(object -> !object.view())
            .map(SelectedObject::sourceName)
            .filter(name -> !there.contains(name))
            .toList();
    return absent.isEmpty()
        ? Answer.passed()
        : Answer.failed(
            "selected tables do not exist at the target, and the job makes no structure",
            Answer.list(absent, ", "),
            "create the tables at the target, have the structure made, or leave them out",
            absent);
  }
}
