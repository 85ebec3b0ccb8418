package io.tidegate.sandbox.core;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a service is set up that its users run themselves.
 *
 * @param version of the software, {@code 4.3.1}; of its community edition with {@code -CE} behind
 * @param skippable which items of a precheck may fail, by their type; types that are not named are
 *     as the service has them
 */
public record Deployment(String version, Map<String, Boolean> skippable) {
  private static final Pattern VERSION = Pattern.compile("\\d{1,4}\\.\\d{1,4}\\.\\d{1,4}(-CE)?");
  private static final Pattern TYPE = Pattern.compile("[A-Z][A-Z0-9_]{0,99}");

  /** What a sandbox stands in for until somebody says otherwise. */
  public static final Deployment STANDARD = new Deployment("4.3.1", Map.of());

  /**
   * @throws InvalidSpec naming the first thing that is wrong
   */
  public Deployment {
    if (!VERSION.matcher(version).matches()) {
      throw new InvalidSpec(
          "a version is three numbers, and -CE where it is a community edition's");
    }
    if (!skippable.keySet().stream().allMatch(type -> TYPE.matcher(type).matches())) {
      throw new InvalidSpec("the type of an item is written in capital letters, as DB_TIMEZONE is");
    }
    skippable = Map.copyOf(skippable);
  }
}
