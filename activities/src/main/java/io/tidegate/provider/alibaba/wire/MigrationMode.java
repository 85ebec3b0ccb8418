package io.tidegate.provider.alibaba.wire;

import org.jspecify.annotations.Nullable;

/** Which stages are configured. */
public record MigrationMode(
    @Nullable String structureInitialization,
    @Nullable String dataInitialization,
    @Nullable String dataSynchronization) {}
