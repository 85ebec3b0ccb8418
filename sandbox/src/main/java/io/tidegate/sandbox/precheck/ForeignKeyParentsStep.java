package io.tidegate.sandbox.precheck;

import java.sql.SQLException;
import java.util.List;

/** Is every table selected that a selected one refers to? */
final class ForeignKeyParentsStep implements Step {
  @Override
  public String code() {
    return "ConstraintRefCheck";
  }

  @Override
  public List<Question> questions() {
    return List.of(
        Question.of(
            "referenced tables",
            "tables that selected ones refer to are selected too",
            ForeignKeyParentsStep::parents));
  }

  /** The keys of selected tables that refer to tables that are not. */
  static List<ForeignKey> dangling(Inspection inspection) throws SQLException {
    return inspection.foreignKeys().stream()
        .filter(key -> !inspection.isSelected(key.parentDatabase(), key.parentTable()))
        .toList();
  }

  private static Answer parents(Inspection inspection) throws SQLException {
    List<ForeignKey> dangling = dangling(inspection);
    return dangling.isEmpty()
        ? Answer.passed()
        : Answer.failed(
            "selected tables refer to tables that are not selected",
            Answer.list(
                dangling.stream().map(key -> key.table() + " to " + key.parent()).toList(), ", "),
            "select the referenced tables too",
            dangling.stream().map(ForeignKey::parent).distinct().toList());
  }
}
