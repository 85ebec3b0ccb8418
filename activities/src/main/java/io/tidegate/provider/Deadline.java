package io.tidegate.provider;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A moment after which nothing may be sent any more, on a clock that nobody sets. */
public final class Deadline {
  private final long atNanos;
  private final LongSupplier nanoTime;

  private Deadline(long atNanos, LongSupplier nanoTime) {
    this.atNanos = atNanos;
    this.nanoTime = nanoTime;
  }

  public static Deadline in(Duration time) {
    return in(time, System::nanoTime);
  }

  /**
   * @param nanoTime a monotonic clock
   */
  public static Deadline in(Duration time, LongSupplier nanoTime) {
    return new Deadline(nanoTime.getAsLong() + time.toNanos(), nanoTime);
  }

  /** What is left; zero or less once it has passed. */
  public Duration left() {
    return Duration.ofNanos(atNanos - nanoTime.getAsLong());
  }

  public boolean passed() {
    return atNanos - nanoTime.getAsLong() <= 0;
  }
}
