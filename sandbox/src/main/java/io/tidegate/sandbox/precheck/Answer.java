package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.core.CheckResult.Verdict;
import java.util.List;

/** What a check found; see {@link io.tidegate.sandbox.core.CheckResult} for the fields. */
record Answer(Verdict verdict, String error, String detail, String repair, List<String> objects) {
  private static final int NAMED_IN_DETAIL = 50;
  private static final Answer PASSED = new Answer(Verdict.PASSED, "", "", "", List.of());

  Answer {
    objects = List.copyOf(objects);
  }

  static Answer passed() {
    return PASSED;
  }

  static Answer failed(String error, String detail, String repair) {
    return new Answer(Verdict.FAILED, error, detail, repair, List.of());
  }

  static Answer failed(String error, String detail, String repair, List<String> objects) {
    return new Answer(Verdict.FAILED, error, detail, repair, objects);
  }

  static Answer warning(String error, String detail, String repair) {
    return new Answer(Verdict.WARNING, error, detail, repair, List.of());
  }

  /** Lists names for a detail or a repair; says how many more there are rather than flood it. */
  static String list(List<String> names, String separator) {
    if (names.size() <= NAMED_IN_DETAIL) {
      return String.join(separator, names);
    }
    return String.join(separator, names.subList(0, NAMED_IN_DETAIL))
        + separator
        + "... and "
        + (names.size() - NAMED_IN_DETAIL)
        + " more";
  }
}
