package io.tidegate.sandbox.engine;

import java.sql.SQLException;

/** A job cannot go on. The message is for its owner: which object, and the database's own words. */
final class MoveFailure extends RuntimeException {
  MoveFailure(String reason) {
    super(reason);
  }

  MoveFailure(String doing, SQLException cause) {
    super(doing + ": " + cause.getMessage() + code(cause), cause);
  }

  private static String code(SQLException cause) {
    return cause.getErrorCode() == 0 ? "" : " (error " + cause.getErrorCode() + ")";
  }
}
