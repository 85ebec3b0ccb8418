package io.tidegate.provider.alibaba;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.provider.http.SignedCalls;

/** A reply that reports success. */
record AlibabaReply(String requestId, JsonNode body) implements SignedCalls.Reply {}
