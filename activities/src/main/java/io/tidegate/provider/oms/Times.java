package io.tidegate.provider.oms;

import static io.tidegate.provider.json.Scalars.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the service's times: of UTC without saying so, or with an offset. */
final class Times {
  private static final DateTimeFormatter SORTABLE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT);
  private static final DateTimeFormatter ANY =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  /** Beyond, a number counts milliseconds, or nothing that is a time. */
  private static final long MOST_SECONDS = 100_000_000_000L;

  /**
   * The time in UTC, always as long, so that the order of texts is that of times; empty where there
   * is none, or none that can be read.
   */
  static String sortable(@Nullable String sent) {
    try {
      var time = ANY.parseBest(text(sent), OffsetDateTime::from, LocalDateTime::from);
      LocalDateTime utc =
          time instanceof OffsetDateTime offset
              ? offset.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
              : LocalDateTime.from(time);
      return utc.getYear() >= 1 && utc.getYear() <= 9999 ? SORTABLE.format(utc) : "";
    } catch (DateTimeException e) {
      return "";
    }
  }

  /** A checkpoint in seconds since 1970; null where it is none, as of sources that count else. */
  static @Nullable Instant checkpoint(String sent) {
    try {
      long seconds = Long.parseLong(sent);
      return seconds > 0 && seconds < MOST_SECONDS ? Instant.ofEpochSecond(seconds) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private Times() {}
}
