package io.tidegate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** The leaves of a reply, each by its path and as text. */
public final class Leaves {

  /** All of them; a null is one. */
  public static Map<String, String> of(JsonNode tree) {
    return leaves(tree, true);
  }

  /** What is null is not there. */
  public static Map<String, String> withoutNulls(JsonNode tree) {
    return leaves(tree, false);
  }

  private static Map<String, String> leaves(JsonNode tree, boolean nulls) {
    Map<String, String> leaves = new TreeMap<>();
    collect("", tree, nulls, leaves);
    return leaves;
  }

  private static void collect(
      String path, JsonNode tree, boolean nulls, Map<String, String> leaves) {
    if (tree.isArray()) {
      for (int i = 0; i < tree.size(); i++) {
        collect(path + "[" + i + "]", tree.get(i), nulls, leaves);
      }
    } else if (tree.isObject()) {
      tree.properties().forEach(f -> collect(path + "/" + f.getKey(), f.getValue(), nulls, leaves));
    } else if (nulls || !tree.isNull()) {
      leaves.put(path, tree.asText());
    }
  }

  private Leaves() {}
}
