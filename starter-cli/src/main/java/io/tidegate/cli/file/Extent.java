package io.tidegate.cli.file;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * How deep a file is, and how large once its aliases are followed: measured before it is composed,
 * which takes a stack frame for each level and knows no such bounds.
 */
final class Extent {
  private static final int DEEPEST = 50;

  /** More than a file of the permitted size holds without aliases. */
  private static final long MOST_NODES = 1 << 20;

  private final Problems problems;
  private final Map<Anchor, Long> sizes = new HashMap<>();
  private final Deque<Open> open = new ArrayDeque<>();

  private static final class Open {
    private final @Nullable Anchor anchor;
    private long nodes = 1;

    private Open(@Nullable Anchor anchor) {
      this.anchor = anchor;
    }
  }

  private Extent(Problems problems) {
    this.problems = problems;
  }

  /**
   * @throws FileProblems naming where it goes too far
   */
  static void check(Iterable<Event> events, Problems problems) {
    Extent extent = new Extent(problems);
    for (Event event : events) {
      extent.see(event);
      problems.throwIfAny();
    }
  }

  private void see(Event event) {
    switch (event.getEventId()) {
      case SequenceStart, MappingStart -> begin((NodeEvent) event);
      case SequenceEnd, MappingEnd -> end();
      case Scalar -> add(((ScalarEvent) event).getAnchor().orElse(null), 1, event);
      case Alias -> follow((AliasEvent) event);
      default -> {}
    }
  }

  private void begin(NodeEvent event) {
    open.push(new Open(event.getAnchor().orElse(null)));
    if (open.size() > DEEPEST) {
      problems.add(event.getStartMark(), "nested deeper than " + DEEPEST + " levels");
    }
  }

  private void end() {
    Open ended = open.pop();
    add(ended.anchor, ended.nodes, null);
  }

  private void follow(AliasEvent alias) {
    Anchor of = alias.getAlias();
    if (open.stream().anyMatch(o -> of.equals(o.anchor))) {
      problems.add(alias.getStartMark(), "*" + of + ": this alias stands within what it means");
    } else {
      // One that means nothing is told by the composer.
      add(null, sizes.getOrDefault(of, 1L), alias);
    }
  }

  private void add(@Nullable Anchor anchor, long nodes, @Nullable Event at) {
    if (anchor != null) {
      sizes.put(anchor, nodes);
    }
    Open around = open.peek();
    if (around == null) {
      return;
    }
    around.nodes += nodes;
    if (around.nodes > MOST_NODES && at != null) {
      problems.add(
          at.getStartMark(),
          "with its aliases followed the file has more than " + MOST_NODES + " values");
    }
  }
}
