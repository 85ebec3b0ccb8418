package io.tidegate.sandbox.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table's {@code SHOW CREATE TABLE}, in two parts: what it is created with, and what is cheaper
 * or only possible to add when its rows are in.
 *
 * @param now creates the table with its columns, its primary and unique keys and its checks
 * @param later definitions of secondary indexes and foreign keys, by name
 */
record CreateStatement(String now, Map<String, String> later) {
  private static final String NAME = "`((?:[^`]|``)+)`";
  private static final Pattern INDEX =
      Pattern.compile("  (?:FULLTEXT |SPATIAL )?KEY " + NAME + " .*");
  private static final Pattern FOREIGN_KEY =
      Pattern.compile("  CONSTRAINT " + NAME + " FOREIGN KEY .*");
  private static final Pattern COLUMN = Pattern.compile("  " + NAME + " .*");
  private static final Pattern AUTO_INCREMENT =
      Pattern.compile("  " + NAME + " .*\\bAUTO_INCREMENT\\b.*");

  /**
   * The server puts each definition on a line of its own, and writes line breaks in texts as \n.
   */
  static CreateStatement of(String ddl) {
    List<String> lines = new ArrayList<>(ddl.lines().toList());
    int end = lines.size() - 1;
    while (end > 0 && !lines.get(end).startsWith(")")) {
      end--;
    }
    String counted = countedColumn(lines.subList(0, end));
    List<String> kept = new ArrayList<>();
    Map<String, String> later = new LinkedHashMap<>();
    for (String line : lines.subList(1, Math.max(1, end))) {
      String definition = line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
      Matcher index = INDEX.matcher(definition);
      Matcher foreignKey = FOREIGN_KEY.matcher(definition);
      if (foreignKey.matches()) {
        later.put(foreignKey.group(1).replace("``", "`"), definition.strip());
      } else if (index.matches() && !beginsWith(definition, counted)) {
        later.put(index.group(1).replace("``", "`"), definition.strip());
      } else {
        kept.add(definition);
      }
    }
    if (end <= 0) {
      return new CreateStatement(ddl, Map.of());
    }
    String now =
        lines.get(0)
            + "\n"
            + String.join(",\n", kept)
            + "\n"
            + String.join("\n", lines.subList(end, lines.size()));
    return new CreateStatement(now, later);
  }

  /** The table's columns in their order. */
  static List<String> columns(String ddl) {
    return ddl.lines()
        .map(COLUMN::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1).replace("``", "`"))
        .toList();
  }

  /** The servers want an index on a column that counts, from the beginning. */
  private static String countedColumn(List<String> lines) {
    for (String line : lines) {
      Matcher matcher = AUTO_INCREMENT.matcher(line);
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    return "";
  }

  private static boolean beginsWith(String index, String column) {
    return !column.isEmpty() && index.contains("(`" + column + "`");
  }
}
