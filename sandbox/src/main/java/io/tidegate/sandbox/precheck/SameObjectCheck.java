package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.database.Sql;
import io.tidegate.sandbox.precheck.Inspection.SelectedObject;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Are the names of the selected tables and views free at the target? Names all that are not. */
final class SameObjectCheck implements Check {
  @Override
  public String code() {
    return "CHECK_SAME_OBJ";
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
    return ask(inspection, ", or shield this check to load into them");
  }

  /**
   * @param otherwise what else can be done than to make place, as the end of a sentence
   */
  static Answer ask(Inspection inspection, String otherwise) throws SQLException {
    List<SelectedObject> taken = inspection.takenAtTarget();
    if (taken.isEmpty()) {
      return Answer.passed();
    }
    List<String> names = taken.stream().map(SelectedObject::targetName).toList();
    return Answer.failed(
        "selected objects exist at the target already",
        names.size() + ": " + Answer.list(names, ", "),
        "map them to other names, drop them at the target"
            + otherwise
            + ": "
            + Answer.list(taken.stream().map(SameObjectCheck::drop).toList(), " "),
        names);
  }

  private static String drop(SelectedObject object) {
    return (object.view() ? "DROP VIEW " : "DROP TABLE ")
        + Sql.table(object.of().targetDatabase(), object.name())
        + ";";
  }
}
