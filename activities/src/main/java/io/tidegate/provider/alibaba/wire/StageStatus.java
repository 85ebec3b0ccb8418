package io.tidegate.provider.alibaba.wire;

import org.jspecify.annotations.Nullable;

/** A stage within a job's status. */
public record StageStatus(
    @Nullable String status,
    @Nullable String percent,
    @Nullable String progress,
    @Nullable String delay,
    @Nullable String checkpoint,
    @Nullable String errorMessage) {}
