package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.precheck.Inspection.SelectedObject;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Do the selected tables hold their rows themselves? Tables of some engines are windows on rows
 * that live in other tables, files or servers; those cannot be moved as tables.
 */
final class StorageEngineCheck implements Check {
  private static final Set<String> WINDOWS =
      Set.of("FEDERATED", "MRG_MYISAM", "CONNECT", "SPIDER", "OQGRAPH", "SPHINX", "S3");

  @Override
  public String code() {
    return "CHECK_ENGINE";
  }

  @Override
  public Set<Side> needs() {
    return Set.of(Side.SOURCE);
  }

  @Override
  public Answer ask(Inspection inspection) throws SQLException {
    List<SelectedObject> windows =
        inspection.selected().stream()
            .filter(object -> WINDOWS.contains(object.engine().toUpperCase(Locale.ROOT)))
            .toList();
    if (windows.isEmpty()) {
      return Answer.passed();
    }
    return Answer.failed(
        "selected tables have a storage engine that cannot be moved",
        Answer.list(
            windows.stream().map(o -> o.sourceName() + " (" + o.engine() + ")").toList(), ", "),
        "leave these tables out of the selection, or convert them: ALTER TABLE ... ENGINE=InnoDB;",
        windows.stream().map(SelectedObject::sourceName).toList());
  }
}
