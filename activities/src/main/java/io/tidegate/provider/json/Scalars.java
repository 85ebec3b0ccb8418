package io.tidegate.provider.json;

import org.jspecify.annotations.Nullable;

/** Reads the text of a scalar as what it stands for. */
public final class Scalars {

  /** No count and no delay in ms is larger; what is, or is no number at all, is an accident. */
  private static final double MOST = 1e15;

  /** The text, or empty. */
  public static String text(@Nullable String value) {
    return value == null ? "" : value.strip();
  }

  /** Whether it says yes in one of the ways in use. */
  public static boolean isTrue(@Nullable String value) {
    String text = text(value);
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("y") || text.equals("1");
  }

  /** Whether it says no; absent is neither yes nor no. */
  public static boolean isFalse(@Nullable String value) {
    String text = text(value);
    return text.equalsIgnoreCase("false") || text.equalsIgnoreCase("n") || text.equals("0");
  }

  /** The whole number, or what to take where there is none, or none that counts anything. */
  public static long number(@Nullable String value, long otherwise) {
    try {
      double number = Double.parseDouble(text(value).replace("%", ""));
      return Math.abs(number) <= MOST ? (long) number : otherwise;
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private Scalars() {}
}
