package io.tidegate.activity;

import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.tidegate.provider.ProviderException;
import io.tidegate.workflow.contract.FailureDetails;
import io.tidegate.workflow.contract.FailureType;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The one place that decides what Temporal should do about trouble. */
final class Failures {
  private static final int THROTTLE_MIN_SECONDS = 15;
  private static final int THROTTLE_MAX_SECONDS = 30;

  static ApplicationFailure from(ProviderException e) {
    return from(e, false);
  }

  /**
   * @param untouched whether nothing came of an effect, for certain
   */
  static ApplicationFailure from(ProviderException e, boolean untouched) {
    FailureType type = type(e.kind());
    ApplicationFailure.Builder failure =
        ApplicationFailure.newBuilder()
            .setType(type.name())
            .setMessage(message(e))
            .setNonRetryable(!type.isRetryable());
    // A workflow of an earlier version takes the first detail of a refusal for its credentials.
    boolean sayable = e.credentials() != null || type != FailureType.NOT_AUTHORISED;
    failure.setDetails(FailureDetails.of(e.credentials(), untouched && sayable));
    if (type == FailureType.THROTTLED) {
      int seconds =
          ThreadLocalRandom.current().nextInt(THROTTLE_MIN_SECONDS, THROTTLE_MAX_SECONDS + 1);
      return quiet(failure.setNextRetryDelay(Duration.ofSeconds(seconds)));
    }
    return withoutTrace(failure.build());
  }

  /** An effect of which nobody can tell whether it took: the next attempt reads before it sends. */
  static ApplicationFailure unclear(ProviderException e) {
    return withoutTrace(
        ApplicationFailure.newBuilder()
            .setType(FailureType.PROVIDER_UNAVAILABLE.name())
            .setMessage(
                message(e) + "; it may have taken effect, which is read before it is tried again")
            .build());
  }

  /** What is retried no further: a person is told, and their retry looks first. */
  static ApplicationFailure lasting(ApplicationFailure last, Attempt attempt) {
    return withoutTrace(
        ApplicationFailure.newBuilder()
            .setType(last.getType())
            .setMessage(
                "%s; given up after %d attempts, of which one may have taken effect"
                    .formatted(last.getOriginalMessage(), attempt.number()))
            .setNonRetryable(true)
            .build());
  }

  /** The thing waited for has not happened; the server asks again after the delay. */
  static ApplicationFailure notFinished(String progress, Duration delay) {
    return quiet(
        ApplicationFailure.newBuilder()
            .setType(FailureType.NOT_FINISHED.name())
            .setMessage(progress)
            .setNextRetryDelay(delay));
  }

  static ApplicationFailure of(FailureType type, String message) {
    return of(type, message, false);
  }

  /**
   * @param untouched as above
   */
  static ApplicationFailure of(FailureType type, String message, boolean untouched) {
    return withoutTrace(
        ApplicationFailure.newBuilder()
            .setType(type.name())
            .setMessage(message)
            .setDetails(FailureDetails.of(null, untouched))
            .setNonRetryable(!type.isRetryable())
            .build());
  }

  private static FailureType type(ProviderException.Kind kind) {
    return switch (kind) {
      case TRANSIENT -> FailureType.PROVIDER_UNAVAILABLE;
      case THROTTLED -> FailureType.THROTTLED;
      case AUTH -> FailureType.NOT_AUTHORISED;
      case CONFLICT -> FailureType.JOB_CONFLICT;
      case NOT_FOUND -> FailureType.JOB_NOT_FOUND;
      case CALLER -> FailureType.INVALID_REQUEST;
      case QUOTA -> FailureType.QUOTA_EXCEEDED;
    };
  }

  static String message(ProviderException e) {
    return e.advice().isEmpty() ? e.getMessage() : e.getMessage() + "; " + e.advice();
  }

  private static ApplicationFailure quiet(ApplicationFailure.Builder failure) {
    return withoutTrace(failure.setCategory(ApplicationErrorCategory.BENIGN).build());
  }

  /** The Web UI shows the trace before the message, and the message is what people need. */
  private static ApplicationFailure withoutTrace(ApplicationFailure failure) {
    failure.setStackTrace(new StackTraceElement[0]);
    return failure;
  }

  private Failures() {}
}
