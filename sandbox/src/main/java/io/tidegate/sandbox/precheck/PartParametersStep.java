package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.database.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Are some settings as a load needs them, and is the source not busy with long statements?
 *
 * @param lengthy from when on a statement is long
 */
record PartParametersStep(Duration lengthy) implements Step {
  static final Duration LENGTHY = Duration.ofSeconds(60);

  private static final long SMALLEST_PACKET = 4L << 20;
  private static final long SHORTEST_TIMEOUT = 10;

  @Override
  public String code() {
    return "SimpleParamCheck";
  }

  @Override
  public List<Question> questions() {
    return List.of(
        Question.of(
            "row_format",
            "no selected table has the row format FIXED",
            PartParametersStep::rowFormat),
        Question.of(
            "lower_case_table_names",
            "it is the same at source and target",
            PartParametersStep::letterCase),
        Question.where(
            "max_allowed_packet", "it is at least 4 MB at the target", PartParametersStep::packet),
        Question.where(
            "connect_timeout",
            "it is above 10 seconds at the source",
            PartParametersStep::connectTimeout),
        Question.of(
            "long statements", "no long statement runs at the source", this::longStatements));
  }

  private static Answer rowFormat(Inspection inspection) throws SQLException {
    List<String> fixed =
        inspection.stored().stream()
            .filter(table -> table.rowFormat().equalsIgnoreCase("FIXED"))
            .map(StoredTable::name)
            .toList();
    return fixed.isEmpty()
        ? Answer.passed()
        : Answer.failed(
            "selected tables have the row format FIXED",
            Answer.list(fixed, ", "),
            "ALTER TABLE ... ROW_FORMAT = DYNAMIC; where that is not enough, ENGINE = InnoDB too",
            fixed);
  }

  static Answer letterCase(Inspection inspection) throws SQLException {
    String source = inspection.source().variable("lower_case_table_names").orElse("0");
    String target = inspection.target().variable("lower_case_table_names").orElse("0");
    return source.equals(target)
        ? Answer.passed()
        : Answer.failed(
            "source and target treat upper and lower case in names differently",
            "lower_case_table_names = " + source + " at the source, " + target + " at the target",
            "make the target anew with lower_case_table_names = " + source + " in its option file");
  }

  static Optional<Answer> packet(Inspection inspection) throws SQLException {
    return inspection
        .target()
        .number("max_allowed_packet")
        .map(
            value ->
                value >= SMALLEST_PACKET
                    ? Answer.passed()
                    : Answer.failed(
                        "the target takes packets that are too small",
                        "max_allowed_packet = " + value + " at the target",
                        "at the target: SET GLOBAL max_allowed_packet = 1073741824;"));
  }

  private static Optional<Answer> connectTimeout(Inspection inspection) throws SQLException {
    return inspection
        .source()
        .number("connect_timeout")
        .map(
            value ->
                value > SHORTEST_TIMEOUT
                    ? Answer.passed()
                    : Answer.failed(
                        "the source gives up too soon on a connection that is being made",
                        "connect_timeout = " + value + " at the source; it must be above 10",
                        "at the source: SET GLOBAL connect_timeout = 60; and set it in the option"
                            + " file"));
  }

  private Answer longStatements(Inspection inspection) throws SQLException {
    List<String> running =
        inspection
            .source()
            .rows(
                "select id, user, time from information_schema.processlist"
                    + " where command in ('Query', 'Execute') and id <> connection_id()"
                    + " and time >= ? order by time desc",
                String.valueOf(lengthy.toSeconds()))
            .stream()
            .map(PartParametersStep::shown)
            .toList();
    return running.isEmpty()
        ? Answer.passed()
        : Answer.warning(
            "long statements run at the source; they may hold locks",
            Answer.list(running, ", "),
            "let them end, or end them at the source: KILL QUERY ...;");
  }

  private static String shown(Sql.Row row) {
    return "thread " + row.get(1) + " of " + row.get(2) + " for " + row.get(3) + " s";
  }
}
