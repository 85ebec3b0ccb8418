package io.tidegate.sandbox.dialect.alibaba;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The parameters of a call, from query and form together; of a name that comes twice, the last. An
 * empty value counts as none. Names that an action does not know are left alone, as the service
 * does.
 */
public final class Parameters {
  private final Map<String, String> values;

  public Parameters(Map<String, String> values) {
    this.values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  public Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
  }

  /**
   * @throws AlibabaError MissingParameter
   */
  public String get(String name) {
    return find(name).orElseThrow(() -> AlibabaError.missing(name));
  }

  /**
   * The first of these that was sent.
   *
   * @throws AlibabaError MissingParameter, naming the first
   */
  public String getAny(String first, String second) {
    return find(first).or(() -> find(second)).orElseThrow(() -> AlibabaError.missing(first));
  }

  /** A comma list; empty where the parameter was not sent. */
  public List<String> list(String name) {
    return find(name).stream()
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /**
   * @throws AlibabaError InvalidParameter unless it is a whole number above 0
   */
  public int positive(String name, int standard) {
    Optional<String> text = find(name);
    if (text.isEmpty()) {
      return standard;
    }
    try {
      int number = Integer.parseInt(text.get().strip());
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw AlibabaError.invalid(name, "a whole number above 0");
    }
    throw AlibabaError.invalid(name, "a whole number above 0");
  }

  /**
   * @throws AlibabaError InvalidParameter unless it is true or false, in any case
   */
  public Optional<Boolean> flag(String name) {
    return find(name)
        .map(
            text ->
                switch (text.strip().toLowerCase(Locale.ROOT)) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw AlibabaError.invalid(name, "true or false");
                });
  }
}
