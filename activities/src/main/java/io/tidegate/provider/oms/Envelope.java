package io.tidegate.provider.oms;

import static io.tidegate.provider.json.Scalars.isTrue;
import static io.tidegate.provider.json.Scalars.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.tidegate.provider.Credentials;
import io.tidegate.provider.CredentialsMarks;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Effect;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.provider.Texts;
import io.tidegate.provider.json.WireJson;
import io.tidegate.provider.oms.wire.EnvelopeReply;
import io.tidegate.provider.oms.wire.ErrorDetail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells success from failure: HTTP status first, then whether it is JSON at all, then {@code
 * success}. The service answers refusals with HTTP 200 too; with any other success of HTTP they are
 * told in the same way.
 */
final class Envelope {
  private static final int ID_LIMIT = 200;

  static OmsReply read(String action, int status, byte[] body, Credentials used)
      throws IOException {
    JsonNode tree = WireJson.tree(body);
    if (!tree.isObject()) {
      throw noReply(action, status, body, used);
    }
    EnvelopeReply said = envelope(action, tree);
    String requestId = Texts.line(text(said.requestId()), ID_LIMIT);
    boolean taken = status >= 200 && status <= 299;
    if (taken && isTrue(said.success())) {
      JsonNode data = said.data();
      return new OmsReply(action, requestId, data == null ? NullNode.getInstance() : data);
    }
    if (taken && text(said.success()).isEmpty()) {
      throw ProviderException.of(Kind.TRANSIENT, OmsClient.PROVIDER, action)
          .code("UnexpectedReply")
          .requestId(requestId)
          .message("the reply does not say whether the call was taken")
          .build();
    }
    throw refusal(action, status, requestId, said, used);
  }

  private static EnvelopeReply envelope(String action, JsonNode tree) {
    return WireJson.read(OmsClient.PROVIDER, action, "", tree, EnvelopeReply.class);
  }

  private static ProviderException refusal(
      String action, int status, String requestId, EnvelopeReply said, Credentials used) {
    JsonNode sent = said.errorDetail();
    ErrorDetail detail =
        WireJson.read(
            OmsClient.PROVIDER,
            action,
            requestId,
            sent != null && sent.isObject() ? sent : MissingNode.getInstance(),
            ErrorDetail.class);
    String code = firstOf(said.code(), detail.code());
    String message = redacted(firstOf(said.message(), detail.message()), used);
    Kind kind = OmsErrors.kindOf(code, status, message);
    String advice =
        Texts.joined(
            Stream.of(
                redacted(text(said.advice()), used),
                redacted(text(detail.proposal()), used),
                OmsErrors.advice(action, code, status, message)));
    return ProviderException.of(kind, OmsClient.PROVIDER, action)
        .effect(kind == Kind.TRANSIENT ? Effect.UNCLEAR : Effect.NONE)
        .code(code.isEmpty() ? codeOf(status) : code)
        .requestId(requestId)
        .message(message.isEmpty() ? "refused without a message" : message)
        .advice(advice)
        .credentials(kind == Kind.AUTH ? CredentialsMarks.of(used) : null)
        .build();
  }

  private static String codeOf(int status) {
    return status == 200 ? "UnexpectedReply" : "HTTP " + status;
  }

  private static String firstOf(@Nullable String one, @Nullable String other) {
    return text(one).isEmpty() ? text(other) : text(one);
  }

  /**
   * What is no reply of the service. A page of another program stays one however often it is asked;
   * a reply that broke off does not.
   */
  private static ProviderException noReply(
      String action, int status, byte[] body, Credentials used) {
    boolean brokenOff = status == 200 && begins(body).startsWith("{");
    Kind kind =
        brokenOff ? Kind.TRANSIENT : OmsErrors.kindOf(status == 200 ? "NotOms" : "", status, "");
    return ProviderException.of(kind, OmsClient.PROVIDER, action)
        // It came with success: whatever took it may have done it.
        .effect(status < 400 || kind == Kind.TRANSIENT ? Effect.UNCLEAR : Effect.NONE)
        .code(status == 200 ? "UnexpectedReply" : "HTTP " + status)
        .message("HTTP %d without a reply of OMS".formatted(status))
        .advice(
            kind == Kind.TRANSIENT
                ? ""
                : kind == Kind.AUTH
                    ? OmsErrors.advice(action, "", status, "")
                    : "check that the account's endpoint is the address of the OMS console, and"
                        + " whether it speaks HTTP or HTTPS")
        .credentials(kind == Kind.AUTH ? CredentialsMarks.of(used) : null)
        .build();
  }

  private static String begins(byte[] body) {
    return new String(body, 0, Math.min(body.length, 64), StandardCharsets.UTF_8).strip();
  }

  /** A proxy may quote what it was sent, the header too. */
  private static String redacted(String text, Credentials used) {
    String header = BasicAuth.header(used);
    return used.redact(text.replace(header.substring(header.indexOf(' ') + 1), "***"));
  }

  private Envelope() {}
}
