package io.tidegate.provider.oms.wire;

import org.jspecify.annotations.Nullable;

/**
 * Data of {@code DescribeProjectProgress}. {@code incrSyncCheckpoint} is in seconds since 1970, and
 * of some sources no time at all.
 */
public record ProgressReply(
    @Nullable String projectId,
    @Nullable String status,
    @Nullable String currentStep,
    @Nullable String incrSyncCheckpoint) {}
