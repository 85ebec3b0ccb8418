package io.tidegate.sandbox.http;

import java.util.Map;
import java.util.TreeMap;

/** How often each action was called since the process began. Thread-safe. */
public final class CallCounts {
  /**
   * @param received calls that named the action, whatever became of them
   * @param accepted calls that did what they asked for, even if the answer was lost
   */
  public record Count(long received, long accepted) {}

  private final Map<String, Count> counts = new TreeMap<>();

  public synchronized void received(String action) {
    counts.merge(action, new Count(1, 0), CallCounts::sum);
  }

  public synchronized void accepted(String action) {
    counts.merge(action, new Count(0, 1), CallCounts::sum);
  }

  public synchronized Map<String, Count> all() {
    return new TreeMap<>(counts);
  }

  private static Count sum(Count one, Count other) {
    return new Count(one.received() + other.received(), one.accepted() + other.accepted());
  }
}
