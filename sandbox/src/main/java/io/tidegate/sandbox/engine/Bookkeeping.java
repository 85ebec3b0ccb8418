package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.database.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The job's table in a target database, which says which objects there are ours and which chunks
 * are in them. It is written in the transaction that writes a chunk's rows: whatever happens to the
 * process, a chunk is in the table exactly if it is in here. Dropped when the job has finished.
 */
final class Bookkeeping {
  static final int DUPLICATE_KEY = 1062;
  private static final int UNKNOWN_DATABASE = 1049;
  private static final int OBJECT_ITSELF = -1;

  /** What is known of an object or chunk. */
  enum State {
    /** We are creating the object, or have; nobody had it before. */
    OURS,
    /** The object was there before us. */
    THEIRS,
    /** Rows of the chunk are being written to a table that cannot roll back. */
    BEGUN,
    /** All rows of the chunk are in the table. */
    LOADED
  }

  /** An entry of the table. */
  record Entry(State state, long rows) {}

  private final String table;

  Bookkeeping(String job, String targetDatabase) {
    this.table =
        Sql.table(targetDatabase, "tidegate_sandbox_progress_" + job.replaceAll("\\W", "_"));
  }

  void create(Connection target) throws SQLException {
    Sql.run(
        target,
        "create table if not exists "
            + table
            + " (object varchar(64) character set utf8mb4 collate utf8mb4_bin not null,"
            + " chunk int not null, state varchar(10) character set ascii not null,"
            + " row_count bigint not null, content varchar(70) character set ascii not null"
            + " default '', primary key (object, chunk)) engine = InnoDB");
  }

  /** Forgets which chunks there are in the object. */
  void forgetChunks(Connection target, String object) throws SQLException {
    try (PreparedStatement statement =
        target.prepareStatement(
            "delete from " + table + " where object = ? and chunk <> " + OBJECT_ITSELF)) {
      statement.setString(1, object);
      statement.executeUpdate();
    }
  }

  void drop(Connection target) throws SQLException {
    dropIfThere(target, table);
  }

  /** Does nothing if somebody dropped it before, be it with its database. */
  static void dropIfThere(Connection target, String table) throws SQLException {
    try {
      Sql.run(target, "drop table if exists " + table);
    } catch (SQLException e) {
      if (e.getErrorCode() != UNKNOWN_DATABASE) {
        throw e;
      }
    }
  }

  Optional<State> owner(Connection target, String object) throws SQLException {
    return entry(target, object, OBJECT_ITSELF).map(Entry::state);
  }

  void claim(Connection target, String object, State owner) throws SQLException {
    insert(target, object, OBJECT_ITSELF, new Entry(owner, 0));
  }

  Optional<Entry> chunk(Connection target, String object, int chunk) throws SQLException {
    return entry(target, object, chunk);
  }

  /**
   * @throws SQLException with {@link #DUPLICATE_KEY} if the chunk has an entry; waits for another
   *     transaction that is about to write one
   */
  void insert(Connection target, String object, int chunk, Entry entry) throws SQLException {
    try (PreparedStatement statement =
        target.prepareStatement(
            "insert into " + table + " (object, chunk, state, row_count) values (?, ?, ?, ?)")) {
      statement.setString(1, object);
      statement.setInt(2, chunk);
      statement.setString(3, entry.state().name());
      statement.setLong(4, entry.rows());
      statement.executeUpdate();
    }
  }

  void update(Connection target, String object, int chunk, Entry entry) throws SQLException {
    try (PreparedStatement statement =
        target.prepareStatement(
            "update " + table + " set state = ?, row_count = ? where object = ? and chunk = ?")) {
      statement.setString(1, entry.state().name());
      statement.setLong(2, entry.rows());
      statement.setString(3, object);
      statement.setInt(4, chunk);
      statement.executeUpdate();
    }
  }

  /** Keeps which rows a chunk has brought; to be called in the transaction that brings them. */
  void keep(Connection target, String object, int chunk, Content content) throws SQLException {
    try (PreparedStatement statement =
        target.prepareStatement(
            "update " + table + " set content = ? where object = ? and chunk = ?")) {
      statement.setString(1, content.text());
      statement.setString(2, object);
      statement.setInt(3, chunk);
      statement.executeUpdate();
    }
  }

  /** The rows that were {@linkplain #keep kept} of an object's chunks. */
  Content content(Connection target, String object) throws SQLException {
    return Sql.rows(
            target, "select content from " + table + " where object = ? and content <> ''", object)
        .stream()
        .map(row -> Content.parse(row.get(1)))
        .reduce(Content.NONE, Content::plus);
  }

  private Optional<Entry> entry(Connection target, String object, int chunk) throws SQLException {
    List<Sql.Row> rows =
        Sql.rows(
            target,
            "select state, row_count from " + table + " where object = ? and chunk = " + chunk,
            object);
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new Entry(State.valueOf(rows.get(0).get(1)), rows.get(0).number(2)));
  }
}
