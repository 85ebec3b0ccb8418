package io.tidegate.e2e;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, with a deadline. */
final class Wait {
  static void until(String what, Duration limit, BooleanSupplier condition)
      throws InterruptedException {
    until(() -> what, limit, condition);
  }

  /**
   * @param what asked for when it has not come about
   */
  static void until(Supplier<String> what, Duration limit, BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain for " + limit + " for " + what.get());
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private Wait() {}
}
