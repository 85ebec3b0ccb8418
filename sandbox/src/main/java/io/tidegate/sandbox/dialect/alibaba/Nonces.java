package io.tidegate.sandbox.dialect.alibaba;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.sandbox.http.Digests;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The nonces of accepted requests, for as long as a request with one of them could still pass for
 * new. Kept in memory: a restart forgets them. Thread-safe.
 */
final class Nonces {
  /** More than twenty calls a second for twice the skew need; then the oldest go early. */
  private static final int MOST = 200_000;

  private final Duration window;
  private final Map<String, Instant> seen = new LinkedHashMap<>();

  /**
   * @param window how long a nonce is remembered
   */
  Nonces(Duration window) {
    this.window = window;
  }

  /** Remembers the nonce; false if it was used before. */
  synchronized boolean isNew(String accessKeyId, String nonce, Instant now) {
    Iterator<Instant> times = seen.values().iterator();
    while (times.hasNext()) {
      Instant time = times.next();
      if (time.plus(window).isAfter(now) && seen.size() < MOST) {
        break;
      }
      times.remove();
    }
    return seen.putIfAbsent(kept(accessKeyId, nonce), now) == null;
  }

  /** What is kept of a nonce, which may be as long as a request. */
  static String kept(String accessKeyId, String nonce) {
    return Digests.sha256Hex((accessKeyId + "\n" + nonce).getBytes(UTF_8));
  }
}
