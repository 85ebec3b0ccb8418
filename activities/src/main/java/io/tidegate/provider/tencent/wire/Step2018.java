package io.tidegate.provider.tencent.wire;

import org.jspecify.annotations.Nullable;

/** One step of the way of a migration of the version of 2018. */
public record Step2018(
    @Nullable String stepId, @Nullable String status, @Nullable String startTime) {}
