package io.tidegate.provider;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often one account may call: a bucket of tokens per API action. Providers count per account,
 * so a throttled answer slows every action down, not only the one that met it.
 */
public final class CallBudget {
  private static final Duration SLOW_FOR = Duration.ofSeconds(30);
  private static final double SLOW_FACTOR = 0.25;
  private static final double NANOS = 1e9;

  private final double perSecond;
  private final LongSupplier nanoTime;
  private final Pause pause;
  private final Map<String, Bucket> buckets = new HashMap<>();
  private boolean slow;
  private long slowUntil;

  /** Lets time pass. */
  @FunctionalInterface
  public interface Pause {
    void sleep(Duration time) throws InterruptedException;
  }

  /** Tokens may be owed: a debt is the queue of those who wait. */
  private static final class Bucket {
    private double tokens;
    private long filledAt;

    private Bucket(double tokens, long filledAt) {
      this.tokens = tokens;
      this.filledAt = filledAt;
    }
  }

  public CallBudget(double perSecond) {
    this(
        perSecond,
        System::nanoTime,
        time -> Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000));
  }

  CallBudget(double perSecond, LongSupplier nanoTime, Pause pause) {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("calls per second must be more than 0: " + perSecond);
    }
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    this.pause = pause;
  }

  /**
   * Waits until the action may be called.
   *
   * @return false when that is not before the deadline; nothing was taken then
   */
  public boolean take(String action, Deadline deadline) throws InterruptedException {
    Duration wait = reserve(action, deadline.left());
    if (wait.isNegative()) {
      return false;
    }
    if (!wait.isZero()) {
      pause.sleep(wait);
    }
    return true;
  }

  /** To be told when the provider says that we call too often. */
  public synchronized void throttled() {
    slow = true;
    slowUntil = nanoTime.getAsLong() + SLOW_FOR.toNanos();
    buckets.values().forEach(b -> b.tokens = Math.min(b.tokens, 0));
  }

  /** How long to wait for a token that is now ours; negative when that would be too long. */
  private synchronized Duration reserve(String action, Duration patience) {
    long now = nanoTime.getAsLong();
    if (slow && now - slowUntil >= 0) {
      slow = false;
    }
    double rate = slow ? perSecond * SLOW_FACTOR : perSecond;
    double burst = Math.max(1, rate);
    Bucket bucket =
        buckets.computeIfAbsent(action, a -> new Bucket(slow ? 0 : Math.max(1, perSecond), now));
    bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.filledAt) / NANOS * rate);
    bucket.filledAt = now;
    double missing = 1 - bucket.tokens;
    Duration wait =
        missing <= 0 ? Duration.ZERO : Duration.ofNanos((long) (missing / rate * NANOS));
    if (patience.isNegative() || wait.compareTo(patience) > 0) {
      return Duration.ofNanos(-1);
    }
    bucket.tokens -= 1;
    return wait;
  }
}
