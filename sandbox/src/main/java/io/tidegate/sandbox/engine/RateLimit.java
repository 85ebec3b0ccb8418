package io.tidegate.sandbox.engine;

/** Keeps the threads of one job below a number of rows per second together. */
final class RateLimit {
  private static final long SECOND = 1_000_000_000L;

  private final long rowsPerSecond;
  private final StopSignal stop;
  private long freeAt = System.nanoTime();

  /**
   * @param rowsPerSecond 0 for no limit
   */
  RateLimit(long rowsPerSecond, StopSignal stop) {
    this.rowsPerSecond = rowsPerSecond;
    this.stop = stop;
  }

  /** Waits until {@code rows} more may pass. */
  void pass(long rows) {
    stop.check();
    if (rowsPerSecond > 0) {
      stop.pause(Math.max(0, reserve(rows) - System.nanoTime()));
    }
  }

  private synchronized long reserve(long rows) {
    // Time in which nobody came is not saved up.
    freeAt = Math.max(freeAt, System.nanoTime()) + rows * SECOND / rowsPerSecond;
    return freeAt;
  }
}
