package io.tidegate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A document that a test writes out of what it observes. */
public final class FidelityFile {
  private static final String UPDATE = "fidelity.update";

  private FidelityFile() {}

  /** Fails where the file under {@code docs} says something else, or writes it if that is asked. */
  public static void compare(String name, String found) throws IOException {
    Path file = Path.of("..", "docs", name);
    Files.writeString(Path.of("target", name), found);
    if (System.getProperty(UPDATE) != null) {
      Files.writeString(file, found);
    }

    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .as(
            "docs/"
                + name
                + " no longer says what the sandbox does; what it does is in sandbox/target/"
                + name
                + ". Look at the difference, and if it is meant, run"
                + " mvn test -pl sandbox -Dtest=FidelityTest -D"
                + UPDATE)
        .isEqualTo(found);
  }

  /**
   * A table of an answer's fields, part by part.
   *
   * @param known paths of what there is to answer
   * @param answered paths of what was
   */
  public static void fields(StringBuilder text, Set<String> known, Set<String> answered) {
    Set<String> all = new TreeSet<>(known);
    all.addAll(answered);
    Map<String, Set<String>> supported = new TreeMap<>();
    Map<String, Set<String>> left = new TreeMap<>();
    for (String path : all) {
      int dot = path.lastIndexOf('.');
      String part = dot < 0 ? "" : path.substring(0, dot);
      String name = path.substring(dot + 1);
      (answered.contains(path) ? supported : left)
          .computeIfAbsent(part, key -> new TreeSet<>())
          .add(name);
    }
    Set<String> parts = new TreeSet<>(supported.keySet());
    parts.addAll(left.keySet());
    text.append("\n| part of the answer | supported | left out |\n|---|---|---|\n");
    for (String part : parts) {
      text.append("| ")
          .append(part.isEmpty() ? "itself" : part)
          .append(" | ")
          .append(String.join(", ", supported.getOrDefault(part, Set.of())))
          .append(" | ")
          .append(String.join(", ", left.getOrDefault(part, Set.of())))
          .append(" |\n");
    }
  }
}
