package io.tidegate.sandbox.core;

import java.util.List;

/**
 * What one check of a precheck found.
 *
 * @param code the check's code, e.g. {@code CHECK_SAME_OBJ}
 * @param error one sentence saying what is wrong; empty when it passed
 * @param detail which objects, variables or grants, with their values; empty when it passed
 * @param repair what somebody can do about it, as SQL where SQL does it; empty when it passed
 * @param skippable whether a shield may pass over it
 * @param objects the objects concerned, as {@code schema.table}; empty where it concerns a server
 */
public record CheckResult(
    String code,
    Verdict verdict,
    String error,
    String detail,
    String repair,
    boolean skippable,
    List<String> objects) {

  /** How a check ended. */
  public enum Verdict {
    PASSED,
    WARNING,
    FAILED
  }

  public CheckResult {
    objects = List.copyOf(objects);
  }
}
