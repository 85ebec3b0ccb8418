package io.tidegate.cli.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong with one file, so that a person corrects it in one go. */
final class Problems {
  private static final int SHOWN = 20;

  private final String file;
  private final List<String> lines = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Node where, String what) {
    add(where.getStartMark(), what);
  }

  void add(Optional<Mark> where, String what) {
    lines.add(place(where) + ": " + what);
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
      shown.add(file + ": and " + (lines.size() - SHOWN) + " more");
    }
    throw new FileProblems(shown);
  }
}
