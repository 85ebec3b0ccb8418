package io.tidegate.worker;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.json.JsonParseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Has Spring Boot print which settings cannot be read or used, in place of a stack trace. Before
 * Boot's own analyzers, for these quote the value.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SettingsAnalyzer implements FailureAnalyzer {

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    @Nullable AccountProblems problems = find(AccountProblems.class, failure);
    if (problems != null) {
      return new FailureAnalysis(
          "The worker's accounts cannot be used as they are configured:\n  "
              + String.join("\n  ", problems.problems()),
          "Correct these settings (environment, --options or application.yaml) and start again.",
          problems);
    }
    @Nullable UnreadableSettings unreadable = unreadable(failure);
    return unreadable == null
        ? null
        : new FailureAnalysis(
            "The worker's settings cannot be read:\n  " + unreadable.getMessage(),
            unreadable.advice(),
            // Never the failure itself: where the log tells everything, Boot prints this too.
            unreadable);
  }

  private static @Nullable UnreadableSettings unreadable(Throwable failure) {
    @Nullable UnreadableSettings known = find(UnreadableSettings.class, failure);
    if (known != null) {
      return known;
    }
    @Nullable BindException unbound = find(BindException.class, failure);
    if (unbound != null) {
      return new UnreadableSettings(
          unbound.getName() + " cannot be what it is set to",
          "Give it a value of the kind that docs/worker.md says; what has settings below it has no"
              + " value of its own.");
    }
    if (find(JsonParseException.class, failure) != null) {
      return new UnreadableSettings(
          "SPRING_APPLICATION_JSON (or spring.application.json): this is no valid JSON",
          "Correct it, or set what it holds in application.yaml.");
    }
    return null;
  }

  private static <T extends Throwable> @Nullable T find(Class<T> type, Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return type.cast(t);
      }
    }
    return null;
  }
}
