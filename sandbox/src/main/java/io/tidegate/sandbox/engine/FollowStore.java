package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.core.Engine.Following;
import io.tidegate.sandbox.core.Engine.StageProgress.State;
import io.tidegate.sandbox.core.Metadatabase;
import io.tidegate.sandbox.engine.PositionTable.Applied;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * How far jobs have followed, for those who ask. The truth is the {@link PositionTable}; this comes
 * a moment after it.
 */
final class FollowStore {
  private static final int KNOWN_NOTHING = -1;

  private final MetaSql sql;

  FollowStore(Metadatabase metadatabase) {
    this.sql = new MetaSql(metadatabase);
    sql.update(
        "create table if not exists engine_follow (job text primary key,"
            + " state text not null default 'NOT_STARTED', error text not null default '',"
            + " checkpoint text not null default '', second integer not null default -1,"
            + " caught_up integer not null default 0, inserted integer not null default 0,"
            + " updated integer not null default 0, deleted integer not null default 0)");
    // A table of its own, which a metadatabase of an earlier version gets too.
    sql.update("create table if not exists engine_follow_level (job text primary key)");
  }

  void enter(String job, State state, String error) {
    sql.update("insert or ignore into engine_follow (job) values (?)", job);
    sql.update(
        "update engine_follow set state = ?, error = ?, caught_up = 0 where job = ?",
        state.name(),
        error,
        job);
  }

  State state(String job) {
    return sql
        .rows(
            row -> State.valueOf(row.getString(1)),
            "select state from engine_follow where job = ?",
            job)
        .stream()
        .findFirst()
        .orElse(State.NOT_STARTED);
  }

  /**
   * @param second up to when, by this machine's clock
   * @param caughtUp whether that is everything that the source has logged
   */
  void applied(String job, Applied applied, long second, boolean caughtUp) {
    sql.update(
        "update engine_follow set checkpoint = ?, second = ?, caught_up = ?, inserted = ?,"
            + " updated = ?, deleted = ? where job = ?",
        applied.position().toString(),
        second,
        caughtUp ? 1 : 0,
        applied.inserted(),
        applied.updated(),
        applied.deleted(),
        job);
  }

  /** The following has come to its last snapshot: from here on no change is applied any more. */
  void level(String job) {
    sql.update("insert or ignore into engine_follow_level (job) values (?)", job);
  }

  boolean isLevel(String job) {
    return sql.isTrue("select count(*) from engine_follow_level where job = ?", job);
  }

  /** Nobody follows any more; how far behind the target is, grows. */
  void halted(String job) {
    sql.update("update engine_follow set caught_up = 0 where job = ?", job);
  }

  static Following read(Connection metadatabase, String job) throws SQLException {
    try (PreparedStatement statement =
        metadatabase.prepareStatement(
            "select state, error, checkpoint, second, caught_up, inserted, updated, deleted"
                + " from engine_follow where job = ?")) {
      statement.setString(1, job);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Following.NOT_STARTED;
        }
        State state = State.valueOf(row.getString(1));
        long second = row.getLong(4);
        boolean known = second != KNOWN_NOTHING;
        return new Following(
            state,
            known ? lag(state, second, row.getInt(5) == 1) : KNOWN_NOTHING,
            row.getString(3),
            known ? Instant.ofEpochSecond(second) : null,
            row.getLong(6),
            row.getLong(7),
            row.getLong(8),
            row.getString(2));
      }
    }
  }

  private static long lag(State state, long second, boolean caughtUp) {
    boolean nothingLeft = caughtUp || state == State.FINISHED;
    return nothingLeft ? 0 : Math.max(0, Instant.now().getEpochSecond() - second);
  }
}
