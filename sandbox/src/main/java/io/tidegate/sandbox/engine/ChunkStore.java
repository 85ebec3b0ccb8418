package io.tidegate.sandbox.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.sandbox.core.Metadatabase;
import java.util.List;

/** The checkpoints: how each table of a job is divided, and which of its chunks are loaded. */
final class ChunkStore {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private final MetaSql sql;

  ChunkStore(Metadatabase metadatabase) {
    this.sql = new MetaSql(metadatabase);
    sql.update(
        "create table if not exists engine_chunk (job text not null, ordinal integer not null,"
            + " number integer not null, after_key text not null, up_to_key text not null,"
            + " row_count integer not null default -1, primary key (job, ordinal, number))");
  }

  /** Stores how a table is divided. From here on its chunks never change. */
  void planned(String job, MovedObject object, List<KeyRange> ranges, long sourceRows) {
    sql.transaction(
        connection -> {
          for (int i = 0; i < ranges.size(); i++) {
            MetaSql.update(
                connection,
                "insert into engine_chunk (job, ordinal, number, after_key, up_to_key)"
                    + " values (?, ?, ?, ?, ?)",
                job,
                object.ordinal(),
                i,
                json(ranges.get(i).after()),
                json(ranges.get(i).upTo()));
          }
          return MetaSql.update(
              connection,
              "update engine_object set planned = 1, source_rows = ? where job = ? and ordinal = ?",
              sourceRows,
              job,
              object.ordinal());
        });
  }

  /** Forgets how tables are divided and what of them is loaded. */
  void forget(String job) {
    sql.transaction(
        connection -> {
          MetaSql.update(connection, "delete from engine_chunk where job = ?", job);
          return MetaSql.update(
              connection,
              "update engine_object set planned = 0, source_rows = -1, loaded_rows = 0,"
                  + " target_rows = -1, verified = 0 where job = ?",
              job);
        });
  }

  boolean isPlanned(String job, MovedObject object) {
    return sql.isTrue(
        "select planned from engine_object where job = ? and ordinal = ?", job, object.ordinal());
  }

  List<Chunk> chunks(String job, MovedObject object) {
    return sql.rows(
        row ->
            new Chunk(
                row.getInt(1),
                new KeyRange(texts(row.getString(2)), texts(row.getString(3))),
                row.getLong(4)),
        "select number, after_key, up_to_key, row_count from engine_chunk"
            + " where job = ? and ordinal = ? order by number",
        job,
        object.ordinal());
  }

  /** The checkpoint: called after the chunk's rows were committed at the target. */
  void loaded(String job, MovedObject object, Chunk chunk, long rows) {
    sql.transaction(
        connection -> {
          int changed =
              MetaSql.update(
                  connection,
                  "update engine_chunk set row_count = ?"
                      + " where job = ? and ordinal = ? and number = ? and row_count < 0",
                  rows,
                  job,
                  object.ordinal(),
                  chunk.number());
          return MetaSql.update(
              connection,
              "update engine_object set loaded_rows = loaded_rows + ?"
                  + " where job = ? and ordinal = ?",
              changed * rows,
              job,
              object.ordinal());
        });
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
