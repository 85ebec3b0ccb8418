package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Do the target's databases take texts as the source's do? Those that are not there yet are made
 * with the source's character set.
 */
final class DatabaseCharsets {
  private DatabaseCharsets() {}

  static Answer ask(Inspection inspection) throws SQLException {
    List<String> told = new ArrayList<>();
    List<String> repairs = new ArrayList<>();
    for (DatabaseSelection selection : inspection.spec().objects()) {
      Optional<String> source = charset(inspection.source(), selection.database());
      Optional<String> target = charset(inspection.target(), selection.targetDatabase());
      if (source.isPresent() && target.isPresent() && !source.equals(target)) {
        told.add(
            selection.targetDatabase() + ": " + target.get() + ", at the source " + source.get());
        repairs.add(
            "ALTER DATABASE "
                + Sql.name(selection.targetDatabase())
                + " CHARACTER SET "
                + source.get()
                + ";");
      }
    }
    return told.isEmpty()
        ? Answer.passed()
        : Answer.failed(
            "databases have another character set at the target than at the source",
            Answer.list(told, "; "),
            "at the target: " + Answer.list(repairs, " "));
  }

  private static Optional<String> charset(Server server, String database) throws SQLException {
    return server
        .rows(
            "select default_character_set_name from information_schema.schemata"
                + " where schema_name = ?",
            database)
        .stream()
        // Newer servers have a longer name for it.
        .map(row -> row.get(1).equals("utf8mb3") ? "utf8" : row.get(1))
        .findFirst();
  }
}
