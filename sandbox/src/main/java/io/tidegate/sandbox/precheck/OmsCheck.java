package io.tidegate.sandbox.precheck;

import java.sql.SQLException;
import java.util.Set;

/**
 * A question that is asked of one side of a job, and known by the side and its type.
 *
 * @param type e.g. {@code RDB_CONNECT}; may be asked of both sides
 * @param needs the servers without which the question cannot be put
 */
record OmsCheck(
    Side side, String type, boolean skippable, Set<Side> needs, Question.AlwaysAsked asked)
    implements Check {

  /** {@code SOURCE/RDB_CONNECT}. */
  @Override
  public String code() {
    return (side == Side.SOURCE ? "SOURCE/" : "DEST/") + type;
  }

  @Override
  public Answer ask(Inspection inspection) throws SQLException {
    return asked.of(inspection);
  }
}
