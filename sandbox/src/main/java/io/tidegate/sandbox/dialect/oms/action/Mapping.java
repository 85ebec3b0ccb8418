package io.tidegate.sandbox.dialect.oms.action;

import io.tidegate.sandbox.core.DatabaseSelection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a project moves, as the service writes it. Selections that name all their tables are written
 * out; where one is of a whole database, rules say so.
 */
record Mapping(
    @Nullable String mode,
    @Nullable List<Database> databases,
    @Nullable List<Database> databasesBlack,
    @Nullable List<String> tableAndViewWhiteList,
    @Nullable List<String> tableAndViewBlackList) {
  static final String SPECIFIC = "SPECIFIC";
  static final String WILDCARD = "WILDCARD";

  /** A database, and what of it. */
  record Database(
      @Nullable String name,
      @Nullable String mappedName,
      @Nullable List<Table> tables,
      @Nullable List<Table> views) {}

  /** A table or view. */
  record Table(@Nullable String name, @Nullable String mappedName) {}

  static Mapping of(List<DatabaseSelection> objects) {
    boolean whole = objects.stream().anyMatch(selection -> selection.tables().isEmpty());
    return new Mapping(
        whole ? WILDCARD : SPECIFIC,
        objects.stream().map(Mapping::database).toList(),
        List.of(),
        whole ? objects.stream().flatMap(selection -> rules(selection).stream()).toList() : null,
        whole ? List.of() : null);
  }

  private static Database database(DatabaseSelection selection) {
    return new Database(
        selection.database(),
        selection.targetDatabase(),
        selection.tables().stream().map(table -> new Table(table, table)).toList(),
        List.of());
  }

  private static List<String> rules(DatabaseSelection selection) {
    return selection.tables().isEmpty()
        ? List.of(selection.database() + ".*")
        : selection.tables().stream().map(table -> selection.database() + "." + table).toList();
  }
}
