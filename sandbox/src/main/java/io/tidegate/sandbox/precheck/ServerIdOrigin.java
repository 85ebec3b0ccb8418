package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.database.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Did somebody give the source its server id, or has it the one it was built with? */
final class ServerIdOrigin {
  private ServerIdOrigin() {}

  static Answer ask(Inspection inspection) throws SQLException {
    Server source = inspection.source();
    boolean mariaDb = source.version().filter(Version::mariaDb).isPresent();
    return judge(source.number("server_id").orElse(0L), origin(source, mariaDb));
  }

  /**
   * @param origin where the value comes from, in the server's words; empty if it does not tell
   */
  static Answer judge(long id, Optional<String> origin) {
    String repair =
        "SET GLOBAL server_id = 101; with a number that no other server of the topology has, and"
            + " set it in the option file";
    String detail = "server_id = " + id;
    if (id == 0) {
      return Answer.failed("the source has no server id", detail, repair);
    }
    if (origin.isEmpty()) {
      return id > 1
          ? Answer.passed()
          : Answer.warning(
              "it could not be seen whether the source's server id was set", detail, repair);
    }
    return origin.get().startsWith("COMPILE")
        ? Answer.failed("nobody set the source's server id", detail + ", as built", repair)
        : Answer.passed();
  }

  private static Optional<String> origin(Server source, boolean mariaDb) {
    try {
      List<Sql.Row> rows =
          source.rows(
              mariaDb
                  ? "select global_value_origin from information_schema.system_variables"
                      + " where variable_name = 'SERVER_ID'"
                  : "select variable_source from performance_schema.variables_info"
                      + " where variable_name = 'server_id'");
      return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0).get(1));
    } catch (SQLException notTold) {
      // Servers before MySQL 8 and MariaDB 10.1 do not tell, and MySQL not to every account.
      return Optional.empty();
    }
  }
}
