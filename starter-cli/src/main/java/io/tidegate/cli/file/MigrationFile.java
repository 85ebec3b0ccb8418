package io.tidegate.cli.file;

import io.tidegate.workflow.contract.PlanRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file of migrations, understood.
 *
 * @param name how the file is called in messages
 * @param lines where each migration begins, by its name, counted from 1
 * @param definitions what migrations bring of their own, by their names, as JSON on one line
 */
public record MigrationFile(
    String name,
    List<PlanRequest.Entry> migrations,
    Map<String, Integer> lines,
    Map<String, String> definitions) {
  public MigrationFile {
    migrations = List.copyOf(migrations);
    lines = Map.copyOf(lines);
    definitions = Map.copyOf(definitions);
  }

  /** What the migration of that name brings of its own, or empty. */
  public String definition(String migration) {
    return definitions.getOrDefault(migration, "");
  }

  /** Where the migration of that name stands, as {@code file:line}. */
  public String place(String migration) {
    Integer line = lines.get(migration);
    return line == null ? name : name + ":" + line;
  }

  /** The migration of that name. */
  public Optional<PlanRequest.Entry> find(String migration) {
    return migrations.stream().filter(m -> m.name().equals(migration)).findFirst();
  }

  /**
   * The migrations of these names, in the file's order; all when no name is given.
   *
   * @throws FileProblems naming what the file does not have
   */
  public List<PlanRequest.Entry> select(List<String> names) {
    List<String> known = migrations.stream().map(PlanRequest.Entry::name).toList();
    List<String> unknown = new ArrayList<>();
    for (String wanted : names) {
      if (!known.contains(wanted)) {
        unknown.add(
            name + ": there is no migration '" + wanted + "'" + Suggestions.near(wanted, known));
      }
    }
    if (!unknown.isEmpty()) {
      throw new FileProblems(unknown);
    }
    return migrations.stream().filter(m -> names.isEmpty() || names.contains(m.name())).toList();
  }
}
