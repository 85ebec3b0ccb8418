package io.tidegate.provider.oms.wire;

import org.jspecify.annotations.Nullable;

/** What is wrong, of a call, a step or an item of a precheck. */
public record ErrorDetail(
    @Nullable String code,
    @Nullable String level,
    @Nullable String message,
    @Nullable String reason,
    @Nullable String proposal) {}
