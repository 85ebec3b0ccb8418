package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.dialect.alibaba.AlibabaError;
import io.tidegate.sandbox.dialect.alibaba.Parameters;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which of the two ways of a synchronisation; a migration goes forward. */
enum Direction {
  FORWARD("Forward"),
  REVERSE("Reverse");

  private final String word;

  Direction(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  static Direction of(Job job) {
    return job.spec().reverseOf() == null ? FORWARD : REVERSE;
  }

  /**
   * The one that a call means; empty where it does not say.
   *
   * @throws AlibabaError InvalidParameter if there is no such direction
   */
  static Optional<Direction> asked(Parameters parameters) {
    return parameters
        .find("SynchronizationDirection")
        .map(
            asked ->
                Stream.of(values())
                    .filter(direction -> direction.word.equalsIgnoreCase(asked))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            AlibabaError.invalid(
                                "SynchronizationDirection", "Forward or Reverse")));
  }

  /** The way that is meant of an instance's; of the one way of others, whatever was asked. */
  static Optional<Job> choose(List<Job> instance, Optional<Direction> asked) {
    return instance.stream()
        .filter(job -> instance.size() == 1 || of(job) == asked.orElse(FORWARD))
        .findFirst();
  }
}
