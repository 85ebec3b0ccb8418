package io.tidegate.sandbox.dialect.oms;

import io.tidegate.sandbox.core.IllegalMove;
import io.tidegate.sandbox.core.JobNotFound;
import io.tidegate.sandbox.core.Refusal;
import java.util.Objects;

/** What the core refuses, in this dialect's words. */
final class OmsErrors {
  private OmsErrors() {}

  static OmsError of(Refusal refusal) {
    String message = Objects.requireNonNull(refusal.getMessage());
    if (refusal instanceof JobNotFound) {
      return OmsError.notFound(message);
    }
    return refusal instanceof IllegalMove
        ? OmsError.conflict(message)
        : OmsError.parameter(message);
  }
}
