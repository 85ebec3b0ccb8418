package io.tidegate.provider.tencent;

import static io.tidegate.provider.json.Scalars.text;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the service's times: of Beijing without saying so, or with an offset. */
final class Times {
  private static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);
  private static final DateTimeFormatter PLAIN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /**
   * The time as {@code yyyy-MM-dd HH:mm:ss} in Beijing, so that the order of texts is that of
   * times; empty where there is none, or none that can be read.
   */
  static String sortable(@Nullable String sent) {
    String time = text(sent);
    try {
      LocalDateTime local =
          time.indexOf('T') < 0
              ? LocalDateTime.parse(time, PLAIN)
              : OffsetDateTime.parse(time).withOffsetSameInstant(BEIJING).toLocalDateTime();
      return isInRange(local) ? PLAIN.format(local) : "";
    } catch (DateTimeException e) {
      return "";
    }
  }

  /** Beyond, the text would have a sign or another length, and would not sort. */
  private static boolean isInRange(LocalDateTime time) {
    return time.getYear() >= 1 && time.getYear() <= 9999;
  }

  private Times() {}
}
