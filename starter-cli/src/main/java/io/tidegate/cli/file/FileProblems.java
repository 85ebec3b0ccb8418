package io.tidegate.cli.file;

import java.util.List;

/** A file from which nothing may be started, with everything that is wrong with it. */
public final class FileProblems extends RuntimeException {
  private final List<String> problems;

  FileProblems(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  /** One line each, as {@code file:line:column: what is wrong and what would be right}. */
  public List<String> problems() {
    return problems;
  }
}
