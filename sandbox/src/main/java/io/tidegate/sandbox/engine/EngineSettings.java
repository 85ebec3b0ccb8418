package io.tidegate.sandbox.engine;

import java.time.Duration;

/**
 * How a {@link RowEngine} works.
 *
 * @param threads chunks of one job that are loaded at a time
 * @param chunkRows rows between two checkpoints
 * @param rowsPerSecond the most that one job loads; 0 for as many as it can
 * @param reconnectFor how long a lost server is tried again before the job fails
 */
public record EngineSettings(
    int threads, int chunkRows, long rowsPerSecond, Duration reconnectFor) {
  /** As fast as it goes. */
  public static final EngineSettings DEFAULT = new EngineSettings(3, 10_000, 0);

  public EngineSettings {
    if (threads < 1 || chunkRows < 1 || rowsPerSecond < 0 || reconnectFor.isNegative()) {
      throw new IllegalArgumentException(
          "threads and chunkRows must be positive, rowsPerSecond and reconnectFor not negative");
    }
  }

  /** With the usual patience. */
  public EngineSettings(int threads, int chunkRows, long rowsPerSecond) {
    this(threads, chunkRows, rowsPerSecond, Duration.ofSeconds(30));
  }

  /** A slowed load takes smaller chunks, so that its progress still shows every half second. */
  int rowsBetweenCheckpoints() {
    return rowsPerSecond == 0
        ? chunkRows
        : (int) Math.min(chunkRows, Math.max(50, rowsPerSecond / 2));
  }
}
