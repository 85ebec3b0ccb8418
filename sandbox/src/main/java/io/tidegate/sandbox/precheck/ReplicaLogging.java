package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.database.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** If the source is a replica itself, is what it replicates in its own log? */
final class ReplicaLogging {
  private static final int NOT_A_COMMAND = 1064;
  private static final int ACCESS_DENIED = 1227;

  private ReplicaLogging() {}

  /** Empty where the server does not know the switch. */
  static Optional<Answer> ask(Inspection inspection) throws SQLException {
    Server source = inspection.source();
    Optional<Boolean> logs = source.isOn("log_slave_updates");
    if (logs.isEmpty()) {
      logs = source.isOn("log_replica_updates");
    }
    return logs.isEmpty() ? Optional.empty() : Optional.of(ask(source, logs.get()));
  }

  private static Answer ask(Server source, boolean logs) throws SQLException {
    return logs || !isReplica(source)
        ? Answer.passed()
        : Answer.failed(
            "the source is a replica and does not log what it replicates",
            "log_slave_updates = OFF",
            "set log_slave_updates = ON in the source's option file and restart it");
  }

  private static boolean isReplica(Server source) throws SQLException {
    try {
      return !source.rows("show slave status").isEmpty();
    } catch (SQLException e) {
      return switch (e.getErrorCode()) {
        case NOT_A_COMMAND -> !source.rows("show replica status").isEmpty();
        // MariaDB wants SLAVE MONITOR for it, which the service does not; a running one shows here.
        case ACCESS_DENIED -> isReplicating(source);
        default -> throw e;
      };
    }
  }

  private static boolean isReplicating(Server source) throws SQLException {
    List<Sql.Row> running = source.rows("show global status like 'slaves_running'");
    return !running.isEmpty() && running.get(0).number(2) > 0;
  }
}
