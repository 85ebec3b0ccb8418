package io.tidegate.e2e;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What came of a random run.
 *
 * @param schedule what was done when
 * @param killed how often each process was
 * @param outcomes how many migrations ended how
 * @param violations of what must hold, each with the job's story; empty when nothing was lost
 */
public record ChaosReport(
    long seed,
    Duration took,
    List<String> schedule,
    Map<String, Integer> killed,
    int armed,
    int retries,
    Map<String, Integer> outcomes,
    List<String> violations) {

  /** All processes that were killed. */
  public int kills() {
    return killed.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The run in one line. */
  public String figures() {
    return "seed %d: %s; killed with -9: %s; %d faults armed, %d retries by a person; lost: %s; %d s"
        .formatted(
            seed,
            outcomes,
            killed,
            armed,
            retries,
            violations.isEmpty() ? "nothing" : violations.size() + " jobs",
            took.toSeconds());
  }

  @Override
  public String toString() {
    return figures()
        + "\n  "
        + String.join("\n  ", schedule)
        + (violations.isEmpty() ? "" : "\nlost:\n  " + String.join("\n  ", violations));
  }
}
