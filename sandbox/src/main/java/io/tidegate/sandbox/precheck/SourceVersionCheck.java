package io.tidegate.sandbox.precheck;

import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Is the source MySQL 5.5 to 8.4 or MariaDB 10.0 to 12? */
final class SourceVersionCheck implements Check {
  /** MariaDB may put 5.5.5- before its version, for clients that expect a single digit. */
  private static final Pattern VERSION = Pattern.compile("(?:5\\.5\\.5-(?=1))?(\\d+)\\.(\\d+).*");

  @Override
  public String code() {
    return "CHECK_SRC";
  }

  @Override
  public boolean skippable() {
    return true;
  }

  @Override
  public Set<Side> needs() {
    return Set.of(Side.SOURCE);
  }

  @Override
  public Answer ask(Inspection inspection) throws SQLException {
    String version = inspection.source().rows("select version()").get(0).get(1);
    if (isSupported(version)) {
      return Answer.passed();
    }
    return Answer.failed(
        "the source's version is not supported",
        "version() = " + version + "; supported are MySQL 5.5 to 8.4 and MariaDB 10.0 to 12",
        "upgrade the source to a supported version, or shield this check to try all the same");
  }

  static boolean isSupported(String version) {
    Matcher numbers = VERSION.matcher(version);
    if (!numbers.matches()) {
      return false;
    }
    int release = 100 * Integer.parseInt(numbers.group(1)) + Integer.parseInt(numbers.group(2));
    return version.contains("MariaDB")
        ? release >= 1000 && release < 1300
        : release >= 505 && release <= 804;
  }
}
