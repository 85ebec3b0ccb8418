package io.tidegate.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A table of promises in a document, read as it stands. */
record DocumentedTable(List<String> head, List<List<String>> rows) {

  /**
   * @param firstCells what its first line begins with
   */
  static DocumentedTable in(Path document, String firstCells) throws IOException {
    List<List<String>> lines =
        Files.readAllLines(document).stream()
            .dropWhile(line -> !line.startsWith(firstCells))
            .takeWhile(line -> line.startsWith("|"))
            .map(DocumentedTable::cells)
            .toList();
    if (lines.isEmpty()) {
      throw new IllegalStateException("no table '%s' in %s".formatted(firstCells, document));
    }
    return new DocumentedTable(lines.get(0), lines.subList(2, lines.size()));
  }

  private static List<String> cells(String line) {
    List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    return cells.subList(1, cells.size() - 1);
  }
}
