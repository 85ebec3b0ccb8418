package io.tidegate.sandbox.dialect.oms.action;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The service's words for what the core knows. */
final class Words {
  /** In UTC, which the text does not say. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private Words() {}

  static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : TIME.format(time);
  }

  /** With milliseconds, as the times of failures are written. */
  static @Nullable String exactTime(@Nullable Instant time) {
    return time == null ? null : EXACT.format(time);
  }
}
