package io.tidegate.provider.oms.wire;

import org.jspecify.annotations.Nullable;

/** Data of {@code ListProjectFullVerifyResult}; 0 where everything is the same on both sides. */
public record VerificationReply(@Nullable String differentNumber) {}
