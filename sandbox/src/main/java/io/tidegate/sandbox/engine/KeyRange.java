package io.tidegate.sandbox.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The rows of one chunk: those whose key is after one and up to another.
 *
 * @param after the key before the first row, as SQL literals; empty if it begins with the table
 * @param upTo the key of the last row, as SQL literals; empty if it ends with the table
 */
record KeyRange(List<String> after, List<String> upTo) {
  static final KeyRange EVERYTHING = new KeyRange(List.of(), List.of());

  KeyRange {
    after = List.copyOf(after);
    upTo = List.copyOf(upTo);
  }

  /**
   * The condition that its rows fulfil.
   *
   * @param columns the quoted columns of the key
   */
  String condition(List<String> columns) {
    List<String> conditions = new ArrayList<>();
    if (!after.isEmpty()) {
      conditions.add(beyond(columns, after, ">", ">"));
      conditions.add(columns.get(0) + " >= " + after.get(0));
    }
    if (!upTo.isEmpty()) {
      conditions.add(beyond(columns, upTo, "<", "<="));
      conditions.add(columns.get(0) + " <= " + upTo.get(0));
    }
    return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
  }

  /** Spelt out, for the servers do not use an index for (a, b) > (1, 2). */
  private static String beyond(
      List<String> columns, List<String> key, String operator, String lastOperator) {
    List<String> ways = new ArrayList<>();
    StringBuilder same = new StringBuilder();
    for (int i = 0; i < key.size(); i++) {
      String column = columns.get(i);
      String value = key.get(i);
      boolean last = i == key.size() - 1;
      ways.add("(" + same + column + " " + (last ? lastOperator : operator) + " " + value + ")");
      same.append(column).append(" = ").append(value).append(" and ");
    }
    return "(" + String.join(" or ", ways) + ")";
  }

  /** For people. */
  String describe(List<String> columns) {
    if (equals(EVERYTHING)) {
      return "all rows";
    }
    String key = "(" + String.join(", ", columns) + ")";
    String from = after.isEmpty() ? "" : " after (" + String.join(", ", after) + ")";
    String to = upTo.isEmpty() ? "" : " up to (" + String.join(", ", upTo) + ")";
    return "key " + key + from + to;
  }
}
