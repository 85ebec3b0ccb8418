package io.tidegate.sandbox.precheck;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server says it is.
 *
 * @param text its own words
 */
record Version(boolean mariaDb, int major, int minor, int patch, String text) {
  static final String SUPPORTED = "MySQL 5.5 to 8.4 and MariaDB 10.0 to 12";

  /** MariaDB may put 5.5.5- before its version, for clients that expect a single digit. */
  private static final Pattern NUMBERS =
      Pattern.compile("(?:5\\.5\\.5-(?=1))?(\\d+)\\.(\\d+)(?:\\.(\\d+))?.*");

  static Optional<Version> parse(String text) {
    Matcher numbers = NUMBERS.matcher(text);
    if (!numbers.matches()) {
      return Optional.empty();
    }
    String patch = numbers.group(3);
    return Optional.of(
        new Version(
            text.contains("MariaDB"),
            Integer.parseInt(numbers.group(1)),
            Integer.parseInt(numbers.group(2)),
            patch == null ? 0 : Integer.parseInt(patch),
            text));
  }

  boolean isSupported() {
    int release = 100 * major + minor;
    return mariaDb ? release >= 1000 && release < 1300 : release >= 505 && release <= 804;
  }

  /** Whether it is of this release or a later one; says nothing between the two products. */
  boolean isAtLeast(int otherMajor, int otherMinor, int otherPatch) {
    int of = (major * 1000 + minor) * 1000 + patch;
    return of >= (otherMajor * 1000 + otherMinor) * 1000 + otherPatch;
  }
}
