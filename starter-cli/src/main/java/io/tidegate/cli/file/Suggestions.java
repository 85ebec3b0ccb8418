package io.tidegate.cli.file;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What somebody who mistyped a word probably meant. */
final class Suggestions {
  private static final int MOST_EDITS = 2;

  /** As {@code ; did you mean allow?}, or empty when nothing is near. */
  static String near(String word, Collection<String> known) {
    return known.stream()
        // As many edits as that at least, and told in no time however long the word is.
        .filter(k -> Math.abs(word.length() - k.length()) <= MOST_EDITS)
        .filter(k -> edits(word, k) <= Math.min(MOST_EDITS, k.length() / 2))
        .min(Comparator.comparingInt(k -> edits(word, k)))
        .map(k -> "; did you mean " + k + "?")
        .orElse("");
  }

  /** Levenshtein's distance, upper and lower case alike. */
  private static int edits(String a, String b) {
    String from = a.toLowerCase(Locale.ROOT);
    String to = b.toLowerCase(Locale.ROOT);
    int[] row = new int[to.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }

  private Suggestions() {}
}
