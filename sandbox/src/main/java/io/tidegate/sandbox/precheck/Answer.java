package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.core.CheckResult.Verdict;
import io.tidegate.sandbox.core.Finding;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What a check found; see {@link io.tidegate.sandbox.core.CheckResult} for the fields. */
record Answer(
    Verdict verdict,
    String error,
    String detail,
    String repair,
    List<String> objects,
    List<Finding> findings,
    boolean blocked) {
  private static final int NAMED_IN_DETAIL = 50;
  private static final Answer PASSED = new Answer(Verdict.PASSED, "", "", "", List.of());

  Answer {
    objects = List.copyOf(objects);
    findings = List.copyOf(findings);
  }

  private Answer(
      Verdict verdict, String error, String detail, String repair, List<String> objects) {
    this(verdict, error, detail, repair, objects, List.of(), false);
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
    return warning(error, detail, repair, List.of());
  }

  static Answer warning(String error, String detail, String repair, List<String> objects) {
    return new Answer(Verdict.WARNING, error, detail, repair, objects);
  }

  /** Nobody could ask, for there is no connection. */
  static Answer blocked(Check.Side side, SQLException refusal) {
    return new Answer(
        Verdict.FAILED,
        "not asked: no connection to the " + side.word(),
        String.valueOf(refusal.getMessage()),
        "repair the connection to the " + side.word() + " first",
        List.of(),
        List.of(),
        true);
  }

  /** A server refused the question itself. */
  static Answer refused(Exception refusal) {
    return failed(
        "the question could not be asked",
        String.valueOf(refusal.getMessage()),
        "let the accounts ask it, and run the precheck again");
  }

  /** As bad as the worst of the findings, and saying what that one says. */
  static Answer of(List<Finding> findings) {
    Verdict worst =
        findings.stream()
            .map(Finding::verdict)
            .max(Comparator.naturalOrder())
            .orElse(Verdict.PASSED);
    if (worst == Verdict.PASSED) {
      return new Answer(worst, "", "", "", List.of(), findings, false);
    }
    List<Finding> told = findings.stream().filter(finding -> finding.verdict() == worst).toList();
    return new Answer(
        worst,
        "not as it should be: "
            + told.stream().map(Finding::name).collect(Collectors.joining(", ")),
        told.stream()
            .map(finding -> finding.name() + ": " + finding.reason())
            .collect(Collectors.joining("; ")),
        told.stream().map(Finding::repair).distinct().collect(Collectors.joining("; ")),
        told.stream().flatMap(finding -> finding.objects().stream()).distinct().toList(),
        findings,
        false);
  }

  /** Whether everything that failed in it may be passed over. */
  boolean allowsSkip() {
    return findings.stream()
        .noneMatch(finding -> finding.verdict() == Verdict.FAILED && finding.risk().isEmpty());
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
