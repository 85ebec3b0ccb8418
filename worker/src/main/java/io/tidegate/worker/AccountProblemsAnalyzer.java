package io.tidegate.worker;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Has Spring Boot print the settings that are wrong in place of a stack trace. */
final class AccountProblemsAnalyzer extends AbstractFailureAnalyzer<AccountProblems> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, AccountProblems cause) {
    return new FailureAnalysis(
        "The worker's accounts cannot be used as they are configured:\n  "
            + String.join("\n  ", cause.problems()),
        "Correct these settings (environment, --options or application.yaml) and start again.",
        cause);
  }
}
