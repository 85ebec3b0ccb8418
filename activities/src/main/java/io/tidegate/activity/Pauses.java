package io.tidegate.activity;

import java.time.Duration;

/** How long until something that is waited for is looked at again. */
final class Pauses {
  /** Most checks and short migrations end soon: their first looks follow quickly. */
  static final Duration SOON = Duration.ofSeconds(2);

  private static final int SOON_ATTEMPTS = 5;
  private static final Duration LEAST = Duration.ofMillis(200);

  /**
   * @param attempt the number of the look that has just been taken, from 1
   * @param interval between looks at what takes long
   */
  static Duration after(int attempt, Duration interval) {
    return attempt <= SOON_ATTEMPTS ? atMost(SOON, interval) : interval;
  }

  /** Never nothing, even where the limit is reached or past. */
  static Duration atMost(Duration wanted, Duration limit) {
    Duration bounded = wanted.compareTo(limit) < 0 ? wanted : limit;
    return bounded.compareTo(LEAST) < 0 ? LEAST : bounded;
  }

  private Pauses() {}
}
