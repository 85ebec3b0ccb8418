package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.database.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Does the source's log hold the changes of all databases? */
final class LoggedDatabases {
  private static final int NOT_A_COMMAND = 1064;

  private LoggedDatabases() {}

  /** Empty where there is no log. */
  static Optional<Answer> ask(Inspection inspection) throws SQLException {
    return status(inspection.source()).stream()
        .findFirst()
        .map(status -> judge(status.orEmpty(3), status.orEmpty(4)));
  }

  private static Answer judge(String only, String without) {
    return only.isEmpty() && without.isEmpty()
        ? Answer.passed()
        : Answer.failed(
            "the source's log leaves databases out",
            "binlog_do_db = '" + only + "', binlog_ignore_db = '" + without + "'",
            "take binlog_do_db and binlog_ignore_db out of the source's option file and restart it");
  }

  private static List<Sql.Row> status(Server source) throws SQLException {
    try {
      return source.rows("show master status");
    } catch (SQLException e) {
      if (e.getErrorCode() != NOT_A_COMMAND) {
        throw e;
      }
      return source.rows("show binary log status");
    }
  }
}
