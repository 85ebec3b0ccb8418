package io.tidegate.provider;

import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes foreign text safe to keep and to show. */
public final class Texts {
  /** What of a provider's text is kept, in characters. */
  public static final int LIMIT = 2_048;

  private static final String MORE = "…";

  /**
   * The text at most {@link #LIMIT} characters long. What is no letter is replaced: control
   * characters, but for lines and tabs, and what turns or hides the writing.
   */
  public static String cut(String text) {
    return cut(text, LIMIT);
  }

  /** As {@link #cut(String)}, with another limit. */
  public static String cut(String text, int limit) {
    return replaced(shortened(text, limit), c -> isControl(c) || isFormat(c));
  }

  /**
   * As {@link #cut(String, int)}, for data that is compared or handed on, such as the name of a
   * table: in some scripts a joiner is a part of a word. Whoever shows it makes it safe.
   */
  public static String data(String text, int limit) {
    return replaced(shortened(text, limit), Texts::isControl);
  }

  /** As {@link #cut(String, int)}, on one line: for messages, which are logged. */
  public static String line(String text, int limit) {
    return cut(text, limit).replaceAll("\\s*[\\n\\t\u2028\u2029]\\s*", " ").strip();
  }

  /** Those that say something, each once, in their order. */
  public static String joined(Stream<String> texts) {
    return texts.filter(t -> !t.isEmpty()).distinct().collect(Collectors.joining("; "));
  }

  private static String shortened(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = limit - MORE.length();
    // A pair of surrogates is one character to everybody who reads it later.
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + MORE;
  }

  private static String replaced(String text, IntPredicate unsafe) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().map(c -> unsafe.test(c) ? '\uFFFD' : c).forEach(clean::appendCodePoint);
    return clean.toString();
  }

  /** Half a pair of surrogates is no character, and cannot be written as JSON. */
  private static boolean isControl(int c) {
    boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return half || (Character.isISOControl(c) && c != '\n' && c != '\t');
  }

  /** Temporal's Web UI shows a failure's message as it is. */
  private static boolean isFormat(int c) {
    return Character.getType(c) == Character.FORMAT;
  }

  private Texts() {}
}
