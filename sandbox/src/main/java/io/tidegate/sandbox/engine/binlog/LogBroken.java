package io.tidegate.sandbox.engine.binlog;

import com.github.shyiko.mysql.binlog.network.ServerException;
import java.sql.SQLException;

/** The log cannot be read on. */
public final class LogBroken extends SQLException {
  private static final int CANNOT_READ_LOG = 1236;
  private static final String CONNECTION_LOST = "08S01";

  private final boolean purged;

  /** The connection ended. */
  LogBroken(String reason, Throwable cause) {
    super(reason, CONNECTION_LOST, cause);
    this.purged = false;
  }

  /** The server refused to send it, or to send more of it. */
  LogBroken(ServerException refusal) {
    super(
        String.valueOf(refusal.getMessage()),
        // Other reasons for that than a purge may be gone with the next connection.
        refusal.getErrorCode() == CANNOT_READ_LOG ? CONNECTION_LOST : refusal.getSqlState(),
        refusal.getErrorCode(),
        refusal);
    this.purged =
        refusal.getErrorCode() == CANNOT_READ_LOG
            && (isAbout(refusal, "first log file") || isAbout(refusal, "impossible position"));
  }

  private static boolean isAbout(ServerException refusal, String words) {
    return String.valueOf(refusal.getMessage()).contains(words);
  }

  /** Whether the server no longer has, or never had, what was asked for. */
  public boolean isPurged() {
    return purged;
  }
}
