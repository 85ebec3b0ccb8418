package io.tidegate.provider.alibaba.wire;

import org.jspecify.annotations.Nullable;

/**
 * What every reply has, and all that a reply to an effect has. With HTTP 200 {@code code} is an
 * echo or a number; {@code recommend} is an address.
 */
public record EnvelopeReply(
    @Nullable String requestId,
    @Nullable String success,
    @Nullable String code,
    @Nullable String message,
    @Nullable String recommend,
    @Nullable String errCode,
    @Nullable String errMessage,
    @Nullable String dynamicCode,
    @Nullable String dynamicMessage) {}
