package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.core.DatabaseSelection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Has the source account the grants that the service asks for, and no wider ones? */
final class SourcePrivilegesStep implements Step {
  /** A database that the service keeps its own tables in. */
  private static final String BOOKKEEPING = "__tencentdb__";

  private static final List<String> EVERYWHERE =
      List.of(
          "RELOAD", "LOCK TABLES", "REPLICATION SLAVE", "SHOW DATABASES", "SHOW VIEW", "PROCESS");

  private static final List<String> WHOLE_DATABASE =
      List.of(
          "SELECT",
          "INSERT",
          "UPDATE",
          "DELETE",
          "CREATE",
          "DROP",
          "REFERENCES",
          "INDEX",
          "ALTER",
          "CREATE TEMPORARY TABLES",
          "LOCK TABLES",
          "EXECUTE",
          "CREATE VIEW",
          "SHOW VIEW",
          "CREATE ROUTINE",
          "ALTER ROUTINE",
          "EVENT",
          "TRIGGER");

  /** Asked for under another name, or in part. */
  private static final Set<String> ALSO_FINE =
      Set.of("REPLICATION CLIENT", "BINLOG MONITOR", "SELECT", "TRIGGER", "EVENT", "USAGE");

  @Override
  public String code() {
    return "SrcPrivilegeCheck";
  }

  @Override
  public List<Question> questions() {
    return List.of(
        Question.of("source grants", "the source account has every grant it needs", this::missing),
        Question.of(
            "wider grants",
            "the source account has nothing on *.* that it does not need",
            SourcePrivilegesStep::wider),
        Question.of(
            "selected objects", "everything selected is at the source", SelectionExists::ask));
  }

  private Answer missing(Inspection inspection) throws SQLException {
    MissingGrants missing = MissingGrants.of(inspection.source());
    missing.needAllEverywhere(EVERYWHERE);
    missing.needEverywhere("REPLICATION CLIENT", "BINLOG MONITOR");
    missing.needWholeDatabase(BOOKKEEPING, WHOLE_DATABASE);
    missing.needOnDatabase("mysql", List.of("SELECT"));
    List<String> read =
        inspection.spec().stages().structure() ? List.of("SELECT", "TRIGGER") : List.of("SELECT");
    for (DatabaseSelection selection : inspection.spec().objects()) {
      missing.needOnDatabase(selection.database(), read);
    }
    return missing.answer(Side.SOURCE);
  }

  private static Answer wider(Inspection inspection) throws SQLException {
    try (Connection connection = inspection.source().connect()) {
      Set<String> wider = Grants.read(connection).everywhere();
      wider.removeAll(EVERYWHERE);
      wider.removeAll(ALSO_FINE);
      return wider.isEmpty()
          ? Answer.passed()
          : Answer.warning(
              "the source account may do more than it needs",
              String.join(", ", wider) + " ON *.*",
              "give the job an account of its own, with the grants that it needs");
    }
  }
}
