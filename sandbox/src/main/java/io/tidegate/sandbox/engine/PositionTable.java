package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.database.Sql;
import io.tidegate.sandbox.engine.binlog.LogPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The job's one row at the target that says up to where the source's log is in its tables. It is
 * written in the transaction of the rows: whatever happens to the process, a change is in the
 * tables exactly if it is before this position.
 */
final class PositionTable {

  /**
   * @param second up to when, by the source's clock, in seconds of Unix time
   */
  record Applied(LogPosition position, long second, long inserted, long updated, long deleted) {}

  private final String database;
  private final String name;
  private final String table;

  PositionTable(String job, JobSpec spec) {
    this.database = spec.objects().get(0).targetDatabase();
    this.name = "tidegate_sandbox_position_" + job.replaceAll("\\W", "_");
    this.table = Sql.table(database, name);
  }

  /** Empty until the load is done. */
  Optional<Applied> read(Connection target) throws SQLException {
    boolean there =
        !Sql.rows(
                target,
                "select 1 from information_schema.tables where table_schema = ? and table_name = ?",
                database,
                name)
            .isEmpty();
    return there ? row(target, "") : Optional.empty();
  }

  private Optional<Applied> row(Connection target, String lock) throws SQLException {
    List<Sql.Row> rows =
        Sql.rows(
            target,
            "select log_file, log_offset, second, inserted, updated, deleted from " + table + lock);
    return rows.stream()
        .map(
            row ->
                new Applied(
                    new LogPosition(row.get(1), row.number(2)),
                    row.number(3),
                    row.number(4),
                    row.number(5),
                    row.number(6)))
        .findFirst();
  }

  /** Says that the load is done. */
  void create(Connection target, LogPosition position, long second) throws SQLException {
    Sql.run(
        target,
        "create table if not exists "
            + table
            + " (id tinyint not null primary key, log_file varchar(255) not null,"
            + " log_offset bigint not null, second bigint not null, inserted bigint not null,"
            + " updated bigint not null, deleted bigint not null) engine = InnoDB");
    try (PreparedStatement insert =
        target.prepareStatement("insert into " + table + " values (1, ?, ?, ?, 0, 0, 0)")) {
      insert.setString(1, position.file());
      insert.setLong(2, position.offset());
      insert.setLong(3, second);
      insert.executeUpdate();
    }
  }

  /**
   * Takes the row for this transaction; waits for another that has it, of a process that was killed
   * and whose commit is on its way.
   *
   * @return whether it says what we think it says
   */
  boolean lock(Connection target, LogPosition expected) throws SQLException {
    return row(target, " for update").filter(a -> a.position().equals(expected)).isPresent();
  }

  void store(Connection target, Applied applied) throws SQLException {
    try (PreparedStatement update =
        target.prepareStatement(
            "update "
                + table
                + " set log_file = ?, log_offset = ?, second = ?, inserted = ?, updated = ?,"
                + " deleted = ?")) {
      update.setString(1, applied.position().file());
      update.setLong(2, applied.position().offset());
      update.setLong(3, applied.second());
      update.setLong(4, applied.inserted());
      update.setLong(5, applied.updated());
      update.setLong(6, applied.deleted());
      update.executeUpdate();
    }
  }

  void drop(Connection target) throws SQLException {
    Bookkeeping.dropIfThere(target, table);
  }
}
