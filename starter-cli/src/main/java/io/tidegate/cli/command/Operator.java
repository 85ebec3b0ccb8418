package io.tidegate.cli.command;

/** Who sits at this terminal, as the operating system says: claimed, not proven. */
final class Operator {
  static String name() {
    return System.getProperty("user.name", "unknown");
  }

  private Operator() {}
}
