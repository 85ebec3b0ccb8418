package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.database.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Are there binary logs at the source, and will they be kept? Fails when there is none; warns when
 * the source deletes them within {@code shortest}, for a load may take longer than that.
 */
record BinlogExistsCheck(Duration shortest) implements Check {
  private static final int NO_BINARY_LOGGING = 1381;

  @Override
  public String code() {
    return "CHECK_BINLOG_EXIST";
  }

  @Override
  public Set<Side> needs() {
    return Set.of(Side.SOURCE);
  }

  @Override
  public Answer ask(Inspection inspection) throws SQLException {
    if (logs(inspection.source()).isEmpty()) {
      return Answer.failed(
          "the source has no binary log files",
          "SHOW BINARY LOGS returns nothing",
          "set log_bin = binlog in the [mysqld] section of the source's option file and restart it");
    }
    Optional<Duration> kept = kept(inspection.source());
    if (kept.isEmpty() || kept.get().compareTo(shortest) >= 0) {
      return Answer.passed();
    }
    return Answer.warning(
        "the source deletes its binary logs within "
            + (shortest.toDays() == 1 ? "a day" : shortest.toDays() + " days"),
        "binlog_expire_logs_seconds = " + kept.get().toSeconds(),
        "SET GLOBAL binlog_expire_logs_seconds = 604800;");
  }

  private static List<Sql.Row> logs(Server source) throws SQLException {
    try {
      return source.rows("show binary logs");
    } catch (SQLException e) {
      if (e.getErrorCode() == NO_BINARY_LOGGING) {
        return List.of();
      }
      throw e;
    }
  }

  /**
   * Empty when they are kept for ever. MySQL lets the seconds win over the days when both are set.
   */
  private static Optional<Duration> kept(Server source) throws SQLException {
    String seconds = source.variable("binlog_expire_logs_seconds").orElse("0");
    if (!seconds.equals("0")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(seconds)));
    }
    String days = source.variable("expire_logs_days").orElse("0");
    long minutes = Math.round(Double.parseDouble(days) * 24 * 60);
    return minutes == 0 ? Optional.empty() : Optional.of(Duration.ofMinutes(minutes));
  }
}
