package io.tidegate.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The tables of promises in the documents, read as they stand. */
final class DocumentedRows {
  private static final Path DOCUMENTS = Path.of("..", "docs");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /** As below, of {@code docs/faults.md}. */
  static List<List<String>> of(String head) throws IOException {
    return of("faults.md", head);
  }

  /**
   * The cells of every row of a table.
   *
   * @param document its name among the documents
   * @param head what the table's first line begins with
   */
  static List<List<String>> of(String document, String head) throws IOException {
    List<String> lines = Files.readAllLines(DOCUMENTS.resolve(document));
    int first =
        lines.indexOf(lines.stream().filter(l -> l.startsWith(head)).findFirst().orElseThrow());
    return lines.subList(first + 2, lines.size()).stream()
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).skip(1).toList())
        .toList();
  }

  /** The words of a cell that are to be read letter by letter. */
  static List<String> quoted(String cell) {
    return QUOTED.matcher(cell).results().map(found -> found.group(1)).toList();
  }

  private DocumentedRows() {}
}
