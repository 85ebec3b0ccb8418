package io.tidegate.sandbox.precheck;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Would the target take what may be written at the source?
 *
 * <p>It fails when the target's global sql_mode refuses values, such as zero dates or texts that
 * are too long, that the source's lets in: the load itself would pass, and the first statements
 * after a cutover would not.
 */
final class SqlModeCheck implements Check {
  private static final Set<String> REFUSING =
      Set.of("STRICT_TRANS_TABLES", "STRICT_ALL_TABLES", "NO_ZERO_DATE", "NO_ZERO_IN_DATE");
  private static final Set<String> STRICT = Set.of("STRICT_TRANS_TABLES", "STRICT_ALL_TABLES");

  @Override
  public String code() {
    return "CHECK_SQL_MODE";
  }

  @Override
  public Set<Side> needs() {
    return Side.BOTH;
  }

  @Override
  public Answer ask(Inspection inspection) throws SQLException {
    Set<String> source = modes(inspection.source());
    Set<String> target = modes(inspection.target());
    List<String> refusing =
        target.stream()
            .filter(REFUSING::contains)
            .filter(mode -> !source.contains(mode) && !isStrictInBoth(mode, source))
            .sorted()
            .toList();
    if (refusing.isEmpty()) {
      return Answer.passed();
    }
    target.removeAll(refusing);
    return Answer.failed(
        "the target refuses values that the source takes",
        "the target's sql_mode has "
            + String.join(", ", refusing)
            + "; the source's is '"
            + String.join(",", source)
            + "'",
        "at the target: SET GLOBAL sql_mode = '" + String.join(",", target) + "';");
  }

  private static boolean isStrictInBoth(String mode, Set<String> source) {
    return STRICT.contains(mode) && source.stream().anyMatch(STRICT::contains);
  }

  /** A server's global modes, in its own order. */
  static Set<String> modes(Server server) throws SQLException {
    Set<String> modes = new LinkedHashSet<>();
    for (String mode : server.variable("sql_mode").orElse("").split(",", -1)) {
      if (!mode.isBlank()) {
        modes.add(mode);
      }
    }
    return modes;
  }
}
