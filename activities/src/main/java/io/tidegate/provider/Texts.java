package io.tidegate.provider;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes foreign text safe to keep and to show. */
public final class Texts {
  /** What of a provider's text is kept, in characters. */
  public static final int LIMIT = 2_048;

  private static final String MORE = "…";

  /** The text at most {@link #LIMIT} characters long, its control characters replaced. */
  public static String cut(String text) {
    return cut(text, LIMIT);
  }

  /** As {@link #cut(String)}, with another limit. */
  public static String cut(String text, int limit) {
    String shortened = text;
    if (text.length() > limit) {
      int end = limit - MORE.length();
      // A pair of surrogates is one character to everybody who reads it later.
      if (Character.isHighSurrogate(text.charAt(end - 1))) {
        end--;
      }
      shortened = text.substring(0, end) + MORE;
    }
    return withoutControls(shortened);
  }

  /** As {@link #cut(String, int)}, on one line: for messages, which are logged. */
  public static String line(String text, int limit) {
    return cut(text, limit).replaceAll("\\s*[\\n\\t\u2028\u2029]\\s*", " ").strip();
  }

  /** Those that say something, each once, in their order. */
  public static String joined(Stream<String> texts) {
    return texts.filter(t -> !t.isEmpty()).distinct().collect(Collectors.joining("; "));
  }

  private static String withoutControls(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().map(c -> isUnsafe(c) ? '\uFFFD' : c).forEach(clean::appendCodePoint);
    return clean.toString();
  }

  /** Half a pair of surrogates is no character, and cannot be written as JSON. */
  private static boolean isUnsafe(int c) {
    boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return half || (Character.isISOControl(c) && c != '\n' && c != '\t');
  }

  private Texts() {}
}
