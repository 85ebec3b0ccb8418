package io.tidegate.sandbox.precheck;

import java.sql.SQLException;
import java.util.Set;

/** Is the source MySQL 5.5 to 8.4 or MariaDB 10.0 to 12? */
final class SourceVersionCheck implements Check {
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
        "version() = " + version + "; supported are " + Version.SUPPORTED,
        "upgrade the source to a supported version, or shield this check to try all the same");
  }

  static boolean isSupported(String version) {
    return Version.parse(version).filter(Version::isSupported).isPresent();
  }
}
