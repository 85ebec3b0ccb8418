package io.tidegate.sandbox.precheck;

import java.sql.SQLException;
import java.util.Set;

/** Does the source log rows, not statements? */
final class BinlogModeCheck implements Check {
  @Override
  public String code() {
    return "CHECK_BINLOG_MODE";
  }

  @Override
  public Set<Side> needs() {
    return Set.of(Side.SOURCE);
  }

  @Override
  public Answer ask(Inspection inspection) throws SQLException {
    String value = inspection.source().variable("binlog_format").orElse("(unknown)");
    if (value.equalsIgnoreCase("ROW")) {
      return Answer.passed();
    }
    return Answer.failed(
        "the source's binary log does not hold rows",
        "binlog_format = " + value,
        "SET GLOBAL binlog_format = 'ROW'; and set binlog_format = ROW in the option file; sessions"
            + " that are open keep the old format until they reconnect");
  }
}
