package io.tidegate.sandbox.dialect.tencent;

import io.tidegate.sandbox.core.IllegalMove;
import io.tidegate.sandbox.core.JobNotFound;
import io.tidegate.sandbox.core.NotSkippable;
import io.tidegate.sandbox.core.Refusal;
import java.util.Objects;

/** What the core refuses, in this dialect's words. */
final class TencentErrors {
  private TencentErrors() {}

  static TencentError of(Refusal refusal) {
    String message = Objects.requireNonNull(refusal.getMessage());
    if (refusal instanceof JobNotFound) {
      return new TencentError("ResourceNotFound.ResourceNotFoundError", message);
    }
    // The service does not publish which code stands for which state; it lists this one for them
    // all.
    return refusal instanceof IllegalMove || refusal instanceof NotSkippable
        ? TencentError.denied(message)
        : new TencentError("InvalidParameterValue.InvalidParameterValueError", message);
  }
}
