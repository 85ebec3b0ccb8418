package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.engine.MovedObject.Kind;
import io.tidegate.sandbox.engine.binlog.LoggedStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The tables whose changes a job applies, by their names at the source. */
final class FollowedTables {
  private final Map<LoggedStatement.Table, FollowedTable> tables;

  private FollowedTables(Map<LoggedStatement.Table, FollowedTable> tables) {
    this.tables = tables;
  }

  static FollowedTables read(JobContext context, Connection target) throws SQLException {
    Map<LoggedStatement.Table, FollowedTable> tables = new HashMap<>();
    for (MovedObject object : context.store().objects(context.job())) {
      if (object.kind() == Kind.TABLE) {
        tables.put(
            new LoggedStatement.Table(object.sourceDatabase(), object.name()),
            FollowedTable.read(
                object,
                context.store().ddl(context.job(), object),
                !context.store().isExisting(context.job(), object),
                target));
      }
    }
    return new FollowedTables(tables);
  }

  boolean contains(String database, String table) {
    return tables.containsKey(new LoggedStatement.Table(database, table));
  }

  FollowedTable find(String database, String table) {
    return Objects.requireNonNull(tables.get(new LoggedStatement.Table(database, table)));
  }

  /** Those that the statement names. Servers differ in whether case matters; here it does not. */
  List<FollowedTable> touchedBy(LoggedStatement statement) {
    return tables.values().stream().filter(table -> touches(statement, table.object())).toList();
  }

  private static boolean touches(LoggedStatement statement, MovedObject object) {
    return statement.databases().stream().anyMatch(object.sourceDatabase()::equalsIgnoreCase)
        || statement.tables().stream()
            .anyMatch(
                table ->
                    table.database().equalsIgnoreCase(object.sourceDatabase())
                        && table.name().equalsIgnoreCase(object.name()));
  }
}
