package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.core.Endpoint;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a server refused, or that it no longer answers; says which server it was. */
final class ServerError extends SQLException {

  /** The server is shutting down, or somebody killed the connection. */
  private static final Set<Integer> LOST = Set.of(1053, 1927);

  /** Deadlock, and lock wait timeout. */
  private static final Set<Integer> CONTENDED = Set.of(1213, 1205);

  /** What the driver puts before the server's words. */
  private static final Pattern PREFIX =
      Pattern.compile("^(?:[\\w.]+Exception: )?(?:\\(conn=-?\\d+\\) )?");

  private ServerError(String message, SQLException cause) {
    super(message, cause.getSQLState(), cause.getErrorCode(), cause);
  }

  /**
   * @param side source or target
   */
  static ServerError of(String side, Endpoint server, SQLException cause) {
    if (cause instanceof ServerError known) {
      return known;
    }
    String says = isLost(cause) ? " does not answer: " : ": ";
    return new ServerError("the " + side + " " + server + says + words(cause), cause);
  }

  static String words(SQLException e) {
    return PREFIX.matcher(String.valueOf(e.getMessage())).replaceFirst("");
  }

  /** Whether another's lock was in the way, so that the transaction is worth another attempt. */
  static boolean isContended(SQLException e) {
    return CONTENDED.contains(e.getErrorCode());
  }

  /** Whether it may go away if the same is done again over another connection. */
  static boolean isLost(SQLException e) {
    for (Throwable t = e; t instanceof SQLException cause; t = t.getCause()) {
      String state = Optional.ofNullable(cause.getSQLState()).orElse("");
      if (state.startsWith("08")
          || LOST.contains(cause.getErrorCode())
          // Not the transient one: to the driver that is whatever it has no class for.
          || cause instanceof SQLNonTransientConnectionException) {
        return true;
      }
    }
    return false;
  }
}
