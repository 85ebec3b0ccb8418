package io.tidegate.provider.tencent;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.provider.http.SignedCalls;
import io.tidegate.provider.json.WireJson;

/**
 * A reply that reports success.
 *
 * @param body what stands under {@code Response}
 */
record TencentReply(String action, String requestId, JsonNode body) implements SignedCalls.Reply {

  /** Reads the reply as a record. */
  <T> T as(Class<T> type) {
    return as(body, type);
  }

  /** Reads a part of it as a record. */
  <T> T as(JsonNode part, Class<T> type) {
    return WireJson.read(TencentClient.PROVIDER, action, requestId, part, type);
  }
}
