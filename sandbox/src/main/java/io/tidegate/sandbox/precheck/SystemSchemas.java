package io.tidegate.sandbox.precheck;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Databases that belong to the servers themselves. */
final class SystemSchemas {
  private static final Set<String> NAMES =
      Set.of("information_schema", "mysql", "performance_schema", "sys");

  private SystemSchemas() {}

  /** Passes where none of the names is such a database's. */
  static Answer ask(Check.Side side, List<String> databases) {
    List<String> found =
        databases.stream()
            .filter(name -> NAMES.contains(name.toLowerCase(Locale.ROOT)))
            .distinct()
            .toList();
    return found.isEmpty()
        ? Answer.passed()
        : Answer.failed(
            "the " + side.word() + "'s own databases are not migrated",
            Answer.list(found, ", "),
            "choose other databases");
  }
}
