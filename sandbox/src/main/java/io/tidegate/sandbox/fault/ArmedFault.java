package io.tidegate.sandbox.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A fault that waits for its calls.
 *
 * @param action the action that it meets, or {@code *} for any
 * @param times how many calls it still meets
 * @param duration what it means stands with the fault; null for the fault's own default
 */
public record ArmedFault(
    long id, String action, Fault fault, int times, @Nullable Duration duration) {
  ArmedFault used() {
    return new ArmedFault(id, action, fault, times - 1, duration);
  }

  /** How long it goes on from the first call that it meets; null if it meets one call at a time. */
  @Nullable Duration lasting() {
    return fault == Fault.STALE_STATUS ? duration : null;
  }

  boolean meets(String called, Fault.Reach reach) {
    return fault.reach().covers(reach) && (action.equals("*") || action.equals(called));
  }
}
