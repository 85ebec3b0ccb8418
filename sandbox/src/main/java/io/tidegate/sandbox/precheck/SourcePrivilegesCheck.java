package io.tidegate.sandbox.precheck;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * May the source account read what is selected, and follow the binary log? And is it there to be
 * read?
 *
 * <p>TRIGGER is asked for whether or not there are triggers: without it, the account cannot see
 * them and they would silently stay behind.
 */
final class SourcePrivilegesCheck implements Check {
  private static final List<String> READ = List.of("SELECT", "SHOW VIEW", "TRIGGER");

  @Override
  public String code() {
    return "CHECK_AUTH_SRC";
  }

  @Override
  public Set<Side> needs() {
    return Set.of(Side.SOURCE);
  }

  @Override
  public Answer ask(Inspection inspection) throws SQLException {
    MissingGrants missing = MissingGrants.of(inspection.source());
    missing.needOnSelection(inspection.spec(), READ);
    missing.needReplication();
    Answer privileges = missing.answer(Side.SOURCE);
    return privileges.equals(Answer.passed()) ? SelectionExists.ask(inspection) : privileges;
  }
}
