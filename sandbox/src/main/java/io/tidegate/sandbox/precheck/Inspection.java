package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.Neighbour;
import io.tidegate.sandbox.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One run of the precheck: the job, its servers, and what several checks want to know of them. */
final class Inspection {

  /** A table or view that the job selects, as it is at the source. */
  record SelectedObject(DatabaseSelection of, String name, boolean view, String engine) {
    String sourceName() {
      return of.database() + "." + name;
    }

    String targetName() {
      return of.targetDatabase() + "." + name;
    }
  }

  private final JobSpec spec;
  private final List<Neighbour> neighbours;
  private final Server source;
  private final Server target;
  private final Map<String, Set<String>> selectedTables;
  private final Once<List<SelectedObject>> selected = new Once<>(this::readSelected);
  private final Once<List<StoredTable>> stored = new Once<>(() -> StoredTable.read(this));
  private final Once<List<ForeignKey>> foreignKeys = new Once<>(() -> ForeignKey.read(this));
  private final Once<List<Trigger>> triggers = new Once<>(() -> Trigger.read(this));

  /** Of a job that is alone. */
  Inspection(JobSpec spec) {
    this(spec, List.of());
  }

  Inspection(JobSpec spec, List<Neighbour> neighbours) {
    this.spec = spec;
    this.neighbours = List.copyOf(neighbours);
    this.source = new Server(spec.source());
    this.target = new Server(spec.target());
    this.selectedTables =
        spec.objects().stream()
            .collect(
                Collectors.toMap(
                    DatabaseSelection::database, selection -> Set.copyOf(selection.tables())));
  }

  JobSpec spec() {
    return spec;
  }

  /** What is configured beside the job. */
  List<Neighbour> neighbours() {
    return neighbours;
  }

  Server source() {
    return source;
  }

  Server target() {
    return target;
  }

  Server on(Check.Side side) {
    return side == Check.Side.SOURCE ? source : target;
  }

  /** The selected objects that the source account can see. */
  List<SelectedObject> selected() throws SQLException {
    return selected.get();
  }

  private List<SelectedObject> readSelected() throws SQLException {
    List<SelectedObject> found = new ArrayList<>();
    try (Connection connection = source.connect()) {
      // One query per database, with "=": the servers look it up then, and scan for "in".
      for (DatabaseSelection selection : spec.objects()) {
        Set<String> wanted = new HashSet<>(selection.tables());
        for (Sql.Row row :
            Sql.rows(
                connection,
                "select table_name, table_type, engine from information_schema.tables"
                    + " where table_schema = ? order by table_name",
                selection.database())) {
          if (wanted.isEmpty() || wanted.contains(row.get(1))) {
            boolean view = row.orEmpty(2).toUpperCase(Locale.ROOT).contains("VIEW");
            found.add(new SelectedObject(selection, row.get(1), view, row.orEmpty(3)));
          }
        }
      }
    }
    return List.copyOf(found);
  }

  /** What the selected tables take at the source. */
  List<StoredTable> stored() throws SQLException {
    return stored.get();
  }

  /** The foreign keys of the selected tables. */
  List<ForeignKey> foreignKeys() throws SQLException {
    return foreignKeys.get();
  }

  /** The triggers of the selected tables; none where they are not moved. */
  List<Trigger> triggers() throws SQLException {
    return spec.stages().structure() ? triggers.get() : List.of();
  }

  /** Whether the job moves this table, be it there or not. */
  boolean isSelected(String database, String table) {
    Set<String> tables = selectedTables.get(database);
    return tables != null && (tables.isEmpty() || tables.contains(table));
  }

  /**
   * Asks the source about each selected database, and keeps the rows that are about moved tables.
   *
   * @param sql takes the database's name as its parameter, and gives back its name and the table's
   *     as its first columns
   */
  List<Sql.Row> ofSelectedTables(String sql) throws SQLException {
    List<Sql.Row> found = new ArrayList<>();
    try (Connection connection = source.connect()) {
      for (DatabaseSelection selection : spec.objects()) {
        for (Sql.Row row : Sql.rows(connection, sql, selection.database())) {
          // Not by the server's name for the database, whose case may be another.
          if (isSelected(selection.database(), row.get(2))) {
            found.add(row);
          }
        }
      }
    }
    return found;
  }

  /** Selected objects whose name is taken at the target; {@code view} tells what is there. */
  List<SelectedObject> takenAtTarget() throws SQLException {
    List<SelectedObject> taken = new ArrayList<>();
    try (Connection connection = target.connect()) {
      boolean caseMatters =
          Sql.value(connection, "select @@lower_case_table_names").orElse("0").equals("0");
      for (DatabaseSelection selection : spec.objects()) {
        Set<String> tables = new HashSet<>();
        Set<String> views = new HashSet<>();
        for (Sql.Row row :
            Sql.rows(
                connection,
                "select table_name, table_type from information_schema.tables"
                    + " where table_schema = ?",
                selection.targetDatabase())) {
          (row.get(2).contains("VIEW") ? views : tables).add(folded(row.get(1), caseMatters));
        }
        for (SelectedObject object : selected()) {
          String name = folded(object.name(), caseMatters);
          if (object.of().equals(selection) && (tables.contains(name) || views.contains(name))) {
            taken.add(
                new SelectedObject(
                    selection, object.name(), views.contains(name), object.engine()));
          }
        }
      }
    }
    return taken;
  }

  private static String folded(String name, boolean caseMatters) {
    return caseMatters ? name : name.toLowerCase(Locale.ROOT);
  }
}
