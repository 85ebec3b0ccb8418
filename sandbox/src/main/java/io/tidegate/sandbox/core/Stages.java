package io.tidegate.sandbox.core;

/** Which stages a job was configured with. */
public record Stages(boolean structure, boolean fullLoad, boolean incremental) {}
