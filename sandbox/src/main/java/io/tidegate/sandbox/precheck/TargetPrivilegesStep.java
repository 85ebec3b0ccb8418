package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Has the target account the grants that the service asks for, and can it be lenient there? */
final class TargetPrivilegesStep implements Step {
  private static final List<String> EVERYWHERE =
      List.of(
          "ALTER",
          "ALTER ROUTINE",
          "CREATE",
          "CREATE ROUTINE",
          "CREATE TEMPORARY TABLES",
          "CREATE USER",
          "CREATE VIEW",
          "DELETE",
          "DROP",
          "EVENT",
          "EXECUTE",
          "INDEX",
          "INSERT",
          "LOCK TABLES",
          "PROCESS",
          "REFERENCES",
          "RELOAD",
          "SELECT",
          "SHOW DATABASES",
          "SHOW VIEW",
          "TRIGGER",
          "UPDATE");

  @Override
  public String code() {
    return "DstPrivilegeCheck";
  }

  @Override
  public List<Question> questions() {
    return List.of(
        Question.of(
            "target grants",
            "the target account has every grant it needs",
            TargetPrivilegesStep::missing),
        Question.where(
            "innodb_strict_mode",
            "it is off at the target, or can be switched off for a session",
            TargetPrivilegesStep::strictness));
  }

  private static Answer missing(Inspection inspection) throws SQLException {
    MissingGrants missing = MissingGrants.of(inspection.target());
    missing.needAllEverywhere(EVERYWHERE);
    return missing.answer(Side.TARGET);
  }

  private static Optional<Answer> strictness(Inspection inspection) throws SQLException {
    Server target = inspection.target();
    Optional<Boolean> strict = target.isOn("innodb_strict_mode");
    if (strict.isEmpty()) {
      return Optional.empty();
    }
    if (!strict.get()) {
      return Optional.of(Answer.passed());
    }
    // From 8.0.26 on the service leaves a session's setting alone.
    boolean left =
        target
            .version()
            .filter(version -> !version.mariaDb() && version.isAtLeast(8, 0, 26))
            .isPresent();
    return Optional.of(left ? strict("innodb_strict_mode = ON") : trySession(target));
  }

  private static Answer trySession(Server target) throws SQLException {
    try (Connection connection = target.connect()) {
      Sql.run(connection, "set session innodb_strict_mode = OFF");
      return Answer.passed();
    } catch (SQLException e) {
      return strict(e.getErrorCode() + ": " + e.getMessage());
    }
  }

  private static Answer strict(String detail) {
    return Answer.warning(
        "the target may refuse table definitions that the source took",
        detail,
        "at the target: SET GLOBAL innodb_strict_mode = OFF;");
  }
}
