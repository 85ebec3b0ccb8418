package io.tidegate.sandbox.core;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The sandbox's time: the machine's, and as much further as somebody has stepped it. Requests'
 * signatures are judged by {@link #signatureTime}, which may be left behind on purpose.
 */
public final class SandboxClock implements InstantSource {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final InstantSource machine;
  private long changes;
  private Duration offset = Duration.ZERO;
  private Duration signatureOffset = Duration.ZERO;

  public SandboxClock(InstantSource machine) {
    this.machine = machine;
  }

  @Override
  public synchronized Instant instant() {
    return machine.instant().plus(offset);
  }

  /** The time that a request's date must be near. */
  public synchronized Instant signatureTime() {
    return machine.instant().plus(signatureOffset);
  }

  /** How far this clock is ahead of the machine's. */
  public synchronized Duration offset() {
    return offset;
  }

  synchronized Duration signatureOffset() {
    return signatureOffset;
  }

  synchronized void set(Duration newOffset, Duration newSignatureOffset) {
    offset = newOffset;
    signatureOffset = newSignatureOffset;
    wake();
  }

  /** Wakes everybody who waits, to look again at what they wait for. */
  synchronized void wake() {
    changes++;
    notifyAll();
  }

  /** To be asked before a look at what is waited for: what comes after that look is not missed. */
  synchronized long changes() {
    return changes;
  }

  /**
   * Waits until the moment has come, or somebody has stepped the clock or called {@link #wake}.
   *
   * @param seen what {@link #changes} was before the look that made this wait necessary
   */
  synchronized void await(Instant moment, long seen) throws InterruptedException {
    while (changes == seen) {
      Duration left = Duration.between(instant(), moment);
      if (left.isNegative() || left.isZero()) {
        return;
      }
      wait(left.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT.toMillis() : left.toMillis() + 1);
    }
  }
}
