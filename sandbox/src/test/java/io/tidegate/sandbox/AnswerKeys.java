package io.tidegate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The keys of an answer, or of several together, each with the types that its values have. The
 * elements of an array are not told apart: {@code StepInfos[].Warnings[].Code}.
 */
public final class AnswerKeys {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Set<String>> types = new TreeMap<>();

  /** Adds those of an answer in JSON. */
  public AnswerKeys add(String answer) {
    try {
      collect("", JSON.readTree(answer));
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + answer, e);
    }
    return this;
  }

  /** Adds one key, for answers that are not in JSON. */
  public void add(String path, String type) {
    types.computeIfAbsent(path, key -> new TreeSet<>()).add(type);
  }

  private void collect(String path, JsonNode node) {
    if (!path.isEmpty()) {
      add(path, type(node));
    }
    String before = path.isEmpty() ? "" : path + ".";
    node.properties().forEach(field -> collect(before + field.getKey(), field.getValue()));
    if (node.isArray()) {
      node.forEach(element -> collect(path + "[]", element));
    }
  }

  private static String type(JsonNode node) {
    if (node.isNumber()) {
      return node.isIntegralNumber() ? "INTEGER" : "DECIMAL";
    }
    return node.getNodeType().name();
  }

  /**
   * Asserts that the sample's keys are these, with the same types.
   *
   * @param exceptions keys in which they differ, each with the reason; what is below such a key is
   *     not looked at, and one that differs no longer fails too
   */
  public void assertAreThoseOf(AnswerKeys sample, Map<String, String> exceptions) {
    Map<String, String> differences = differences(sample);
    Map<String, String> unstated = new TreeMap<>(differences);
    unstated.keySet().removeAll(exceptions.keySet());
    Set<String> needless = new TreeSet<>(exceptions.keySet());
    needless.removeAll(differences.keySet());

    assertThat(types).as("an answer").isNotEmpty();
    assertThat(unstated).as("keys in which sandbox and sample differ").isEmpty();
    assertThat(needless).as("exceptions that are none").isEmpty();
  }

  private Map<String, String> differences(AnswerKeys sample) {
    Set<String> all = new TreeSet<>(types.keySet());
    all.addAll(sample.types.keySet());
    Map<String, String> differences = new TreeMap<>();
    for (String path : all) {
      if (differences.keySet().stream().anyMatch(above -> isBelow(above, path))) {
        continue;
      }
      Set<String> printed = sample.types.get(path);
      Set<String> answered = types.get(path);
      if (answered == null) {
        differences.put(path, "is not answered");
      } else if (printed == null) {
        differences.put(path, "is in no sample");
      } else if (!answered.equals(printed)) {
        differences.put(path, "is " + answered + ", not " + printed);
      }
    }
    return differences;
  }

  private static boolean isBelow(String above, String path) {
    return path.startsWith(above + ".") || path.startsWith(above + "[]");
  }
}
