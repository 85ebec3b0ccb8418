package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.database.Sql;
import io.tidegate.sandbox.engine.EngineStore.Listed;
import io.tidegate.sandbox.engine.MovedObject.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds what a job moves. */
final class ObjectLister {
  private static final long BATCH_BYTES = 4 << 20;
  private static final long MOST_BATCH_ROWS = 2000;

  private ObjectLister() {}

  /**
   * @throws MoveFailure if something selected is not there, cannot be moved, or two objects would
   *     get the same name
   */
  static List<Listed> list(JobSpec spec, Connection source) throws SQLException {
    List<Listed> found = new ArrayList<>();
    Set<String> targets = new HashSet<>();
    for (DatabaseSelection selection : spec.objects()) {
      List<Listed> ofDatabase = list(selection, source);
      ofDatabase.sort(Comparator.comparing((Listed listed) -> listed.object().kind()));
      found.addAll(ofDatabase);
    }
    List<Listed> numbered = new ArrayList<>();
    // Views may read the tables of another database, so all tables come before the first view.
    found.sort(Comparator.comparing((Listed listed) -> listed.object().kind()));
    for (Listed listed : found) {
      if (!targets.add(listed.object().targetName())) {
        throw new MoveFailure(
            "two selected objects would both become "
                + listed.object().targetName()
                + "; give their databases different target names");
      }
      numbered.add(numbered(listed, numbered.size()));
    }
    return numbered;
  }

  private static Listed numbered(Listed listed, int ordinal) {
    MovedObject o = listed.object();
    return new Listed(
        new MovedObject(
            ordinal, o.kind(), o.sourceDatabase(), o.targetDatabase(), o.name(), o.batchRows()),
        listed.estimatedRows());
  }

  private static List<Listed> list(DatabaseSelection selection, Connection source)
      throws SQLException {
    Set<String> missing = new HashSet<>(selection.tables());
    List<Listed> found = new ArrayList<>();
    for (Sql.Row row :
        Sql.rows(
            source,
            "select table_name, table_type, coalesce(table_rows, 0), coalesce(avg_row_length, 0)"
                + " from information_schema.tables where table_schema = ? order by table_name",
            selection.database())) {
      String name = row.get(1);
      if (selection.tables().isEmpty() || missing.remove(name)) {
        long batch =
            Math.max(1, Math.min(MOST_BATCH_ROWS, BATCH_BYTES / Math.max(1, row.number(4))));
        MovedObject object =
            new MovedObject(
                0,
                kind(selection.database() + "." + name, row.orEmpty(2)),
                selection.database(),
                selection.targetDatabase(),
                name,
                (int) batch);
        found.add(new Listed(object, row.number(3)));
      }
    }
    if (!missing.isEmpty()) {
      throw new MoveFailure(
          "selected objects do not exist at the source, or its account cannot see them: "
              + selection.database()
              + "."
              + String.join(", " + selection.database() + ".", missing.stream().sorted().toList()));
    }
    return found;
  }

  private static Kind kind(String name, String type) {
    return switch (type.toUpperCase(Locale.ROOT)) {
      case "BASE TABLE" -> Kind.TABLE;
      case "VIEW", "SYSTEM VIEW" -> Kind.VIEW;
      case "SEQUENCE" -> Kind.SEQUENCE;
      default ->
          throw new MoveFailure(
              name + " is a " + type + ", which cannot be moved whole; leave it out");
    };
  }
}
