package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Is nothing set that makes a load slow, or times mean something else? */
final class OptimizeStep implements Step {
  @Override
  public String code() {
    return "OptimizeCheck";
  }

  @Override
  public boolean skippable() {
    return true;
  }

  @Override
  public List<Question> questions() {
    return List.of(
        Question.where(
                "innodb_stats_on_metadata", "it is off at the source", OptimizeStep::statistics)
            .atRisk(
                "each look at the source's tables computes their statistics anew: the load is"
                    + " slower, and the source's own queries may be planned differently"),
        Question.where(
                "explicit_defaults_for_timestamp",
                "it is on at the target, or can be for a session",
                OptimizeStep::timestamps)
            .atRisk(
                "TIMESTAMP columns without a default of their own may get one at the target, and"
                    + " its tables differ from the source's"),
        Question.where(
            "rocksdb_skip_unique_check_tables",
            "a MySQL target with RocksDB checks unique keys in all tables",
            OptimizeStep::uniqueChecks));
  }

  private static Optional<Answer> statistics(Inspection inspection) throws SQLException {
    return inspection
        .source()
        .isOn("innodb_stats_on_metadata")
        .map(
            on ->
                on
                    ? Answer.failed(
                        "looking at the source's tables is slow",
                        "innodb_stats_on_metadata = ON",
                        "at the source: SET GLOBAL innodb_stats_on_metadata = OFF;")
                    : Answer.passed());
  }

  private static Optional<Answer> timestamps(Inspection inspection) throws SQLException {
    Server target = inspection.target();
    Optional<Boolean> on = target.isOn("explicit_defaults_for_timestamp");
    if (on.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(on.get() ? Answer.passed() : trySession(target));
  }

  private static Answer trySession(Server target) throws SQLException {
    try (Connection connection = target.connect()) {
      Sql.run(connection, "set session explicit_defaults_for_timestamp = ON");
      return Answer.passed();
    } catch (SQLException e) {
      return Answer.failed(
          "the target makes up defaults for TIMESTAMP columns, and for a session it stays so",
          "explicit_defaults_for_timestamp = OFF; " + e.getErrorCode() + ": " + e.getMessage(),
          "set explicit_defaults_for_timestamp = ON in the target's option file and restart it");
    }
  }

  private static Optional<Answer> uniqueChecks(Inspection inspection) throws SQLException {
    if (inspection.target().version().filter(Version::mariaDb).isPresent()) {
      return Optional.empty();
    }
    return inspection
        .target()
        .variable("rocksdb_skip_unique_check_tables")
        .map(OptimizeStep::uniqueChecks);
  }

  static Answer uniqueChecks(String value) {
    return value.isEmpty() || value.equals("NULL")
        ? Answer.passed()
        : Answer.failed(
            "the target lets equal unique keys in",
            "rocksdb_skip_unique_check_tables = " + value,
            "at the target: SET GLOBAL rocksdb_skip_unique_check_tables = 'NULL';");
  }
}
