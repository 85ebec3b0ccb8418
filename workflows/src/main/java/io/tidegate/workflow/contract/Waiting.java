package io.tidegate.workflow.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a migration that needs a person is waiting for.
 *
 * @param type the {@link FailureType}'s name, or the gate's word
 * @param reason one or more sentences, with the provider's own code and request id where it has one
 * @param nextStep what to do
 * @param until when the migration gives up; absent means never
 */
public record Waiting(
    String type,
    String reason,
    String nextStep,
    List<Objection> objections,
    Instant since,
    @Nullable Instant until) {

  /** One item that the gate does not let through, and why. */
  public record Objection(PrecheckItem item, String why) {}

  public Waiting {
    objections = objections == null ? List.of() : List.copyOf(objections);
  }
}
