package io.tidegate.activity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until somebody sleeps on it. */
final class SteppedClock extends Clock {
  static final Instant START = Instant.parse("2026-05-06T07:08:09Z");
  private Instant now = START;

  synchronized void advance(Duration time) {
    now = now.plus(time);
  }

  Duration elapsed() {
    return Duration.between(START, instant());
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
