package io.tidegate.sandbox.dialect.oms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.sandbox.http.Answer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every answer; each key is always there.
 *
 * @param cost how long it took, as text with its unit
 */
record Envelope(
    boolean success,
    @Nullable ErrorDetail errorDetail,
    @Nullable String code,
    @Nullable String message,
    @Nullable String advice,
    String requestId,
    @Nullable Integer pageNumber,
    @Nullable Integer pageSize,
    @Nullable Long totalCount,
    String cost,
    @Nullable Object data) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static Answer yes(Reply reply, String requestId, Duration took) {
    Reply.Page page = reply.page();
    return answer(
        200,
        new Envelope(
            true,
            null,
            null,
            null,
            null,
            requestId,
            page == null ? null : page.number(),
            page == null ? null : page.size(),
            page == null ? null : page.total(),
            cost(took),
            reply.data()));
  }

  static Answer no(OmsError error, String requestId, Duration took) {
    return answer(
        error.status(),
        new Envelope(
            false,
            ErrorDetail.of(error.code(), error.text(), error.text(), error.advice()),
            error.code(),
            error.code() == null ? error.text() : "[" + error.code() + "]: " + error.text(),
            error.advice(),
            requestId,
            null,
            null,
            null,
            cost(took),
            null));
  }

  private static String cost(Duration took) {
    return took.toMillis() + " ms";
  }

  private static Answer answer(int status, Envelope envelope) {
    try {
      return Answer.json(status, JSON.writeValueAsString(envelope));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write an answer", e);
    }
  }
}
