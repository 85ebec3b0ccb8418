package io.tidegate.sandbox.engine;

import java.sql.SQLException;
import java.time.Duration;

/** How long one piece of work tries a lost server again. */
final class Patience {
  private static final long BETWEEN_ATTEMPTS = Duration.ofSeconds(1).toNanos();

  private final Duration reconnectFor;
  private final StopSignal stop;
  private long lostAt;

  Patience(Duration reconnectFor, StopSignal stop) {
    this.reconnectFor = reconnectFor;
    this.stop = stop;
  }

  /** The servers are there, and the work gets on: the next loss is another one. */
  void renew() {
    lostAt = 0;
  }

  /**
   * Waits until the next attempt.
   *
   * @param on what the work is about
   * @throws MoveFailure if that was the last one
   * @throws StopSignal.Stopped if the job was told to stop
   */
  void pause(String on, SQLException lost) {
    long now = System.nanoTime();
    lostAt = lostAt == 0 ? now : lostAt;
    if (now - lostAt >= reconnectFor.toNanos()) {
      throw new MoveFailure(
          on,
          lost,
          "It was tried again for "
              + reconnectFor.toSeconds()
              + " s; what was loaded stays, and a start goes on from there");
    }
    stop.pause(BETWEEN_ATTEMPTS);
  }
}
