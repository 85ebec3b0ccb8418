package io.tidegate.sandbox.dialect.alibaba.action;

/** What the newer family answers when it has nothing to tell but yes. */
record DtsEnvelope(
    String requestId,
    boolean success,
    int httpStatusCode,
    String errCode,
    String errMessage,
    String dynamicMessage) {
  static DtsEnvelope yes(String requestId) {
    return new DtsEnvelope(requestId, true, 200, "", "", "");
  }
}
