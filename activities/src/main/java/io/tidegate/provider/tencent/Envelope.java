package io.tidegate.provider.tencent;

import static io.tidegate.provider.json.Scalars.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tidegate.provider.Credentials;
import io.tidegate.provider.CredentialsMarks;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Effect;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.provider.Texts;
import io.tidegate.provider.json.WireJson;
import io.tidegate.provider.tencent.wire.EnvelopeReply;
import java.io.IOException;

/**
 * Tells success from failure. The service answers refusals with HTTP 200 too: success is that
 * {@code Response} holds no {@code Error}. Any other HTTP status comes from what stands between.
 */
final class Envelope {
  private static final int ID_LIMIT = 200;

  static TencentReply read(String action, int status, byte[] body, Credentials used)
      throws IOException {
    JsonNode response = WireJson.tree(body).path("Response");
    if (status != 200 || !response.isObject() || response.isEmpty()) {
      throw ProviderException.of(Kind.TRANSIENT, TencentClient.PROVIDER, action)
          .code("HTTP " + status)
          .requestId(Texts.line(response.path("RequestId").asText(), ID_LIMIT))
          .message("HTTP %d %s".formatted(status, used.redact(words(response.path("Error")))))
          .build();
    }
    EnvelopeReply said = WireJson.read(response, EnvelopeReply.class);
    String requestId = Texts.line(text(said.requestId()), ID_LIMIT);
    JsonNode error = said.error();
    if (error != null && !error.isNull()) {
      throw refusal(action, requestId, error, used);
    }
    return new TencentReply(action, requestId, response);
  }

  /** For people alone: whoever answered with another status need not be the service. */
  private static String words(JsonNode error) {
    String code = error.path("Code").asText();
    return code.isEmpty()
        ? "without a DTS reply"
        : "with %s: %s".formatted(code, error.path("Message").asText());
  }

  private static ProviderException refusal(
      String action, String requestId, JsonNode sent, Credentials used) throws IOException {
    EnvelopeReply.Refusal error =
        WireJson.read(
            sent.isObject() ? sent : MissingNode.getInstance(), EnvelopeReply.Refusal.class);
    String code = text(error.code());
    String message = used.redact(text(error.message()));
    Kind kind = TencentErrors.kindOf(code);
    return ProviderException.of(kind, TencentClient.PROVIDER, action)
        .effect(kind == Kind.TRANSIENT ? Effect.UNCLEAR : Effect.NONE)
        .code(code.isEmpty() ? "UnexpectedReply" : code)
        .requestId(requestId)
        .message(message.isEmpty() ? "no message" : message)
        .advice(TencentErrors.advice(code))
        .credentials(kind == Kind.AUTH ? CredentialsMarks.of(used) : null)
        .build();
  }

  private Envelope() {}
}
