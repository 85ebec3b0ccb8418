package io.tidegate.sandbox.engine;

import java.util.List;
import java.util.stream.Collectors;

/** Makes names, values and words of databases safe to show to a person. */
final class Shown {
  private static final int PART = 200;
  private static final int LISTED = 8;

  private Shown() {}

  /** At most {@code limit} characters, with control and format characters written out. */
  static String text(String text, int limit) {
    StringBuilder shown = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      String part = isUnsafe(c) ? String.format("\\u%04X", c) : Character.toString(c);
      if (shown.length() + part.length() > limit - 1) {
        return shown.append('…').toString();
      }
      shown.append(part);
      at += Character.charCount(c);
    }
    return shown.toString();
  }

  /** The first few, each cut short, and how many more there are. */
  static String list(List<String> texts) {
    if (texts.isEmpty()) {
      return "none";
    }
    String first =
        texts.stream().limit(LISTED).map(t -> text(t, PART)).collect(Collectors.joining(", "));
    int more = texts.size() - LISTED;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  private static boolean isUnsafe(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
