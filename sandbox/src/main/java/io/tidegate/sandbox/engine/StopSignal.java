package io.tidegate.sandbox.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells the threads of a job to put down their work at the next safe place. */
final class StopSignal {
  /** Thrown where the work is put down. */
  static final class Stopped extends RuntimeException {
    Stopped() {
      super("stopped");
    }
  }

  private final CountDownLatch stopped = new CountDownLatch(1);

  void stop() {
    stopped.countDown();
  }

  boolean isStopped() {
    return stopped.getCount() == 0;
  }

  /**
   * @throws Stopped if the job was told to stop
   */
  void check() {
    if (isStopped()) {
      throw new Stopped();
    }
  }

  /**
   * Waits for so long.
   *
   * @throws Stopped if the job was told to stop before or meanwhile
   */
  void pause(long nanoseconds) {
    try {
      if (stopped.await(nanoseconds, TimeUnit.NANOSECONDS)) {
        throw new Stopped();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Stopped();
    }
  }
}
