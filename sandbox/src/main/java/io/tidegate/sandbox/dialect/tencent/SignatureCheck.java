package io.tidegate.sandbox.dialect.tencent;

import io.tidegate.sandbox.core.AccessKeys;
import io.tidegate.sandbox.core.GrantedKey;
import io.tidegate.sandbox.core.SandboxClock;
import io.tidegate.sandbox.http.Digests;
import io.tidegate.sandbox.http.Request;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * Decides whether a request comes from somebody who knows the key's secret, and is meant for now.
 */
final class SignatureCheck {
  /** How far a request's timestamp may be from ours, either way. */
  static final Duration SKEW = Duration.ofMinutes(5);

  private static final Set<String> METHODS = Set.of("HmacSHA1", "HmacSHA256");

  private final AccessKeys keys;
  private final SandboxClock clock;

  SignatureCheck(AccessKeys keys, SandboxClock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * @throws TencentError if the request is not accepted
   */
  void check(Request request, Common common) {
    if (common.isInHeaders()) {
      checkTc3(request, common);
    } else {
      checkPlain(request, common);
    }
  }

  private void checkTc3(Request request, Common common) {
    Authorization authorization = Authorization.of(request.header("authorization").orElse(""));
    String timestamp = common.get("Timestamp");
    Instant time = checkTime(timestamp);
    GrantedKey granted = granted(authorization.secretId());
    for (String name : authorization.signedHeaders()) {
      if (request.header(name).isEmpty()) {
        throw Authorization.malformed("the header " + name + " is signed and was not sent");
      }
    }
    String date = time.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    String expected =
        Tc3Signature.sign(
            request,
            authorization.signedHeaders(),
            timestamp,
            new Tc3Signature.Scope(date, authorization.scope().service()),
            granted.key().secret());
    if (!authorization.scope().date().equals(date)
        || !Digests.same(authorization.signature(), expected)) {
      throw mismatch();
    }
    checkToken(granted, common);
  }

  private void checkPlain(Request request, Common common) {
    String secretId = common.get("SecretId");
    String signature = common.get("Signature");
    common.get("Nonce");
    checkTime(common.get("Timestamp"));
    String method = common.find("SignatureMethod").orElse("HmacSHA1");
    if (!METHODS.contains(method)) {
      throw Authorization.malformed("SignatureMethod must be HmacSHA1 or HmacSHA256");
    }
    GrantedKey granted = granted(secretId);
    String expected =
        PlainSignature.sign(
            method,
            request.method(),
            request.header("host").orElse(""),
            common.parameters(),
            granted.key().secret());
    if (!Digests.same(signature, expected)) {
      throw mismatch();
    }
    checkToken(granted, common);
  }

  private Instant checkTime(String text) {
    Instant time;
    try {
      time = Instant.ofEpochSecond(Long.parseLong(text.strip()));
    } catch (NumberFormatException | DateTimeException e) {
      throw new TencentError(
          "InvalidParameter", "The parameter `Timestamp` must be a time in Unix seconds.");
    }
    if (Duration.between(time, clock.signatureTime()).abs().compareTo(SKEW) > 0) {
      throw expired();
    }
    return time;
  }

  private GrantedKey granted(String secretId) {
    return keys.find(secretId)
        .orElseThrow(
            () ->
                new TencentError(
                    "AuthFailure.SecretIdNotFound",
                    "The SecretId is not found, please ensure that your SecretId is correct."));
  }

  private void checkToken(GrantedKey granted, Common common) {
    String token = granted.token();
    Instant expires = granted.expires();
    boolean isLate = expires != null && !clock.instant().isBefore(expires);
    if (isLate || !Digests.same(token == null ? "" : token, common.find("Token").orElse(""))) {
      throw tokenFailure();
    }
  }

  static TencentError expired() {
    return new TencentError(
        "AuthFailure.SignatureExpire",
        "The provided credentials are expired: the timestamp is more than five minutes off the"
            + " service's time.");
  }

  static TencentError tokenFailure() {
    return new TencentError(
        "AuthFailure.TokenFailure",
        "The token is not that of this SecretId, or has expired; a key for good has none.");
  }

  private static TencentError mismatch() {
    return new TencentError(
        "AuthFailure.SignatureFailure",
        "The provided credentials could not be validated. Please check your signature is correct.");
  }
}
