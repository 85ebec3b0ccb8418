package io.tidegate.bench;

import java.util.Map;
import java.util.TreeMap;

/** {@code --name number} pairs. */
final class Options {
  private final Map<String, Long> given = new TreeMap<>();

  /**
   * Reads them, or ends the program with the usage.
   *
   * @param defaults every option that there is
   */
  Options(String[] arguments, Map<String, Long> defaults) {
    given.putAll(defaults);
    for (int i = 0; i < arguments.length; i += 2) {
      String name = arguments[i].replaceFirst("^--", "");
      boolean known = arguments[i].startsWith("--") && defaults.containsKey(name);
      if (!known || i + 1 == arguments.length || !arguments[i + 1].matches("\\d{1,18}")) {
        System.err.println("options, each with a number (these are the defaults): " + defaults);
        System.exit(2);
      }
      given.put(name, Long.valueOf(arguments[i + 1]));
    }
  }

  long get(String name) {
    Long value = given.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no such option: " + name);
    }
    return value;
  }
}
