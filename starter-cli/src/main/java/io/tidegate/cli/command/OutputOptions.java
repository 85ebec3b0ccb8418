package io.tidegate.cli.command;

import io.tidegate.cli.output.Json;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Option;

/** How an answer is printed. */
public final class OutputOptions {

  /** For people, or for programs. */
  enum Format {
    text,
    json
  }

  @Option(
      names = "--output",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "text for people, json for programs: one value on stdout and nothing else.")
  private Format format = Format.text;

  boolean isJson() {
    return format == Format.json;
  }

  /** Prints the value as JSON, or the lines. */
  void print(PrintWriter out, Object value, List<String> lines) {
    if (isJson()) {
      out.println(Json.write(value));
    } else {
      lines.forEach(out::println);
    }
    out.flush();
  }
}
