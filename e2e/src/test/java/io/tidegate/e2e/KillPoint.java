package io.tidegate.e2e;

import java.util.Arrays;

/** Where an effect is when something is killed. */
enum KillPoint {
  /** The look has allowed it, and no byte has left. */
  BEFORE_SEND("before the send"),
  /** Every byte has left; none arrives. */
  LOST("under way, lost"),
  /** Every byte has left; they arrive some time after the death. */
  LATE("under way, late"),
  /** The provider has done it; the reply does not arrive. */
  DONE("done, not answered"),
  /** The reply has been read; Temporal has not been told. */
  ANSWERED("answered, not reported");

  /** As {@code docs/faults.md} says it. */
  final String words;

  KillPoint(String words) {
    this.words = words;
  }

  static KillPoint of(String words) {
    return Arrays.stream(values()).filter(p -> p.words.equals(words)).findFirst().orElseThrow();
  }
}
