package io.tidegate.sandbox.dialect.oms;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.sandbox.core.AccessKeys;
import io.tidegate.sandbox.core.GrantedKey;
import io.tidegate.sandbox.core.SandboxClock;
import io.tidegate.sandbox.http.Digests;
import io.tidegate.sandbox.http.Request;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides whether a request comes from an account of the service: the user is a key's id, the
 * password its secret. A temporary key's account lasts until the key expires; there is no token.
 */
final class BasicCheck {
  private static final String SCHEME = "basic ";

  private final AccessKeys keys;
  private final SandboxClock clock;

  BasicCheck(AccessKeys keys, SandboxClock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * @throws OmsError with HTTP 401 if the request is not accepted
   */
  void check(Request request) {
    String header =
        request
            .header("authorization")
            .orElseThrow(() -> refused("the request has no Authorization header"));
    if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      throw refused("the Authorization header is not of the scheme Basic");
    }
    String[] account = decoded(header.substring(SCHEME.length()).strip()).split(":", 2);
    // Whether there is such a user is nobody's business who cannot log in.
    Optional<GrantedKey> granted =
        keys.find(account[0])
            .filter(key -> account.length == 2 && Digests.same(key.key().secret(), account[1]));
    Instant expires =
        granted.orElseThrow(() -> refused("the user or the password is wrong")).expires();
    if (expires != null && !clock.instant().isBefore(expires)) {
      throw expired();
    }
  }

  private static String decoded(String text) {
    try {
      return new String(Base64.getDecoder().decode(text), UTF_8);
    } catch (IllegalArgumentException e) {
      throw refused("what follows Basic is not Base64");
    }
  }

  static OmsError expired() {
    return refused("the password of this user has expired");
  }

  private static OmsError refused(String text) {
    return new OmsError(
        401,
        null,
        text,
        "Use an account of the console with its current password, and change one that expired.");
  }
}
