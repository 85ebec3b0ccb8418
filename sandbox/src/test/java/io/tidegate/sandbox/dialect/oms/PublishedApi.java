package io.tidegate.sandbox.dialect.oms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the vendor's pages, of both editions and of several releases, name: actions, parameters and
 * fields. A path that ends in a star stands for whatever is below, where no page says what that is.
 */
final class PublishedApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ANYTHING = ".*";

  private final JsonNode api = read("published.json");

  static JsonNode read(String name) {
    try (InputStream in = PublishedApi.class.getResourceAsStream(name)) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  Set<String> actions() {
    return texts(api.get("actions"));
  }

  /** The parameters of an action, and what kind of value each takes. */
  Map<String, String> parameters(String action) {
    Map<String, String> parameters = new TreeMap<>();
    api.at("/calls/" + action + "/parameters")
        .properties()
        .forEach(entry -> parameters.put(entry.getKey(), entry.getValue().asText()));
    return parameters;
  }

  /** Paths of all fields of the answer, arrays with brackets: {@code data[].status}. */
  Set<String> fields(String action) {
    return texts(api.at("/calls/" + action + "/fields"));
  }

  boolean knows(String action, String path) {
    return fields(action).stream()
        .anyMatch(
            field ->
                field.equals(path)
                    || (field.endsWith(ANYTHING)
                        && (path + ".").startsWith(field.replace(ANYTHING, ".")))
                    // What is null or empty is written as a leaf.
                    || field.startsWith(path + ".")
                    || field.startsWith(path + "[]"));
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new TreeSet<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** The paths of what an answer holds, with the kind of each value. */
  static void paths(String path, JsonNode node, Map<String, String> paths) {
    if (node.isObject() && !node.isEmpty()) {
      node.properties()
          .forEach(
              field ->
                  paths(
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      field.getValue(),
                      paths));
    } else if (node.isArray()) {
      node.forEach(element -> paths(path + "[]", element, paths));
    } else {
      paths.put(path, node.getNodeType().name());
    }
  }
}
