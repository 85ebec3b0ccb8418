package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.core.CheckResult.Verdict;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Are both versions among those that are served, and is the target not older than the source?
 *
 * @param olderTarget what a target that is older comes to
 */
record VersionStep(Verdict olderTarget) implements Step {
  @Override
  public String code() {
    return "VersionCheck";
  }

  @Override
  public List<Question> questions() {
    return List.of(
        supported(Side.SOURCE),
        supported(Side.TARGET),
        Question.where(
            "versions of both",
            "the target's release is the source's or a later one",
            this::comparison));
  }

  private static Question supported(Side side) {
    return Question.of(
        side.word() + " version",
        "the " + side.word() + " is " + Version.SUPPORTED,
        inspection -> supported(inspection, side));
  }

  static Answer supported(Inspection inspection, Side side) throws SQLException {
    String version = inspection.on(side).rows("select version()").get(0).get(1);
    return SourceVersionCheck.isSupported(version)
        ? Answer.passed()
        : Answer.failed(
            "the " + side.word() + "'s version is not supported",
            "version() = " + version + "; supported are " + Version.SUPPORTED,
            "take a supported version for the " + side.word());
  }

  private Optional<Answer> comparison(Inspection inspection) throws SQLException {
    Optional<Version> source = inspection.source().version();
    Optional<Version> target = inspection.target().version();
    return source.isEmpty() || target.isEmpty()
        ? Optional.empty()
        : Optional.of(compare(source.get(), target.get()));
  }

  /** Releases count, 10.6 say; what follows them does not. */
  Answer compare(Version source, Version target) {
    String both = "source " + source.text() + ", target " + target.text();
    if (source.mariaDb() != target.mariaDb()) {
      return Answer.warning(
          "the versions of two products cannot be compared",
          both,
          "try the application's statements at the target, or take a server of the same product");
    }
    if (target.isAtLeast(source.major(), source.minor(), 0)) {
      return Answer.passed();
    }
    String error = "the target is older than the source";
    String repair = "take a target of the source's release or a later one";
    return olderTarget == Verdict.WARNING
        ? Answer.warning(error, both, repair)
        : Answer.failed(error, both, repair);
  }
}
