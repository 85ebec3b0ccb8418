package io.tidegate.cli.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** One mapping of the file: its known keys by name, everything else a problem with a place. */
final class YamlMapping {
  private static final int LONGEST_TEXT = 2_048;
  private static final int LONGEST_LIST = 1_000;

  private final Node node;
  private final Problems problems;
  private final Map<String, Node> values = new LinkedHashMap<>();

  private YamlMapping(Node node, Problems problems) {
    this.node = node;
    this.problems = problems;
  }

  /**
   * Reads a mapping, complaining of keys that are unknown or written twice.
   *
   * @param what it is called in a message, e.g. {@code a rule}
   * @return null when the node is something else, which is a problem then
   */
  static @Nullable YamlMapping of(Node node, String what, List<String> known, Problems problems) {
    if (!(node instanceof MappingNode mapping)) {
      problems.add(
          node,
          what + " must be a mapping with the keys " + String.join(", ", known) + found(node));
      return null;
    }
    YamlMapping result = new YamlMapping(node, problems);
    for (NodeTuple entry : mapping.getValue()) {
      String key = entry.getKeyNode() instanceof ScalarNode k ? k.getValue() : "?";
      if (!known.contains(key)) {
        String near = Suggestions.near(key, known);
        problems.add(
            entry.getKeyNode(),
            key
                + ": no such key in "
                + what
                + (near.isEmpty() ? "; there are " + String.join(", ", known) : near));
      } else if (result.values.containsKey(key)) {
        problems.add(entry.getKeyNode(), key + ": written twice in " + what + "; keep one");
      } else {
        result.values.put(key, entry.getValueNode());
      }
    }
    return result;
  }

  Node node() {
    return node;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  @Nullable Node value(String key) {
    return values.get(key);
  }

  /** The text under a key; empty when it is absent or, which is a problem then, no text. */
  String text(String key) {
    Node value = values.get(key);
    return value == null ? "" : textOf(value, key);
  }

  private String textOf(Node value, String key) {
    if (!(value instanceof ScalarNode scalar) || value.getTag().equals(Tag.NULL)) {
      problems.add(value, key + ": must be a text" + found(value));
      return "";
    }
    String text = scalar.getValue().strip();
    if (text.isEmpty()) {
      problems.add(value, key + ": is empty");
    } else if (text.length() > LONGEST_TEXT) {
      problems.add(value, key + ": is longer than " + LONGEST_TEXT + " characters");
      return "";
    }
    return text;
  }

  /** The text under a key that must be there. */
  String requiredText(String key, String what, String example) {
    if (!values.containsKey(key)) {
      problems.add(node, key + ": missing in " + what + "; for example " + key + ": " + example);
      return "";
    }
    return text(key);
  }

  /** One of some words; null when absent or, which is a problem then, another word. */
  @Nullable String oneOf(String key, List<String> words) {
    Node value = values.get(key);
    String text = text(key);
    if (value == null || text.isEmpty()) {
      return null;
    }
    if (!words.contains(text)) {
      problems.add(
          value,
          key
              + ": '"
              + text
              + "' is not one of "
              + String.join(", ", words)
              + Suggestions.near(text, words));
      return null;
    }
    return text;
  }

  /** A value that {@code parse} understands; null when absent or, which is a problem, not. */
  <T> @Nullable T parsed(String key, String example, Function<String, T> parse) {
    Node value = values.get(key);
    String text = text(key);
    if (value == null || text.isEmpty()) {
      return null;
    }
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      problems.add(value, key + ": '" + text + "' is not " + example);
      return null;
    }
  }

  /** The texts of a list; empty when absent. */
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Node item : list(key, LONGEST_LIST)) {
      String text = textOf(item, key);
      if (!text.isEmpty()) {
        texts.add(text);
      }
    }
    return texts;
  }

  /**
   * The elements of a list; empty when absent or, which is a problem then, no list or one that is
   * too long.
   */
  List<Node> list(String key, int most) {
    Node value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof SequenceNode sequence)) {
      problems.add(value, key + ": must be a list" + found(value));
      return List.of();
    }
    if (sequence.getValue().size() > most) {
      problems.add(value, key + ": has more than " + most + " entries; split it");
      return List.of();
    }
    return sequence.getValue();
  }

  private static String found(Node node) {
    return switch (node.getNodeType()) {
      case MAPPING -> ", and here is a mapping";
      case SEQUENCE -> ", and here is a list";
      case SCALAR ->
          node.getTag().equals(Tag.NULL) ? ", and here is nothing" : ", and here is a text";
      case ANCHOR -> ", and here is an anchor";
    };
  }
}
