package io.tidegate.sandbox;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** One cut in a text that was signed, and one insertion. */
public record Change(double at, int cut, String put) {

  /** Anywhere, and of up to three characters. */
  public static Arbitrary<Change> by(Arbitrary<String> values) {
    return Combinators.combine(
            Arbitraries.doubles().between(0, 1), Arbitraries.integers().between(0, 3), values)
        .as(Change::new);
  }

  public String of(String text) {
    int from = (int) (at * text.length());
    return text.substring(0, from) + put + text.substring(Math.min(text.length(), from + cut));
  }
}
