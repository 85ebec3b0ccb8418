package io.tidegate.workflow.policy;

import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.Rule;
import io.tidegate.workflow.contract.Waiting.Objection;
import java.util.List;

/**
 * What the gate makes of a report.
 *
 * @param shields set exactly when the kind is {@code SHIELD}
 * @param objections set exactly when the kind is {@code ASK} or {@code WAIT}
 */
public record GateDecision(Kind kind, List<AllowedShield> shields, List<Objection> objections) {

  /** What to do next. */
  public enum Kind {
    /** Nothing objects. */
    PROCEED,
    /** Every failed item may be passed over: shield them all, then check again. */
    SHIELD,
    /** A person has to decide. */
    ASK,
    /** Something has to be repaired, or the file changed. */
    WAIT
  }

  /** A failed item and the rule that lets it be shielded. */
  public record AllowedShield(PrecheckItem item, Rule rule) {}

  public GateDecision {
    shields = List.copyOf(shields);
    objections = List.copyOf(objections);
  }

  static GateDecision proceed() {
    return new GateDecision(Kind.PROCEED, List.of(), List.of());
  }

  static GateDecision shield(List<AllowedShield> shields) {
    return new GateDecision(Kind.SHIELD, shields, List.of());
  }

  static GateDecision object(Kind kind, List<Objection> objections) {
    return new GateDecision(kind, List.of(), objections);
  }
}
