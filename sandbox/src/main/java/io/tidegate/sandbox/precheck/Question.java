package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.core.CheckResult.Verdict;
import io.tidegate.sandbox.core.Finding;
import java.sql.SQLException;
import java.util.Optional;

/**
 * One of the things that a step looks at; see {@link Finding} for the texts.
 *
 * @param risk empty where nobody may pass over it
 */
record Question(String name, String description, String risk, Asked asked) {

  /** How it is asked. */
  @FunctionalInterface
  interface Asked {
    /**
     * Empty where the servers have no such thing, so that there is nothing to ask.
     *
     * @throws SQLException if a server refuses the question
     */
    Optional<Answer> of(Inspection inspection) throws SQLException;
  }

  /** A question that makes sense everywhere. */
  @FunctionalInterface
  interface AlwaysAsked {
    Answer of(Inspection inspection) throws SQLException;
  }

  static Question of(String name, String description, AlwaysAsked asked) {
    return new Question(name, description, "", inspection -> Optional.of(asked.of(inspection)));
  }

  static Question where(String name, String description, Asked asked) {
    return new Question(name, description, "", asked);
  }

  /** The same, but somebody may pass over it. */
  Question atRisk(String newRisk) {
    return new Question(name, description, newRisk, asked);
  }

  Optional<Finding> finding(Inspection inspection) {
    try {
      return asked.of(inspection).map(this::finding);
    } catch (SQLException | RuntimeException e) {
      return Optional.of(finding(Answer.refused(e)));
    }
  }

  private Finding finding(Answer answer) {
    return new Finding(
        name,
        answer.verdict(),
        description,
        answer.verdict() == Verdict.PASSED ? "" : answer.error() + ": " + answer.detail(),
        answer.repair(),
        risk,
        answer.objects());
  }
}
