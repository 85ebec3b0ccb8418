package io.tidegate.provider.alibaba.wire;

import org.jspecify.annotations.Nullable;

/** A stage within a job's status. {@code delay} is in s, where the call says nothing else. */
public record StageStatus(
    @Nullable String status,
    @Nullable String percent,
    @Nullable String progress,
    @Nullable String delay,
    @Nullable String delayMillis,
    @Nullable String checkpoint,
    @Nullable String errorMessage) {}
