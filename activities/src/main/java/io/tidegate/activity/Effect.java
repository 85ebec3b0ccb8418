package io.tidegate.activity;

import io.tidegate.provider.Deadline;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.Receipt;
import java.util.List;

/**
 * Something that changes a job at the provider: how to see that it is so, and how to ask for it.
 */
interface Effect {

  /** As in {@link Receipt#effect}. */
  String name();

  /** Item codes, for shields. */
  default List<String> items() {
    return List.of();
  }

  /** The precheck run that the last send began, where only its reply names it; else empty. */
  default String run() {
    return "";
  }

  /** Whether a refusal leaves everything as it was: one that is made of several calls may not. */
  default boolean isWhole() {
    return true;
  }

  /** What the provider shows now. */
  Look look();

  /** Asks for it, once; returns the proof. What to ask for may depend on the look before. */
  String send(Deadline deadline);

  /** What a look means for the effect. */
  sealed interface Look {

    /** It is so already. */
    record Done(String proof) implements Look {}

    /** Nothing has happened since the baseline: it may be sent. */
    record Unchanged(String seen) implements Look {}

    /** It may be sent whether or not it was before: a second one changes nothing more. */
    record Repeatable(String seen) implements Look {}

    /** It must not be sent. */
    record Refused(FailureType type, String why) implements Look {}

    /** Refused too, unless the reading changes within the quiet window. */
    record Doubtful(FailureType type, String why) implements Look {}
  }
}
