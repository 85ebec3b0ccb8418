package io.tidegate.sandbox.dialect.oms.action;

import static io.tidegate.sandbox.dialect.oms.action.Projects.required;

import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.dialect.oms.OmsError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Understands what a definition wants moved. */
final class Selections {
  private static final String AT = "transferMapping.";
  private static final String EVERYTHING = "*";

  private Selections() {}

  /**
   * @throws OmsError PARAM_ERROR if it is no mapping, or one that this sandbox cannot follow
   */
  static List<DatabaseSelection> of(@Nullable Mapping sent) {
    Mapping mapping = required(sent, "transferMapping");
    refuseBlack(mapping);
    return switch (required(mapping.mode(), AT + "mode")) {
      case Mapping.SPECIFIC -> specific(databases(mapping));
      case Mapping.WILDCARD -> wildcard(mapping);
      case "COMPLEX" ->
          throw OmsError.parameter(
              "'transferMapping.mode' COMPLEX is not understood by this sandbox");
      default ->
          throw OmsError.parameter("'transferMapping.mode' must be SPECIFIC, WILDCARD or COMPLEX");
    };
  }

  private static void refuseBlack(Mapping mapping) {
    boolean any =
        Stream.of(mapping.databasesBlack(), mapping.tableAndViewBlackList())
            .filter(Objects::nonNull)
            .anyMatch(list -> !list.isEmpty());
    if (any) {
      throw OmsError.parameter(
          "'transferMapping' leaves objects out by a list, which this sandbox does not understand;"
              + " name those that are to be moved");
    }
  }

  private static List<DatabaseSelection> specific(List<Mapping.Database> databases) {
    if (databases.isEmpty()) {
      throw OmsError.parameter("'transferMapping.databases' is empty");
    }
    List<DatabaseSelection> selections = new ArrayList<>();
    for (Mapping.Database database : databases) {
      List<String> tables =
          Stream.concat(tables(database.tables()), tables(database.views())).toList();
      if (tables.isEmpty()) {
        throw OmsError.parameter(
            "'transferMapping.databases[]' names neither tables nor views of one database");
      }
      selections.add(new DatabaseSelection(name(database.name()), target(database), tables));
    }
    return selections;
  }

  private static Stream<String> tables(@Nullable List<Mapping.Table> tables) {
    return Stream.ofNullable(tables).flatMap(List::stream).map(Selections::table);
  }

  private static String table(Mapping.@Nullable Table sent) {
    Mapping.Table table = required(sent, AT + "databases[].tables[]");
    String name = name(table.name());
    if (table.mappedName() != null && !table.mappedName().equals(name)) {
      throw OmsError.parameter("tables keep their names in this sandbox");
    }
    return name;
  }

  private static List<DatabaseSelection> wildcard(Mapping mapping) {
    Map<String, String> targets = new LinkedHashMap<>();
    for (Mapping.Database database : databases(mapping)) {
      targets.put(name(database.name()), target(database));
    }
    Map<String, List<String>> tables = new LinkedHashMap<>();
    for (String sent : required(mapping.tableAndViewWhiteList(), AT + "tableAndViewWhiteList")) {
      String rule = name(sent);
      int dot = rule.indexOf('.');
      boolean plain = dot > 0 && dot + 1 < rule.length() && !rule.substring(0, dot).contains("*");
      String table = rule.substring(dot + 1);
      if (!plain || (table.contains(EVERYTHING) && !table.equals(EVERYTHING))) {
        throw OmsError.parameter(
            "'transferMapping.tableAndViewWhiteList' is made of database.* and database.table in"
                + " this sandbox");
      }
      tables.computeIfAbsent(rule.substring(0, dot), unused -> new ArrayList<>()).add(table);
    }
    if (tables.isEmpty()) {
      throw OmsError.parameter("'transferMapping.tableAndViewWhiteList' is empty");
    }
    return tables.entrySet().stream()
        .map(
            entry ->
                new DatabaseSelection(
                    entry.getKey(),
                    targets.getOrDefault(entry.getKey(), entry.getKey()),
                    entry.getValue().contains(EVERYTHING) ? List.of() : entry.getValue()))
        .toList();
  }

  private static List<Mapping.Database> databases(Mapping mapping) {
    return Stream.ofNullable(mapping.databases())
        .flatMap(List::stream)
        .map(database -> required(database, AT + "databases[]"))
        .toList();
  }

  private static String target(Mapping.Database database) {
    return database.mappedName() == null || database.mappedName().isBlank()
        ? name(database.name())
        : name(database.mappedName());
  }

  private static String name(@Nullable String sent) {
    String name = required(sent, AT + "databases[].name");
    if (name.contains("$$")) {
      throw OmsError.parameter("a name in 'transferMapping' holds $$, which is refused");
    }
    return name;
  }
}
