package io.tidegate.sandbox.dialect.tencent.action;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a list of jobs is narrowed by; what is left out narrows nothing. */
final class Filter {
  private Filter() {}

  static boolean isAny(@Nullable String wanted, String value) {
    return wanted == null || wanted.isEmpty() || wanted.equals(value);
  }

  static boolean isAny(@Nullable List<@Nullable String> wanted, String value) {
    return wanted == null || wanted.isEmpty() || wanted.contains(value);
  }
}
