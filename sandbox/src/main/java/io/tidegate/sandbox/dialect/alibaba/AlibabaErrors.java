package io.tidegate.sandbox.dialect.alibaba;

import io.tidegate.sandbox.core.IllegalMove;
import io.tidegate.sandbox.core.InvalidSpec;
import io.tidegate.sandbox.core.JobNotFound;
import io.tidegate.sandbox.core.NotSkippable;
import io.tidegate.sandbox.core.Refusal;
import io.tidegate.sandbox.core.StalePrecheck;
import java.util.Objects;

/** What the core refuses, in this dialect's words. */
final class AlibabaErrors {
  private static final String JOB_STATUS = "DTS.Msg.OperationDenied.JobStatus";

  private AlibabaErrors() {}

  static AlibabaError of(Refusal refusal, Action.Family family) {
    String message = Objects.requireNonNull(refusal.getMessage());
    return switch (family) {
      case DTS ->
          AlibabaError.gateway(
              refusal instanceof InvalidSpec || refusal instanceof NotSkippable ? 400 : 403,
              code(refusal, "Forbidden.InstanceNotFound"),
              message);
      case LEGACY -> AlibabaError.soft(code(refusal, "InvalidJobId"), message);
    };
  }

  private static String code(Refusal refusal, String notFound) {
    if (refusal instanceof JobNotFound) {
      return notFound;
    }
    // The service publishes no code for these; this one is read as a conflict by its own tools.
    if (refusal instanceof IllegalMove || refusal instanceof StalePrecheck) {
      return JOB_STATUS;
    }
    return "InvalidParameter";
  }
}
