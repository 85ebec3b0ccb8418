package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** Are both servers' clocks as far from UTC as each other? */
final class TimeZones {
  private TimeZones() {}

  static Answer ask(Inspection inspection) throws SQLException {
    long source = secondsFromUtc(inspection.source());
    long target = secondsFromUtc(inspection.target());
    return source == target
        ? Answer.passed()
        : Answer.failed(
            "source and target are in different time zones",
            "the source is " + shown(source) + " from UTC, the target " + shown(target),
            "at the target: SET GLOBAL time_zone = '" + shown(source) + "';");
  }

  /** Of new sessions; one that is open may have been given another. */
  private static long secondsFromUtc(Server server) throws SQLException {
    try (Connection connection = server.connect()) {
      Sql.run(connection, "set session time_zone = @@global.time_zone");
      return Sql.rows(connection, "select timestampdiff(second, utc_timestamp(), now())")
          .get(0)
          .number(1);
    }
  }

  private static String shown(long seconds) {
    long minutes = Math.abs(seconds) / 60;
    return "%s%02d:%02d".formatted(seconds < 0 ? "-" : "+", minutes / 60, minutes % 60);
  }
}
