package io.tidegate.sandbox.dialect.tencent.action;

import org.jspecify.annotations.Nullable;

/** The parameters of an action that takes nothing but a job. */
record ByJob(@Nullable String jobId) {}
