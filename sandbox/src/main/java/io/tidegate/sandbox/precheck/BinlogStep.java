package io.tidegate.sandbox.precheck;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Does the source keep a log of its changes that can be followed row by row? */
final class BinlogStep implements Step {
  @Override
  public String code() {
    return "BinlogParamCheck";
  }

  @Override
  public List<Question> questions() {
    return List.of(
        Question.of("log_bin", "it is on at the source", new BinlogOnCheck()::ask),
        Question.of("binlog_format", "it is ROW at the source", new BinlogModeCheck()::ask),
        Question.of("binlog_row_image", "it is FULL at the source", new BinlogRowImageCheck()::ask),
        Question.where("gtid_mode", "it is ON at the source", BinlogStep::gtidMode),
        Question.of("server_id", "it was set at the source, and not to 0", ServerIdOrigin::ask),
        Question.where(
            "binlog_do_db, binlog_ignore_db",
            "the source's log leaves no database out",
            LoggedDatabases::ask),
        Question.where(
            "log_slave_updates",
            "a source that is a replica itself logs what it replicates",
            ReplicaLogging::ask),
        Question.of(
            "kept binary logs",
            "the source keeps its logs for three days",
            new BinlogExistsCheck(Duration.ofDays(3))::ask));
  }

  /** MariaDB always has GTIDs, and no mode. */
  private static Optional<Answer> gtidMode(Inspection inspection) throws SQLException {
    return inspection.source().variable("gtid_mode").map(BinlogStep::gtidMode);
  }

  static Answer gtidMode(String value) {
    String detail = "gtid_mode = " + value;
    return switch (value) {
      case "ON" -> Answer.passed();
      case "OFF" ->
          Answer.warning(
              "the source gives its transactions no GTID; a failover breaks the position",
              detail,
              "SET GLOBAL enforce_gtid_consistency = ON; then set gtid_mode step by step, from"
                  + " OFF_PERMISSIVE over ON_PERMISSIVE to ON");
      default ->
          Answer.failed(
              "the source is half way between transactions with and without a GTID",
              detail,
              "take the remaining steps: SET GLOBAL gtid_mode = 'ON_PERMISSIVE'; SET GLOBAL"
                  + " gtid_mode = 'ON'; or go back to 'OFF'");
    };
  }
}
