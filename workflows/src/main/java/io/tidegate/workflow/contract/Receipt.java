package io.tidegate.workflow.contract;

import java.time.Instant;
import java.util.List;

/**
 * What became of an effect.
 *
 * @param effect what was to be done, e.g. {@code submit-check}
 * @param proof how we know: the provider's request id, or what a read showed
 * @param items the item codes concerned, for shields
 * @param attempts how many attempts the activity took
 * @param run the precheck run that it began, where only this reply names it; else empty
 */
public record Receipt(
    String effect,
    Outcome outcome,
    String proof,
    List<String> items,
    int attempts,
    Instant at,
    String run) {

  /** How an effect came about. */
  public enum Outcome {
    /** This attempt sent it. */
    SENT,
    /** A read showed that it was so already: by an attempt before, or by somebody else. */
    ADOPTED,
    /** It was given up while under way: whether it reached the provider is not known. */
    UNCLEAR,
    /** It was refused, or never sent: nothing came of it. */
    REFUSED
  }

  public Receipt {
    items = items == null ? List.of() : List.copyOf(items);
    run = run == null ? "" : run;
  }

  /** A receipt that names no run. */
  public Receipt(
      String effect, Outcome outcome, String proof, List<String> items, int attempts, Instant at) {
    this(effect, outcome, proof, items, attempts, at, "");
  }
}
