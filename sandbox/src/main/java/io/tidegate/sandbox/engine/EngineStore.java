package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.core.Engine.StageProgress.State;
import io.tidegate.sandbox.core.Metadatabase;
import java.util.List;

/** The engine's jobs in the metadatabase: what they move, and how far they have got. */
final class EngineStore {

  /** The two stages of a job that have a state. */
  enum Stage {
    STRUCTURE,
    LOAD;

    String column() {
      return this == STRUCTURE ? "structure" : "load";
    }
  }

  private final MetaSql sql;
  private final ChunkStore chunks;
  private final FollowStore follow;

  EngineStore(Metadatabase metadatabase) {
    this.sql = new MetaSql(metadatabase);
    this.chunks = new ChunkStore(metadatabase);
    this.follow = new FollowStore(metadatabase);
    sql.update(
        "create table if not exists engine_job (job text primary key,"
            + " listed integer not null default 0,"
            + " structure text not null default 'NOT_STARTED',"
            + " structure_error text not null default '',"
            + " load text not null default 'NOT_STARTED',"
            + " load_error text not null default '')");
    sql.update(
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
  }

  ChunkStore chunks() {
    return chunks;
  }

  FollowStore follow() {
    return follow;
  }

  void open(String job) {
    sql.update("insert or ignore into engine_job (job) values (?)", job);
  }

  void enter(String job, Stage stage, State state, String error) {
    String column = stage.column();
    sql.update(
        "update engine_job set " + column + " = ?, " + column + "_error = ? where job = ?",
        state.name(),
        error,
        job);
  }

  State state(String job, Stage stage) {
    List<State> states =
        sql.rows(
            row -> State.valueOf(row.getString(1)),
            "select " + stage.column() + " from engine_job where job = ?",
            job);
    return states.isEmpty() ? State.NOT_STARTED : states.get(0);
  }

  /** An object with the rows that the source guesses it has. */
  record Listed(MovedObject object, long estimatedRows) {}

  /** Stores what the job moves; once, so that a later launch moves the same. */
  void list(String job, List<Listed> objects) {
    sql.transaction(
        connection -> {
          for (Listed listed : objects) {
            MovedObject object = listed.object();
            MetaSql.update(
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
          return MetaSql.update(connection, "update engine_job set listed = 1 where job = ?", job);
        });
  }

  boolean isListed(String job) {
    return sql.isTrue("select listed from engine_job where job = ?", job);
  }

  List<MovedObject> objects(String job) {
    return sql.rows(
        row ->
            new MovedObject(
                row.getInt(1),
                MovedObject.Kind.valueOf(row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getInt(6)),
        "select ordinal, kind, source_database, target_database, name, batch_rows"
            + " from engine_object where job = ? order by ordinal",
        job);
  }

  /**
   * @param ddl the statement that the object was created with at the source
   * @param existing whether it was there before the job and belongs to somebody else
   */
  void created(String job, MovedObject object, String ddl, boolean existing) {
    sql.update(
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

  /** What {@link #created} was told. */
  String ddl(String job, MovedObject object) {
    return sql.rows(
            row -> row.getString(1),
            "select ddl from engine_object where job = ? and ordinal = ?",
            job,
            object.ordinal())
        .get(0);
  }

  void verified(String job, MovedObject object, long sourceRows, long targetRows) {
    sql.update(
        "update engine_object set verified = 1, source_rows = ?, target_rows = ?"
            + " where job = ? and ordinal = ?",
        sourceRows,
        targetRows,
        job,
        object.ordinal());
  }

  boolean isVerified(String job, MovedObject object) {
    return flag("verified", job, object);
  }

  private boolean flag(String column, String job, MovedObject object) {
    return sql.isTrue(
        "select " + column + " from engine_object where job = ? and ordinal = ?",
        job,
        object.ordinal());
  }
}
