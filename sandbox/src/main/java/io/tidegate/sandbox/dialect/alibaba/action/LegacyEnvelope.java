package io.tidegate.sandbox.dialect.alibaba.action;

/** What the legacy family answers when it has nothing to tell but yes. */
record LegacyEnvelope(String requestId, boolean success) {
  static LegacyEnvelope yes(String requestId) {
    return new LegacyEnvelope(requestId, true);
  }
}
