package io.tidegate.sandbox.precheck;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** May the target account create and fill what is selected? Asked of the databases as a whole. */
final class TargetPrivilegesCheck implements Check {
  private static final List<String> WRITE =
      List.of(
          "SELECT",
          "INSERT",
          "UPDATE",
          "DELETE",
          "CREATE",
          "DROP",
          "ALTER",
          "INDEX",
          "REFERENCES",
          "CREATE VIEW",
          "TRIGGER");

  @Override
  public String code() {
    return "CHECK_AUTH_DEST";
  }

  @Override
  public Set<Side> needs() {
    return Set.of(Side.TARGET);
  }

  @Override
  public Answer ask(Inspection inspection) throws SQLException {
    MissingGrants missing = MissingGrants.of(inspection.target());
    missing.needOnTargets(inspection.spec(), WRITE);
    return missing.answer(Side.TARGET);
  }
}
