package io.tidegate.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Shows lines that change: redrawn in place on a terminal, and in a pipe each line once whenever it
 * is new.
 */
public final class LiveProgress {
  private static final String UP = "\u001b[%dA";
  private static final String CLEAR_LINE = "\u001b[2K";

  /** A line that wraps would be two, and the next frame one line too low. */
  private static final String NO_WRAP = "\u001b[?7l";

  private static final String WRAP = "\u001b[?7h";

  private final PrintWriter out;
  private final boolean terminal;
  private List<String> shown = List.of();

  /** Draws on a terminal, or prints into a pipe. */
  public LiveProgress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Whether this process talks to a terminal. */
  @SuppressWarnings("SystemConsoleNull") // consoleIsTerminal covers the newer ones.
  public static boolean isTerminal() {
    // A JDK 22 answers a console for pipes too, and there alone is there a method to ask.
    return System.console() != null
        && !"dumb".equals(System.getenv("TERM"))
        && (Runtime.version().feature() < 22 || consoleIsTerminal());
  }

  private static boolean consoleIsTerminal() {
    try {
      Object answer = java.io.Console.class.getMethod("isTerminal").invoke(System.console());
      return Boolean.TRUE.equals(answer);
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** Whether a line may change at every look, and costs nobody anything. */
  public boolean isRedrawn() {
    return terminal;
  }

  /** Shows these lines, made safe for a terminal, in place of the ones before. */
  public void show(List<String> texts) {
    List<String> lines = texts.stream().map(Texts::line).toList();
    if (terminal) {
      redraw(lines);
    } else {
      Set<String> known = new HashSet<>(shown);
      lines.stream().filter(l -> !known.contains(l)).forEach(out::println);
    }
    shown = List.copyOf(lines);
    out.flush();
  }

  // One write per frame: a terminal that gets half a frame flickers.
  private void redraw(List<String> lines) {
    StringBuilder frame = new StringBuilder(NO_WRAP);
    if (!shown.isEmpty()) {
      frame.append(String.format(java.util.Locale.ROOT, UP, shown.size()));
    }
    List<String> all = new ArrayList<>(lines);
    while (all.size() < shown.size()) {
      all.add("");
    }
    for (String line : all) {
      frame.append(CLEAR_LINE).append(line).append(System.lineSeparator());
    }
    frame.append(WRAP);
    int surplus = all.size() - lines.size();
    if (surplus > 0) {
      frame.append(String.format(java.util.Locale.ROOT, UP, surplus));
    }
    out.print(frame);
  }
}
