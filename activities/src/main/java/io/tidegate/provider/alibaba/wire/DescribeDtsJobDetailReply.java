package io.tidegate.provider.alibaba.wire;

import org.jspecify.annotations.Nullable;

/** Reply of {@code DescribeDtsJobDetail}. {@code delay} is in ms, -1 before following begins. */
public record DescribeDtsJobDetailReply(
    @Nullable String dtsJobId,
    @Nullable String dtsInstanceId,
    @Nullable String dtsJobName,
    @Nullable String jobType,
    @Nullable String status,
    @Nullable String errorMessage,
    @Nullable String checkpoint,
    @Nullable String delay,
    @Nullable MigrationMode migrationMode,
    @Nullable StageStatus dataSynchronizationStatus) {}
