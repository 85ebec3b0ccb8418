package io.tidegate.provider.alibaba;

import com.fasterxml.jackson.databind.JsonNode;

/** A reply that reports success. */
record AlibabaReply(String requestId, JsonNode body) {}
