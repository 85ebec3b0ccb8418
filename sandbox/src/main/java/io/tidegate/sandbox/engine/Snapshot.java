package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.database.Servers;
import io.tidegate.sandbox.database.Sql;
import io.tidegate.sandbox.engine.binlog.LogPosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A view of the source's tables as they were at one position of its log. Lasts as long as the
 * transaction of the connection that it was taken on.
 */
record Snapshot(Connection source, LogPosition position) implements AutoCloseable {
  private static final int NOT_A_COMMAND = 1064;

  /**
   * @throws MoveFailure if the source writes no binary log
   */
  static Snapshot take(Lane lane, List<MovedObject> tables) throws SQLException {
    return lane.atSource(source -> take(lane.spec().source(), source, tables));
  }

  private static Snapshot take(Endpoint endpoint, Connection source, List<MovedObject> tables)
      throws SQLException {
    begin(source);
    Optional<LogPosition> position = ownPosition(source);
    if (position.isPresent()) {
      return new Snapshot(source, position.get());
    }
    Sql.run(source, "rollback");
    return takeLocked(endpoint, source, tables);
  }

  /** What the source's clock says, in seconds of Unix time. */
  static long second(Connection source) throws SQLException {
    return Sql.rows(source, "select unix_timestamp()").get(0).number(1);
  }

  /** MariaDB tells where in the log a consistent snapshot is. */
  static Optional<LogPosition> ownPosition(Connection source) throws SQLException {
    List<Sql.Row> status = Sql.rows(source, "show status like 'binlog_snapshot_%'");
    Optional<String> file = status(status, "binlog_snapshot_file");
    Optional<String> offset = status(status, "binlog_snapshot_position");
    return file.isPresent() && offset.isPresent()
        ? Optional.of(new LogPosition(file.get(), Long.parseLong(offset.get())))
        : Optional.empty();
  }

  private static Optional<String> status(List<Sql.Row> status, String name) {
    return status.stream()
        .filter(row -> row.get(1).equalsIgnoreCase(name))
        .map(row -> row.orEmpty(2))
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  /**
   * For servers that do not tell. While the tables are locked every transaction that wrote to them
   * is committed and logged, so that the log's end is the snapshot's position.
   */
  static Snapshot takeLocked(Endpoint endpoint, Connection source, List<MovedObject> tables)
      throws SQLException {
    try (Connection locking = Servers.connect(endpoint)) {
      if (!tables.isEmpty()) {
        Sql.run(
            locking,
            "lock tables "
                + tables.stream()
                    .map(t -> Sql.table(t.sourceDatabase(), t.name()) + " read")
                    .collect(Collectors.joining(", ")));
      }
      begin(source);
      return new Snapshot(source, endOfLog(locking));
    }
  }

  private static void begin(Connection source) throws SQLException {
    Sql.run(
        source,
        "set session transaction isolation level repeatable read",
        "start transaction with consistent snapshot");
  }

  private static LogPosition endOfLog(Connection source) throws SQLException {
    List<Sql.Row> status;
    try {
      status = Sql.rows(source, "show master status");
    } catch (SQLException e) {
      if (e.getErrorCode() != NOT_A_COMMAND) {
        throw e;
      }
      status = Sql.rows(source, "show binary log status");
    }
    if (status.isEmpty()) {
      throw new MoveFailure(
          "the source writes no binary log, which the incremental stage follows; set log_bin in"
              + " its option file and restart it");
    }
    return new LogPosition(status.get(0).get(1), status.get(0).number(2));
  }

  @Override
  public void close() throws SQLException {
    Sql.run(source, "rollback");
  }
}
