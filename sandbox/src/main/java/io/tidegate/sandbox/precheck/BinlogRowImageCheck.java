package io.tidegate.sandbox.precheck;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Does the source log whole rows? Servers without the variable (MySQL 5.5, MariaDB 10.0) do. */
final class BinlogRowImageCheck implements Check {
  @Override
  public String code() {
    return "CHECK_BINLOG_ROW_IMAGE";
  }

  @Override
  public Set<Side> needs() {
    return Set.of(Side.SOURCE);
  }

  @Override
  public Answer ask(Inspection inspection) throws SQLException {
    Optional<String> value = inspection.source().variable("binlog_row_image");
    if (value.isEmpty() || value.get().equalsIgnoreCase("FULL")) {
      return Answer.passed();
    }
    return Answer.failed(
        "the source's binary log does not hold whole rows",
        "binlog_row_image = " + value.get(),
        "SET GLOBAL binlog_row_image = 'FULL'; and set binlog_row_image = FULL in the option file;"
            + " sessions that are open keep the old image until they reconnect");
  }
}
