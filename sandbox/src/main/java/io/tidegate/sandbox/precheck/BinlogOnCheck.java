package io.tidegate.sandbox.precheck;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/** Does the source write a binary log? */
final class BinlogOnCheck implements Check {
  @Override
  public String code() {
    return "CHECK_BINLOG_ON";
  }

  @Override
  public Set<Side> needs() {
    return Set.of(Side.SOURCE);
  }

  @Override
  public Answer ask(Inspection inspection) throws SQLException {
    String value = inspection.source().variable("log_bin").orElse("OFF");
    if (value.toUpperCase(Locale.ROOT).equals("ON") || value.equals("1")) {
      return Answer.passed();
    }
    return Answer.failed(
        "the source writes no binary log",
        "log_bin = " + value,
        "set log_bin = binlog in the [mysqld] section of the source's option file and restart it");
  }
}
