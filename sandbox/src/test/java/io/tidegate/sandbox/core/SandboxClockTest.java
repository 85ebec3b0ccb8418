package io.tidegate.sandbox.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SandboxClockTest {
  private final SandboxClock clock = new SandboxClock(InstantSource.system());

  @Test
  @Timeout(30)
  void whatWakesBetweenALookAndTheWaitIsNotMissed() throws InterruptedException {
    Instant farAway = clock.instant().plus(Duration.ofDays(1));

    long seen = clock.changes();
    clock.wake();
    clock.await(farAway, seen);
    seen = clock.changes();
    clock.set(Duration.ofHours(1), Duration.ZERO);
    clock.await(farAway, seen);

    assertThat(clock.instant()).isBefore(farAway);
  }
}
