package io.tidegate.sandbox.dialect.tencent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Flat parameters, {@code StepIds.0=OptimizeCheck}, as the object that they are written for. */
final class ParameterTree {
  private static final int DEEPEST = 20;

  private ParameterTree() {}

  /**
   * @throws TencentError InvalidParameter if they make no object
   */
  static JsonNode of(Map<String, String> flat) {
    Node root = new Node();
    flat.forEach(
        (name, value) -> {
          String[] path = name.split("\\.", -1);
          if (path.length > DEEPEST) {
            throw unreadable(name);
          }
          Node node = root;
          for (String step : path) {
            node = node.children.computeIfAbsent(step, key -> new Node());
          }
          node.value = value;
        });
    return json(root, "");
  }

  private static final class Node {
    private final Map<String, Node> children = new TreeMap<>();
    private @Nullable String value;
  }

  private static JsonNode json(Node node, String path) {
    if (node.value != null) {
      if (!node.children.isEmpty()) {
        throw unreadable(path);
      }
      return TextNode.valueOf(node.value);
    }
    // Names are in capital camel case: what is a number is an element's place.
    if (!path.isEmpty() && node.children.keySet().stream().allMatch(ParameterTree::isIndex)) {
      return array(node, path);
    }
    var object = JsonNodeFactory.instance.objectNode();
    node.children.forEach((name, child) -> object.set(name, json(child, join(path, name))));
    return object;
  }

  private static ArrayNode array(Node node, String path) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < node.children.size(); i++) {
      Node child = node.children.get(Integer.toString(i));
      if (child == null) {
        throw unreadable(join(path, Integer.toString(i)));
      }
      array.add(json(child, join(path, Integer.toString(i))));
    }
    return array;
  }

  private static boolean isIndex(String name) {
    return !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static TencentError unreadable(String path) {
    return new TencentError(
        "InvalidParameter",
        "The parameters around `"
            + ParameterReader.shown(path)
            + "` fit into no object: elements are counted from 0, and what has a value has no part.");
  }
}
