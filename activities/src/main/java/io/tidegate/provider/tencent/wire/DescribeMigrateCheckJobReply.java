package io.tidegate.provider.tencent.wire;

import org.jspecify.annotations.Nullable;

/**
 * Reply of {@code DescribeMigrateCheckJob}, of the version of 2018: the last check in one message.
 * {@code status} is of the task that checks, {@code checkFlag} is its verdict.
 */
public record DescribeMigrateCheckJobReply(
    @Nullable String status,
    @Nullable String errorCode,
    @Nullable String errorMessage,
    @Nullable String progress,
    @Nullable String checkFlag) {}
