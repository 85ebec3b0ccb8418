package io.tidegate.sandbox.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one check of a precheck found.
 *
 * @param code the check's code, e.g. {@code CHECK_SAME_OBJ}
 * @param verdict the worst of the findings, where there are several
 * @param error one sentence saying what is wrong; empty when it passed
 * @param detail which objects, variables or grants, with their values; empty when it passed
 * @param repair what somebody can do about it, as SQL where SQL does it; empty when it passed
 * @param skippable whether a shield may pass over it
 * @param objects the objects concerned, as {@code schema.table}; empty where it concerns a server
 * @param findings everything that it looked at, one by one, passed or not; empty where it is a
 *     single question, and where it was not asked
 * @param blocked whether it was not asked because a connection failed; the verdict is FAILED then
 */
public record CheckResult(
    String code,
    Verdict verdict,
    String error,
    String detail,
    String repair,
    boolean skippable,
    List<String> objects,
    List<Finding> findings,
    boolean blocked) {

  /** How a check ended; the later, the worse. */
  public enum Verdict {
    PASSED,
    WARNING,
    FAILED
  }

  public CheckResult {
    objects = List.copyOf(objects);
    findings = known(findings);
  }

  /** The result of a check that is a single question and was asked. */
  public CheckResult(
      String code,
      Verdict verdict,
      String error,
      String detail,
      String repair,
      boolean skippable,
      List<String> objects) {
    this(code, verdict, error, detail, repair, skippable, objects, List.of(), false);
  }

  /** A run that was stored before checks told of their findings has none. */
  private static List<Finding> known(@Nullable List<Finding> findings) {
    return findings == null ? List.of() : List.copyOf(findings);
  }
}
