package io.tidegate.sandbox.dialect.alibaba;

import io.tidegate.sandbox.core.AccessKeys;
import io.tidegate.sandbox.core.GrantedKey;
import io.tidegate.sandbox.core.SandboxClock;
import io.tidegate.sandbox.http.Digests;
import io.tidegate.sandbox.http.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a request comes from somebody who knows the key's secret, is meant for now, and
 * is not a copy of one that was accepted before.
 */
final class SignatureCheck {
  /** How far a request's date may be from ours, either way. */
  static final Duration SKEW = Duration.ofMinutes(15);

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'")
          .withResolverStyle(ResolverStyle.STRICT);

  private static final Set<String> MUST_BE_SIGNED =
      Set.of(
          "host",
          "x-acs-action",
          "x-acs-version",
          "x-acs-date",
          "x-acs-signature-nonce",
          "x-acs-content-sha256");

  private static final String TOKEN_HEADER = "x-acs-security-token";

  private final AccessKeys keys;
  private final SandboxClock clock;
  // A request may be dated SKEW ahead, and stays acceptable until SKEW after its date.
  private final Nonces nonces = new Nonces(SKEW.multipliedBy(2));

  SignatureCheck(AccessKeys keys, SandboxClock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * @throws AlibabaError if the request is not accepted
   */
  void check(Request request, Map<String, String> parameters) {
    Optional<String> authorization = request.header("authorization");
    if (authorization.isPresent()) {
      checkAcs3(request, authorization.get());
    } else {
      checkRpc(request, parameters);
    }
  }

  private void checkRpc(Request request, Map<String, String> parameters) {
    Parameters sent = new Parameters(parameters);
    String keyId = sent.get("AccessKeyId");
    String signature = sent.get("Signature");
    String nonce = sent.get("SignatureNonce");
    String timestamp = sent.get("Timestamp");
    if (!sent.get("SignatureMethod").equals("HMAC-SHA1")) {
      throw AlibabaError.gateway(
          400, "InvalidSignatureMethod", "The signature method must be HMAC-SHA1.");
    }
    if (!sent.get("SignatureVersion").equals("1.0")) {
      throw AlibabaError.gateway(
          400, "IncompleteSignature", "The signature version must be 1.0 for HMAC-SHA1.");
    }
    checkDate(timestamp);
    GrantedKey granted = granted(keyId);
    String secret = granted.key().secret();
    boolean matches =
        Digests.same(signature, RpcSignature.sign(request.method(), parameters, secret, true))
            || Digests.same(
                signature, RpcSignature.sign(request.method(), parameters, secret, false));
    if (!matches) {
      throw mismatch(RpcSignature.stringToSign(request.method(), parameters, true));
    }
    checkToken(granted, parameters.getOrDefault("SecurityToken", ""));
    checkNonce(keyId, nonce);
  }

  private void checkAcs3(Request request, String authorization) {
    Map<String, String> parts = parts(authorization);
    String keyId = part(parts, "Credential");
    String signature = part(parts, "Signature");
    List<String> signedHeaders = Arrays.asList(part(parts, "SignedHeaders").split(";", -1));
    for (String name : MUST_BE_SIGNED) {
      if (!signedHeaders.contains(name) || request.header(name).isEmpty()) {
        throw AlibabaError.gateway(
            400, "IncompleteSignature", "The header " + name + " must be sent and signed.");
      }
    }
    checkDate(request.header("x-acs-date").orElse(""));
    GrantedKey granted = granted(keyId);
    String payloadHash = request.header("x-acs-content-sha256").orElse("");
    if (!Digests.same(payloadHash, Digests.sha256Hex(request.body()))) {
      throw AlibabaError.gateway(
          400, "SignatureDoesNotMatch", "The body is not the one that was hashed and signed.");
    }
    String secret = granted.key().secret();
    if (!Digests.same(signature, Acs3Signature.sign(request, signedHeaders, payloadHash, secret))) {
      throw mismatch(Acs3Signature.canonicalRequest(request, signedHeaders, payloadHash));
    }
    checkToken(
        granted,
        signedHeaders.contains(TOKEN_HEADER) ? request.header(TOKEN_HEADER).orElse("") : "");
    checkNonce(keyId, request.header("x-acs-signature-nonce").orElse(""));
  }

  private static Map<String, String> parts(String authorization) {
    String scheme = Acs3Signature.ALGORITHM + " ";
    if (!authorization.startsWith(scheme)) {
      throw AlibabaError.gateway(
          400,
          "InvalidSignatureMethod",
          "The Authorization header must begin with " + Acs3Signature.ALGORITHM + ".");
    }
    Map<String, String> parts = new HashMap<>();
    for (String part : authorization.substring(scheme.length()).split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parts.put(part.substring(0, equals).stripLeading(), part.substring(equals + 1));
      }
    }
    return parts;
  }

  private static String part(Map<String, String> parts, String name) {
    String value = parts.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw AlibabaError.gateway(
          400, "IncompleteSignature", "The Authorization header has no " + name + ".");
    }
    return value;
  }

  private void checkDate(String text) {
    Instant date;
    try {
      date = LocalDateTime.parse(text, DATE).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw AlibabaError.gateway(
          400,
          "InvalidTimeStamp.Format",
          "Specified time stamp or date value is not well formatted: yyyy-MM-ddTHH:mm:ssZ.");
    }
    if (Duration.between(date, clock.signatureTime()).abs().compareTo(SKEW) > 0) {
      throw expired();
    }
  }

  static AlibabaError expired() {
    return AlibabaError.gateway(
        400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.");
  }

  private GrantedKey granted(String keyId) {
    return keys.find(keyId)
        .orElseThrow(
            () ->
                AlibabaError.gateway(
                    404, "InvalidAccessKeyId.NotFound", "Specified access key is not found."));
  }

  private void checkToken(GrantedKey granted, String sent) {
    String token = granted.token();
    if (token != null && sent.isEmpty()) {
      throw AlibabaError.gateway(
          400, "MissingSecurityToken", "SecurityToken is mandatory for this action.");
    }
    if (!Digests.same(token == null ? "" : token, sent)) {
      throw AlibabaError.gateway(
          400,
          "InvalidSecurityToken.MismatchWithAccessKey",
          "Specified SecurityToken mismatch with the AccessKey.");
    }
    Instant expires = granted.expires();
    if (expires != null && !clock.instant().isBefore(expires)) {
      throw tokenExpired();
    }
  }

  static AlibabaError tokenExpired() {
    return AlibabaError.gateway(
        403, "InvalidSecurityToken.Expired", "Specified SecurityToken is expired.");
  }

  private void checkNonce(String keyId, String nonce) {
    if (!nonces.isNew(keyId, nonce, clock.signatureTime())) {
      throw AlibabaError.gateway(
          400, "SignatureNonceUsed", "Specified signature nonce was used already.");
    }
  }

  private static AlibabaError mismatch(String signed) {
    return AlibabaError.gateway(
        400,
        "SignatureDoesNotMatch",
        "Specified signature is not matched with our calculation. server string to sign is:"
            + signed);
  }
}
