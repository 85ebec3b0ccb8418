package io.tidegate.provider.tencent.wire;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What every reply has under {@code Response}; {@code error} only where the call was refused. */
public record EnvelopeReply(@Nullable String requestId, @Nullable JsonNode error) {

  /** Why a call was refused. */
  public record Refusal(@Nullable String code, @Nullable String message) {}
}
