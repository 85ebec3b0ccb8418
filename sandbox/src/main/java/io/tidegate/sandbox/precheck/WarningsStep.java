package io.tidegate.sandbox.precheck;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is worth a word, and no reason not to begin. */
final class WarningsStep implements Step {
  private static final long LARGEST_PACKET = 1L << 30;

  @Override
  public String code() {
    return "WarningParamCheck";
  }

  @Override
  public List<Question> questions() {
    return List.of(
        Question.where(
            "max_allowed_packet",
            "it is 1 GB at the target, and not below the source's",
            WarningsStep::packet),
        same("character_set_server"),
        same("character_set_database"),
        Question.of("sql_mode", "it is the same at source and target", WarningsStep::sqlMode),
        Question.where(
            "writes during the load", "the source is followed or at rest", WarningsStep::writes),
        Question.of(
            "keys",
            "each selected table has a primary key, or a unique one without nulls",
            WarningsStep::keys),
        Question.where(
            "thread_handling",
            "the target has a thread for each connection",
            WarningsStep::threads));
  }

  private static Optional<Answer> packet(Inspection inspection) throws SQLException {
    long source = inspection.source().number("max_allowed_packet").orElse(0L);
    return inspection
        .target()
        .number("max_allowed_packet")
        .map(
            target ->
                target >= Math.max(source, LARGEST_PACKET)
                    ? Answer.passed()
                    : Answer.warning(
                        "the target may refuse long rows",
                        "max_allowed_packet = "
                            + target
                            + " at the target, "
                            + source
                            + " at the source",
                        "at the target: SET GLOBAL max_allowed_packet = 1073741824;"));
  }

  private static Question same(String variable) {
    return Question.of(
        variable,
        "it is the same at source and target",
        inspection -> {
          String source = inspection.source().variable(variable).orElse("");
          String target = inspection.target().variable(variable).orElse("");
          return source.equals(target)
              ? Answer.passed()
              : Answer.warning(
                  "texts without a character set of their own mean something else at the target",
                  variable + " = " + source + " at the source, " + target + " at the target",
                  "at the target: SET GLOBAL " + variable + " = '" + source + "';");
        });
  }

  private static Answer sqlMode(Inspection inspection) throws SQLException {
    Set<String> source = SqlModeCheck.modes(inspection.source());
    Set<String> target = SqlModeCheck.modes(inspection.target());
    return source.equals(target)
        ? Answer.passed()
        : Answer.warning(
            "source and target judge statements differently",
            "sql_mode = '"
                + String.join(",", source)
                + "' at the source, '"
                + String.join(",", target)
                + "' at the target",
            "at the target: SET GLOBAL sql_mode = '" + String.join(",", source) + "';");
  }

  /** Empty where there is no load. */
  private static Optional<Answer> writes(Inspection inspection) {
    if (!inspection.spec().stages().fullLoad()) {
      return Optional.empty();
    }
    return Optional.of(
        inspection.spec().stages().incremental()
            ? Answer.passed()
            : Answer.warning(
                "what is written at the source during the load may stay behind",
                "the job has a full load, takes no lock, and follows nothing",
                "write nothing at the source until the load is done, or have changes followed"));
  }

  private static Answer keys(Inspection inspection) throws SQLException {
    List<String> without = KeylessTables.of(inspection);
    return without.isEmpty()
        ? Answer.passed()
        : Answer.warning(
            "rows of tables without a key cannot be told apart",
            Answer.list(without, ", "),
            "ALTER TABLE ... ADD PRIMARY KEY (...);",
            without);
  }

  private static Optional<Answer> threads(Inspection inspection) throws SQLException {
    return inspection
        .target()
        .variable("thread_handling")
        .map(
            value ->
                value.equals("one-thread-per-connection")
                    ? Answer.passed()
                    : Answer.warning(
                        "the target serves many connections with few threads; the load may wait",
                        "thread_handling = " + value,
                        "set thread_handling = one-thread-per-connection in the target's option"
                            + " file and restart it"));
  }
}
