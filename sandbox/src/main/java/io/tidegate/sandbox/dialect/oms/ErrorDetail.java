package io.tidegate.sandbox.dialect.oms;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as envelopes, items of a precheck and steps tell it.
 *
 * @param code null where the service publishes none
 * @param proposal what somebody can do about it
 */
public record ErrorDetail(
    @Nullable String code,
    String level,
    String message,
    String reason,
    String proposal,
    @Nullable String messageMcmsKey,
    Map<String, String> messageMcmsContext,
    @Nullable String reasonMcmsKey,
    Map<String, String> reasonMcmsContext,
    @Nullable String proposalMcmsKey,
    Map<String, String> proposalMcmsContext,
    Map<String, Object> extraContext,
    @Nullable Object upstreamErrorDetail) {

  public static ErrorDetail of(
      @Nullable String code, String message, String reason, String proposal) {
    return new ErrorDetail(
        code, "ERROR", message, reason, proposal, null, Map.of(), null, Map.of(), null, Map.of(),
        Map.of(), null);
  }
}
