package io.tidegate.workflow.contract;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often a migration may go through its precheck.
 *
 * @param max rounds that follow our own shields and people's answers; {@value #DEFAULT_MAX} unless
 *     said
 * @param giveUpAfter how long a wait for a fix may last before the migration ends as failed; absent
 *     means for ever
 */
public record Rounds(int max, @Nullable Duration giveUpAfter) {
  /** The bound when a file names none. */
  public static final int DEFAULT_MAX = 5;

  /** What is longer is for ever: no timer reaches as far. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  public Rounds {
    giveUpAfter = giveUpAfter != null && giveUpAfter.compareTo(LONGEST) > 0 ? null : giveUpAfter;
    max = max <= 0 ? DEFAULT_MAX : max;
  }
}
