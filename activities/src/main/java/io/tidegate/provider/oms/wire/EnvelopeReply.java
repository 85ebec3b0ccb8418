package io.tidegate.provider.oms.wire;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What every reply is: {@code success} alone tells whether the call was taken. */
public record EnvelopeReply(
    @Nullable String success,
    @Nullable String code,
    @Nullable String message,
    @Nullable String advice,
    @Nullable JsonNode errorDetail,
    @Nullable String requestId,
    @Nullable String pageNumber,
    @Nullable String pageSize,
    @Nullable String totalCount,
    @Nullable String cost,
    @Nullable JsonNode data) {}
