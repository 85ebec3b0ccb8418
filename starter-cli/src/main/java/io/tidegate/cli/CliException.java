package io.tidegate.cli;

import org.jspecify.annotations.Nullable;

/** Ends a command with one line, which says what to do next, and an exit code. */
public final class CliException extends RuntimeException {
  private final int exitCode;

  private CliException(int exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** For what went wrong in the doing. */
  public static CliException failed(String message) {
    return new CliException(ExitCodes.FAILED, message, null);
  }

  /** As above, with what caused it. */
  public static CliException failed(String message, Throwable cause) {
    return new CliException(ExitCodes.FAILED, message, cause);
  }

  /** For what was asked for wrongly. */
  public static CliException usage(String message) {
    return new CliException(ExitCodes.USAGE, message, null);
  }

  /** For a server or a worker that does not answer. */
  public static CliException unreachable(String message) {
    return new CliException(ExitCodes.UNREACHABLE, message, null);
  }

  /** As above, with what caused it. */
  public static CliException unreachable(String message, Throwable cause) {
    return new CliException(ExitCodes.UNREACHABLE, message, cause);
  }

  /** With what this ends the process. */
  public int exitCode() {
    return exitCode;
  }
}
