package io.tidegate.sandbox.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** At most so many calls of one action in any second of real time. Thread-safe. */
public final class RateLimit {
  private static final Duration WINDOW = Duration.ofSeconds(1);

  private final int perSecond;
  private final InstantSource time;
  private final Map<String, Deque<Instant>> recent = new HashMap<>();

  /**
   * @param perSecond 0 for no limit
   */
  public RateLimit(int perSecond, InstantSource time) {
    this.perSecond = perSecond;
    this.time = time;
  }

  /** Counts a call, unless the limit is reached; then answers false. */
  public boolean admits(String action) {
    return admits(action, 1);
  }

  /**
   * @param share how many times the usual number of calls this action is allowed
   */
  public synchronized boolean admits(String action, int share) {
    if (perSecond == 0) {
      return true;
    }
    Instant now = time.instant();
    Deque<Instant> calls = recent.computeIfAbsent(action, key -> new ArrayDeque<>());
    while (!calls.isEmpty() && !calls.peekFirst().plus(WINDOW).isAfter(now)) {
      calls.removeFirst();
    }
    if (calls.size() >= (long) perSecond * share) {
      return false;
    }
    calls.addLast(now);
    return true;
  }
}
