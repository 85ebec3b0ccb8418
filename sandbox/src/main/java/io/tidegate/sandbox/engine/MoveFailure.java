package io.tidegate.sandbox.engine;

import java.sql.SQLException;

/**
 * A job cannot go on. The message is for its owner: which object, and the database's own words,
 * bounded and safe to show.
 */
final class MoveFailure extends RuntimeException {
  private static final int LONGEST = 1500;
  private static final int LONGEST_WORDS = 700;

  MoveFailure(String reason) {
    super(Shown.text(reason, LONGEST));
  }

  MoveFailure(String doing, SQLException cause) {
    this(doing, cause, "");
  }

  /**
   * @param advice what the owner can do
   */
  MoveFailure(String doing, SQLException cause, String advice) {
    super(
        Shown.text(doing + ": " + words(cause) + (advice.isEmpty() ? "" : ". " + advice), LONGEST),
        cause);
  }

  private static String words(SQLException cause) {
    return Shown.text(ServerError.words(cause), LONGEST_WORDS) + codes(cause);
  }

  /** The driver's own codes are not a server's. */
  private static String codes(SQLException cause) {
    String state = cause.getSQLState() == null ? "" : cause.getSQLState();
    boolean ofServer = cause.getErrorCode() > 0 && !ServerError.isLost(cause);
    return ofServer
        ? " (error " + cause.getErrorCode() + ", SQLSTATE " + state + ")"
        : state.isEmpty() ? "" : " (SQLSTATE " + state + ")";
  }
}
