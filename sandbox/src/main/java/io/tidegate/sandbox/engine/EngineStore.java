package io.tidegate.sandbox.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.sandbox.core.Engine.StageProgress.State;
import io.tidegate.sandbox.core.Metadatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The engine's tables in the metadatabase: what a job moves, and how far it has got. */
final class EngineStore {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  /** The two stages of a job that have a state. */
  enum Stage {
    STRUCTURE,
    LOAD;

    String column() {
      return this == STRUCTURE ? "structure" : "load";
    }
  }

  private final Metadatabase metadatabase;

  EngineStore(Metadatabase metadatabase) {
    this.metadatabase = metadatabase;
    metadatabase.transaction(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute(
                "create table if not exists engine_job (job text primary key,"
                    + " listed integer not null default 0,"
                    + " structure text not null default 'NOT_STARTED',"
                    + " structure_error text not null default '',"
                    + " load text not null default 'NOT_STARTED',"
                    + " load_error text not null default '')");
            statement.execute(
                "create table if not exists engine_object (job text not null,"
                    + " ordinal integer not null, kind text not null,"
                    + " source_database text not null, target_database text not null,"
                    + " name text not null, batch_rows integer not null,"
                    + " estimated_rows integer not null, ddl text not null default '',"
                    + " existing integer not null default 0, created integer not null default 0,"
                    + " planned integer not null default 0,"
                    + " source_rows integer not null default -1,"
                    + " loaded_rows integer not null default 0,"
                    + " target_rows integer not null default -1,"
                    + " verified integer not null default 0, primary key (job, ordinal))");
            statement.execute(
                "create table if not exists engine_chunk (job text not null,"
                    + " ordinal integer not null, number integer not null,"
                    + " after_key text not null, up_to_key text not null,"
                    + " row_count integer not null default -1,"
                    + " primary key (job, ordinal, number))");
          }
          return 0;
        });
  }

  void open(String job) {
    update("insert or ignore into engine_job (job) values (?)", job);
  }

  void enter(String job, Stage stage, State state, String error) {
    update(
        "update engine_job set "
            + stage.column()
            + " = ?, "
            + stage.column()
            + "_error = ? where job = ?",
        state.name(),
        error,
        job);
  }

  State state(String job, Stage stage) {
    return metadatabase.transaction(
        connection -> {
          try (PreparedStatement statement =
                  prepare(
                      connection,
                      "select " + stage.column() + " from engine_job where job = ?",
                      job);
              ResultSet rows = statement.executeQuery()) {
            return rows.next() ? State.valueOf(rows.getString(1)) : State.NOT_STARTED;
          }
        });
  }

  /** An object with the rows that the source guesses it has. */
  record Listed(MovedObject object, long estimatedRows) {}

  /** Stores what the job moves; once, so that a later launch moves the same. */
  void list(String job, List<Listed> objects) {
    metadatabase.transaction(
        connection -> {
          for (Listed listed : objects) {
            MovedObject object = listed.object();
            execute(
                connection,
                "insert into engine_object (job, ordinal, kind, source_database, target_database,"
                    + " name, batch_rows, estimated_rows) values (?, ?, ?, ?, ?, ?, ?, ?)",
                job,
                object.ordinal(),
                object.kind().name(),
                object.sourceDatabase(),
                object.targetDatabase(),
                object.name(),
                object.batchRows(),
                listed.estimatedRows());
          }
          return execute(connection, "update engine_job set listed = 1 where job = ?", job);
        });
  }

  boolean isListed(String job) {
    return number("select listed from engine_job where job = ?", job) == 1;
  }

  List<MovedObject> objects(String job) {
    return metadatabase.transaction(
        connection -> {
          List<MovedObject> objects = new ArrayList<>();
          try (PreparedStatement statement =
                  prepare(
                      connection,
                      "select ordinal, kind, source_database, target_database, name, batch_rows"
                          + " from engine_object where job = ? order by ordinal",
                      job);
              ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              objects.add(
                  new MovedObject(
                      rows.getInt(1),
                      MovedObject.Kind.valueOf(rows.getString(2)),
                      rows.getString(3),
                      rows.getString(4),
                      rows.getString(5),
                      rows.getInt(6)));
            }
          }
          return objects;
        });
  }

  /**
   * @param existing whether it was there before the job and belongs to somebody else
   */
  void created(String job, MovedObject object, String ddl, boolean existing) {
    update(
        "update engine_object set created = 1, ddl = ?, existing = ? where job = ? and ordinal = ?",
        ddl,
        existing ? 1 : 0,
        job,
        object.ordinal());
  }

  boolean isCreated(String job, MovedObject object) {
    return flag("created", job, object);
  }

  boolean isExisting(String job, MovedObject object) {
    return flag("existing", job, object);
  }

  boolean isPlanned(String job, MovedObject object) {
    return flag("planned", job, object);
  }

  boolean isVerified(String job, MovedObject object) {
    return flag("verified", job, object);
  }

  /** The statement that the object was created with at the source. */
  String ddl(String job, MovedObject object) {
    return metadatabase.transaction(
        connection -> {
          try (PreparedStatement statement =
                  prepare(
                      connection,
                      "select ddl from engine_object where job = ? and ordinal = ?",
                      job,
                      object.ordinal());
              ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getString(1) : "";
          }
        });
  }

  /** Stores how a table is divided. From here on its chunks never change. */
  void planned(String job, MovedObject object, List<KeyRange> ranges, long sourceRows) {
    metadatabase.transaction(
        connection -> {
          for (int i = 0; i < ranges.size(); i++) {
            execute(
                connection,
                "insert into engine_chunk (job, ordinal, number, after_key, up_to_key)"
                    + " values (?, ?, ?, ?, ?)",
                job,
                object.ordinal(),
                i,
                json(ranges.get(i).after()),
                json(ranges.get(i).upTo()));
          }
          return execute(
              connection,
              "update engine_object set planned = 1, source_rows = ? where job = ? and ordinal = ?",
              sourceRows,
              job,
              object.ordinal());
        });
  }

  List<Chunk> chunks(String job, MovedObject object) {
    return metadatabase.transaction(
        connection -> {
          List<Chunk> chunks = new ArrayList<>();
          try (PreparedStatement statement =
                  prepare(
                      connection,
                      "select number, after_key, up_to_key, row_count from engine_chunk"
                          + " where job = ? and ordinal = ? order by number",
                      job,
                      object.ordinal());
              ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              KeyRange range = new KeyRange(texts(rows.getString(2)), texts(rows.getString(3)));
              chunks.add(new Chunk(rows.getInt(1), range, rows.getLong(4)));
            }
          }
          return chunks;
        });
  }

  /** The checkpoint: called after the chunk's rows were committed at the target. */
  void loaded(String job, MovedObject object, Chunk chunk, long rows) {
    metadatabase.transaction(
        connection -> {
          int changed =
              execute(
                  connection,
                  "update engine_chunk set row_count = ?"
                      + " where job = ? and ordinal = ? and number = ? and row_count < 0",
                  rows,
                  job,
                  object.ordinal(),
                  chunk.number());
          return execute(
              connection,
              "update engine_object set loaded_rows = loaded_rows + ?"
                  + " where job = ? and ordinal = ?",
              changed * rows,
              job,
              object.ordinal());
        });
  }

  void verified(String job, MovedObject object, long sourceRows, long targetRows) {
    update(
        "update engine_object set verified = 1, source_rows = ?, target_rows = ?"
            + " where job = ? and ordinal = ?",
        sourceRows,
        targetRows,
        job,
        object.ordinal());
  }

  private boolean flag(String column, String job, MovedObject object) {
    return number(
            "select " + column + " from engine_object where job = ? and ordinal = ?",
            job,
            object.ordinal())
        == 1;
  }

  private long number(String sql, Object... parameters) {
    return metadatabase.transaction(
        connection -> {
          try (PreparedStatement statement = prepare(connection, sql, parameters);
              ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0L;
          }
        });
  }

  private void update(String sql, Object... parameters) {
    metadatabase.transaction(connection -> execute(connection, sql, parameters));
  }

  private static int execute(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  /** The caller closes it. */
  private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  private static String json(List<String> texts) {
    try {
      return JSON.writeValueAsString(texts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> texts(String json) {
    try {
      return JSON.readValue(json, TEXTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
