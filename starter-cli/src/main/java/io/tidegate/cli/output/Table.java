package io.tidegate.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows under aligned headings. */
public final class Table {
  private static final int WIDEST = 60;

  private final List<List<String>> rows = new ArrayList<>();
  private final int widest;

  /** A table with these headings, for a terminal: its cells are cut. */
  public Table(String... headings) {
    this(WIDEST, headings);
  }

  private Table(int widest, String... headings) {
    this.widest = widest;
    List<String> first = new ArrayList<>();
    for (String heading : headings) {
      first.add(heading.toUpperCase(Locale.ROOT));
    }
    rows.add(first);
  }

  /** A table for the record: nothing is cut. */
  public static Table uncut(String... headings) {
    return new Table(Integer.MAX_VALUE, headings);
  }

  /** Adds a row; its cells are shown as their text, made safe for a terminal. */
  public Table row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(Texts.line(String.valueOf(cell), widest));
    }
    rows.add(row);
    return this;
  }

  /** The table line by line, no blanks at a line's end. */
  public List<String> lines() {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /** Prints all of it. */
  public void print(PrintWriter out) {
    lines().forEach(out::println);
  }
}
