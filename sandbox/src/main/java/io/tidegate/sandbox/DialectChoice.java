package io.tidegate.sandbox;

import io.tidegate.sandbox.dialect.alibaba.AlibabaDialect;
import io.tidegate.sandbox.dialect.tencent.TencentDialect;
import io.tidegate.sandbox.http.Answer;
import io.tidegate.sandbox.http.Handler;
import io.tidegate.sandbox.http.Request;
import java.util.List;
import java.util.Map;

/**
 * Which of the services that are called on the path {@code /} answers is told by how a request
 * speaks.
 */
final class DialectChoice implements Handler {
  private final AlibabaDialect alibaba;
  private final TencentDialect tencent;

  DialectChoice(AlibabaDialect alibaba, TencentDialect tencent) {
    this.alibaba = alibaba;
    this.tencent = tencent;
  }

  @Override
  public Answer answer(Request request) {
    return TencentDialect.isSpokenIn(request) ? tencent.answer(request) : alibaba.answer(request);
  }

  @Override
  public Answer refusal(Map<String, List<String>> headers, int status, String message) {
    Handler spoken = headers.containsKey(TencentDialect.ACTION_HEADER) ? tencent : alibaba;
    return spoken.refusal(headers, status, message);
  }
}
