package io.tidegate.cli.command;

import io.tidegate.cli.output.Json;
import io.tidegate.cli.output.Texts;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How an answer is printed. */
public final class OutputOptions {

  /** For people, or for programs. */
  enum Format {
    text,
    json
  }

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec mixee;

  @Option(
      names = "--output",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "text for people, json for programs: one value on stdout and nothing else.")
  private Format format = Format.text;

  boolean isJson() {
    return format == Format.json;
  }

  PrintWriter out() {
    return command().getOut();
  }

  PrintWriter err() {
    return command().getErr();
  }

  private CommandLine command() {
    return Objects.requireNonNull(mixee, "used outside of a command").commandLine();
  }

  /** Prints a line, made safe for a terminal: it may hold what a provider or a database said. */
  void tell(String line) {
    out().println(Texts.line(line));
  }

  /** As {@link #tell}, for what is wrong. */
  void complain(String line) {
    err().println(Texts.line(line));
  }

  /** Prints the value as JSON, or the lines as {@link #tell} does. */
  void print(Object value, List<String> lines) {
    PrintWriter out = out();
    if (isJson()) {
      out.println(Json.write(value));
    } else {
      lines.forEach(this::tell);
    }
    out.flush();
  }
}
