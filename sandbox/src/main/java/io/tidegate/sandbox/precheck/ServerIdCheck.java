package io.tidegate.sandbox.precheck;

import java.sql.SQLException;
import java.util.Set;

/** Is the source's server id greater than 1, so that it was given one and can be replicated? */
final class ServerIdCheck implements Check {
  @Override
  public String code() {
    return "CHECK_SERVER_ID";
  }

  @Override
  public boolean skippable() {
    return true;
  }

  @Override
  public Set<Side> needs() {
    return Set.of(Side.SOURCE);
  }

  @Override
  public Answer ask(Inspection inspection) throws SQLException {
    String value = inspection.source().variable("server_id").orElse("0");
    if (Long.parseLong(value) > 1) {
      return Answer.passed();
    }
    return Answer.failed(
        "the source has no server id of its own",
        "server_id = " + value + ", it must be greater than 1",
        "SET GLOBAL server_id = 101; with a number that no other server of the topology has, and"
            + " set it in the option file");
  }
}
