package io.tidegate.activity;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the gate decided may have changed before it is sent: a worker was away, the provider asked
 * to wait, or the account's settings are others now.
 *
 * @param until when the first of the rules ends; null for never
 * @param never codes that the account's own policy never lets pass
 */
record Permission(@Nullable Instant until, List<String> never, Clock clock) {
  Permission {
    never = List.copyOf(never);
  }

  /** Why these may not be sent now; empty where they may. */
  Optional<String> objection(List<String> items) {
    String forbidden = items.stream().filter(never::contains).collect(Collectors.joining(", "));
    if (!forbidden.isEmpty()) {
      return Optional.of(
          "not sent: by now the account's own policy says never to a shield of " + forbidden);
    }
    // What is sent may arrive as late as a send can take.
    boolean over = until != null && !clock.instant().plus(Effects.SEND).isBefore(until);
    return over
        ? Optional.of(
            "not sent: the rule that allowed the shield of %s has ended, or ends as it is sent, at %s"
                .formatted(String.join(", ", items), until))
        : Optional.empty();
  }
}
