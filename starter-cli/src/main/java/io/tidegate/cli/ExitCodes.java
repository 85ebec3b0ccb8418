package io.tidegate.cli;

/** What a command's end says to a script; printed by {@code --help}. */
public final class ExitCodes {
  /** Done, and as it should be. */
  public static final int DONE = 0;

  /** A migration failed, or the command did. */
  public static final int FAILED = 1;

  /** The command line or the file is wrong, or a start was refused; others may have started. */
  public static final int USAGE = 2;

  /** A migration waits for a person. */
  public static final int NEEDS_HUMAN = 3;

  /** Temporal cannot be reached, or no worker polls. */
  public static final int UNREACHABLE = 4;

  /** Ctrl-C. */
  public static final int INTERRUPTED = 130;

  private ExitCodes() {}
}
