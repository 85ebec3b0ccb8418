package io.tidegate.sandbox.precheck;

import java.sql.SQLException;
import java.util.List;

/**
 * Does every selected table refer to selected ones alone? Names those that do not, which a job can
 * do without.
 */
final class ForeignKeyClosure {
  private ForeignKeyClosure() {}

  static Answer ask(Inspection inspection) throws SQLException {
    List<ForeignKey> dangling = ForeignKeyParentsStep.dangling(inspection);
    return dangling.isEmpty()
        ? Answer.passed()
        : Answer.failed(
            "selected tables refer to tables that are not selected",
            Answer.list(
                dangling.stream().map(key -> key.table() + " to " + key.parent()).toList(), ", "),
            "select the referenced tables too, or leave these out",
            dangling.stream().map(ForeignKey::table).distinct().toList());
  }
}
