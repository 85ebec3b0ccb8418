package io.tidegate.provider.alibaba;

import static io.tidegate.provider.json.Scalars.isFalse;
import static io.tidegate.provider.json.Scalars.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tidegate.provider.Credentials;
import io.tidegate.provider.CredentialsMarks;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Effect;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.provider.Texts;
import io.tidegate.provider.alibaba.wire.EnvelopeReply;
import io.tidegate.provider.json.WireJson;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Function;
import okhttp3.Response;

/**
 * Tells success from failure. The service fails in two ways: with an HTTP error and {@code Code},
 * and with HTTP 200, {@code Success} false and {@code ErrCode}.
 */
final class Envelope {
  private static final String PLACE = "%s";

  /** A failure in the service's own words. */
  record Refusal(
      String action, int status, String code, String message, String requestId, String advice) {

    ProviderException toException(Credentials used) {
      Kind kind = AlibabaErrors.kindOf(code, status);
      return ProviderException.of(kind, AlibabaClient.PROVIDER, action)
          .effect(kind == Kind.TRANSIENT ? Effect.UNCLEAR : Effect.NONE)
          .code(code.isEmpty() ? "HTTP " + status : AlibabaErrors.plain(code))
          .requestId(requestId)
          .message(used.redact(message))
          .advice(advice.isEmpty() ? AlibabaErrors.advice(code) : used.redact(advice))
          .credentials(kind == Kind.AUTH ? CredentialsMarks.of(used) : null)
          .build();
    }
  }

  /**
   * @param judge what to throw for a refusal
   */
  static AlibabaReply read(
      String action, Response response, byte[] body, Function<Refusal, RuntimeException> judge)
      throws IOException {
    JsonNode tree = WireJson.tree(body);
    EnvelopeReply said = envelope(tree);
    int status = response.code();
    String requestId = text(said.requestId());
    if (requestId.isEmpty()) {
      String header = response.header("x-acs-request-id");
      requestId = header == null ? "" : header;
    }
    boolean soft = isFalse(said.success());
    if (status < 200 || status > 299 || soft) {
      throw judge.apply(refusal(action, status, soft, said, requestId));
    }
    if (!tree.isObject() || (requestId.isEmpty() && text(said.success()).isEmpty())) {
      throw judge.apply(
          new Refusal(action, status, "", "HTTP %d without a DTS reply".formatted(status), "", ""));
    }
    return new AlibabaReply(Texts.line(requestId, 200), tree);
  }

  private static Refusal refusal(
      String action, int status, boolean soft, EnvelopeReply said, String requestId) {
    // With HTTP 200 "Code" is an echo or a number; only ErrCode is a code.
    String code = text(said.errCode());
    if (code.isEmpty() && (!soft || status != 200)) {
      code = text(said.code());
    }
    if (code.isEmpty()) {
      code = text(said.dynamicCode());
    }
    String message = text(said.errMessage());
    if (message.isEmpty()) {
      message = text(said.message());
    }
    message = withoutWhatWasSigned(filled(message, text(said.dynamicMessage())));
    if (message.isBlank()) {
      message = code.isEmpty() ? "HTTP %d without a DTS reply".formatted(status) : "no message";
    }
    return new Refusal(action, status, code, message, requestId, text(said.recommend()));
  }

  /**
   * The message with the dynamic part in its places, as far as anybody reads: each may be as long
   * as a reply. Nothing is cut here, for half a secret would not be known for one.
   */
  private static String filled(String message, String dynamic) {
    StringBuilder filled = new StringBuilder();
    int from = 0;
    int place = message.indexOf(PLACE);
    while (place >= 0 && filled.length() <= Texts.LIMIT) {
      filled.append(message, from, place).append(dynamic);
      from = place + PLACE.length();
      place = message.indexOf(PLACE, from);
    }
    return filled.append(message, from, message.length()).toString();
  }

  /** The service quotes the request that it could not verify: pages that help nobody to act. */
  private static String withoutWhatWasSigned(String message) {
    int quote = message.toLowerCase(Locale.ROOT).indexOf("server string to sign");
    return quote < 0 ? message : message.substring(0, quote).strip();
  }

  private static EnvelopeReply envelope(JsonNode tree) throws IOException {
    return WireJson.read(tree.isObject() ? tree : MissingNode.getInstance(), EnvelopeReply.class);
  }

  private Envelope() {}
}
