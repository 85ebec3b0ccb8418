package io.tidegate.cli.file;

import io.tidegate.cli.output.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong with one file, so that a person corrects it in one go. */
final class Problems {
  private static final int SHOWN = 20;

  /** With more the reading ends: each costs time, and a file of that kind is no mistake of one. */
  private static final int MOST = 1_000;

  /** Of what is quoted the beginning, of what would be right the end. */
  private static final int LONGEST = 600;

  private final String file;
  private final List<String> lines = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Node where, String what) {
    add(where.getStartMark(), what);
  }

  void add(Optional<Mark> where, String what) {
    lines.add(place(where) + ": " + shortened(Texts.line(what)));
    if (lines.size() >= MOST) {
      throwIfAny();
    }
  }

  private static String shortened(String what) {
    return what.length() <= LONGEST
        ? what
        : what.substring(0, LONGEST / 2) + "…" + what.substring(what.length() - LONGEST / 2);
  }

  /** For what is found before there are marks: at a position in the text, counted from 0. */
  void addAt(String text, int position, String what) {
    String before = text.substring(0, text.offsetByCodePoints(0, codePoints(text, position)));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    int column = before.length() - before.lastIndexOf('\n');
    lines.add(file + ":" + line + ":" + column + ": " + what);
  }

  private static int codePoints(String text, int position) {
    return Math.max(0, Math.min(position, text.codePointCount(0, text.length())));
  }

  /** {@code file:line}, for what outlives the reading. */
  String origin(Node where) {
    return file + ":" + where.getStartMark().map(m -> m.getLine() + 1).orElse(1);
  }

  int line(Node where) {
    return where.getStartMark().map(m -> m.getLine() + 1).orElse(1);
  }

  private String place(Optional<Mark> mark) {
    return file + mark.map(m -> ":" + (m.getLine() + 1) + ":" + (m.getColumn() + 1)).orElse("");
  }

  void throwIfAny() {
    if (lines.isEmpty()) {
      return;
    }
    List<String> shown = new ArrayList<>(lines.subList(0, Math.min(SHOWN, lines.size())));
    if (lines.size() > SHOWN) {
      shown.add(
          file
              + (lines.size() < MOST ? ": and " : ": and at least ")
              + (lines.size() - SHOWN)
              + " more");
    }
    throw new FileProblems(shown);
  }
}
