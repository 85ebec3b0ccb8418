package io.tidegate.provider.oms;

import static io.tidegate.provider.json.Scalars.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.provider.Texts;
import io.tidegate.provider.json.WireJson;
import io.tidegate.provider.oms.Project.Step;
import io.tidegate.provider.oms.wire.ErrorDetail;
import io.tidegate.provider.oms.wire.StepReply.ExtraInfo;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a step failed, in the service's words.
 *
 * @param code the service's, or empty
 * @param failedAt in a form that sorts by time, or empty
 */
record Failure(String code, String message, List<ErrorDetail> details, String failedAt) {

  static Failure of(Step step) {
    JsonNode sent = step.said().extraInfo();
    ExtraInfo info = sent == null ? nothing() : read(sent, ExtraInfo.class, nothing());
    return new Failure(
        text(info.errorCode()),
        text(info.errorMsg()),
        info.details().stream().map(Failure::detail).toList(),
        Times.sortable(info.failedTime()));
  }

  /** Of a detail that is no object, its text. */
  static ErrorDetail detail(JsonNode sent) {
    String plain = sent.isNull() ? "" : sent.isTextual() ? sent.textValue() : sent.toString();
    ErrorDetail text = new ErrorDetail(null, null, plain, null, null);
    return sent.isObject() ? read(sent, ErrorDetail.class, text) : text;
  }

  private static ExtraInfo nothing() {
    return new ExtraInfo(null, null, null, null);
  }

  /**
   * What cannot be read explains nothing, and hides nothing: that the step failed, its word says.
   */
  private static <T> T read(JsonNode sent, Class<T> type, T otherwise) {
    try {
      return sent.isObject() ? WireJson.read(sent, type) : otherwise;
    } catch (JsonProcessingException e) {
      return otherwise;
    }
  }

  /** Code and message on one line. */
  String words() {
    return Stream.of(code, message).filter(t -> !t.isEmpty()).collect(Collectors.joining(": "));
  }

  /** What is said further. */
  String detail() {
    return details.stream()
        .flatMap(d -> Stream.of(text(d.code()), text(d.message())))
        .filter(t -> !t.isEmpty() && !t.equals(message) && !t.equals(code))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  /** What the service advises. */
  String repair() {
    return Texts.joined(
        details.stream().flatMap(d -> Stream.of(text(d.reason()), text(d.proposal()))));
  }
}
