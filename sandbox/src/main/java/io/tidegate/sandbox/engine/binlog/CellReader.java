package io.tidegate.sandbox.engine.binlog;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Dates and times of the log as the texts that a server shows, zero dates and negative times too.
 */
final class CellReader {
  private CellReader() {}

  static String date(int packed) {
    return String.format(
        Locale.ROOT, "%04d-%02d-%02d", packed >> 9, (packed >> 5) & 15, packed & 31);
  }

  /**
   * @param bytes five bytes, and those of the fraction
   * @param digits of the fraction
   */
  static String dateTime(byte[] bytes, int digits) {
    long packed = number(bytes, 0, 5) & 0x7F_FFFF_FFFFL;
    long yearMonth = packed >> 22;
    return String.format(
            Locale.ROOT,
            "%04d-%02d-%02d %02d:%02d:%02d",
            yearMonth / 13,
            yearMonth % 13,
            (packed >> 17) & 31,
            (packed >> 12) & 31,
            (packed >> 6) & 63,
            packed & 63)
        + fraction(number(bytes, 5, bytes.length), digits);
  }

  /** The same, of four bytes, which are seconds since 1970; none is the zero date. */
  static String timestamp(byte[] bytes, int digits) {
    long second = number(bytes, 0, 4);
    String fraction = fraction(number(bytes, 4, bytes.length), digits);
    if (second == 0) {
      return "0000-00-00 00:00:00" + fraction;
    }
    LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    return String.format(
            Locale.ROOT,
            "%04d-%02d-%02d %02d:%02d:%02d",
            time.getYear(),
            time.getMonthValue(),
            time.getDayOfMonth(),
            time.getHour(),
            time.getMinute(),
            time.getSecond())
        + fraction;
  }

  /** The same, of three bytes. A negative time is the complement of the whole, fraction and all. */
  static String time(byte[] bytes, int digits) {
    int fractionBits = 8 * (bytes.length - 3);
    long signed = number(bytes, 0, bytes.length) - (0x80_0000L << fractionBits);
    long packed = Math.abs(signed);
    long whole = packed >> fractionBits;
    return String.format(
            Locale.ROOT,
            "%s%02d:%02d:%02d",
            signed < 0 ? "-" : "",
            (whole >> 12) & 0x3FF,
            (whole >> 6) & 63,
            whole & 63)
        + fraction(packed & ((1L << fractionBits) - 1), digits);
  }

  /** Two digits are kept in a byte, so an odd number of them is kept with a zero behind. */
  private static String fraction(long stored, int digits) {
    if (digits == 0) {
      return "";
    }
    int kept = digits + digits % 2;
    return "." + String.format(Locale.ROOT, "%0" + kept + "d", stored).substring(0, digits);
  }

  private static long number(byte[] bytes, int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      number = number << 8 | (bytes[i] & 0xFF);
    }
    return number;
  }
}
