package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.core.Engine.Following;
import io.tidegate.sandbox.core.Engine.Progress;
import io.tidegate.sandbox.core.Engine.StageProgress;
import io.tidegate.sandbox.core.Engine.StageProgress.State;
import io.tidegate.sandbox.core.Engine.StructureObject;
import io.tidegate.sandbox.core.Engine.TableProgress;
import io.tidegate.sandbox.core.Metadatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads out of the engine's tables how far a job has got. */
final class ProgressReport {
  private static final StageProgress NOT_STARTED = new StageProgress(State.NOT_STARTED, 0, 0, "");

  private ProgressReport() {}

  static Progress read(Metadatabase metadatabase, String job) {
    return metadatabase.transaction(connection -> read(connection, job));
  }

  private static Progress read(Connection connection, String job) throws SQLException {
    StageProgress structure;
    StageProgress load;
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select structure, structure_error, load, load_error,"
                + " (select count(*) from engine_object o where o.job = j.job),"
                + " (select coalesce(sum(created), 0) from engine_object o where o.job = j.job),"
                + " (select coalesce(sum(loaded_rows), 0) from engine_object o"
                + "   where o.job = j.job),"
                // A table that was not counted yet is taken for as long as the source guesses.
                + " (select coalesce(sum(case when source_rows < 0 then estimated_rows"
                + "   else source_rows end), 0)"
                + "   from engine_object o where o.job = j.job and o.kind = 'TABLE')"
                + " from engine_job j where job = ?")) {
      statement.setString(1, job);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return new Progress(
              NOT_STARTED, NOT_STARTED, List.of(), List.of(), false, Following.NOT_STARTED);
        }
        structure =
            new StageProgress(
                State.valueOf(row.getString(1)), row.getLong(6), row.getLong(5), row.getString(2));
        load =
            new StageProgress(
                State.valueOf(row.getString(3)), row.getLong(7), row.getLong(8), row.getString(4));
      }
    }
    List<TableProgress> tables = tables(connection, job);
    boolean verified =
        load.state() == State.FINISHED && tables.stream().allMatch(TableProgress::verified);
    return new Progress(
        structure,
        load,
        objects(connection, job),
        tables,
        verified,
        FollowStore.read(connection, job));
  }

  private static List<StructureObject> objects(Connection connection, String job)
      throws SQLException {
    List<StructureObject> objects = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select kind, source_database || '.' || name, target_database || '.' || name, ddl"
                + " from engine_object where job = ? order by ordinal")) {
      statement.setString(1, job);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          objects.add(
              new StructureObject(
                  StructureObject.Kind.valueOf(rows.getString(1)),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getString(4)));
        }
      }
    }
    return objects;
  }

  private static List<TableProgress> tables(Connection connection, String job) throws SQLException {
    List<TableProgress> tables = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select source_database || '.' || name, target_database || '.' || name, source_rows,"
                + " case when target_rows < 0 then loaded_rows else target_rows end, verified"
                + " from engine_object where job = ? and kind = 'TABLE' order by ordinal")) {
      statement.setString(1, job);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          tables.add(
              new TableProgress(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getLong(3),
                  rows.getLong(4),
                  rows.getInt(5) == 1));
        }
      }
    }
    return tables;
  }
}
