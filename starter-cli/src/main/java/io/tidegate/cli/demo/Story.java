package io.tidegate.cli.demo;

import io.tidegate.cli.output.LiveProgress;
import io.tidegate.cli.output.Texts;
import java.io.PrintWriter;
import java.time.Duration;

/** What the demo tells while it goes on. */
public final class Story {
  private final PrintWriter out;
  private final boolean terminal;
  private final long began = System.nanoTime();

  public Story(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** What happens next. */
  void step(String text) {
    Duration since = Duration.ofNanos(System.nanoTime() - began);
    out.printf("[%6s] %s%n", Texts.span(since), Texts.line(text));
    out.flush();
  }

  /** Something below the step. */
  void detail(String text) {
    out.println("         " + Texts.line(text));
    out.flush();
  }

  void warn(String text) {
    out.println("warning: " + Texts.line(text));
    out.flush();
  }

  /** Lines that change. */
  LiveProgress progress() {
    return new LiveProgress(out, terminal);
  }
}
