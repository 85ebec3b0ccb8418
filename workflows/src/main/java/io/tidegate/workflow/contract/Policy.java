package io.tidegate.workflow.contract;

import java.util.List;

/** What may be passed over: everything else is denied. */
public record Policy(Warnings warnings, List<Rule> rules) {

  /** What becomes of a warning that no rule names. */
  public enum Warnings {
    ASK,
    ACCEPT,
    DENY,
    /** Pause the job at once and ask, where a passing check cannot be held. */
    SUSPEND
  }

  public Policy {
    warnings = warnings == null ? Warnings.ASK : warnings;
    rules = rules == null ? List.of() : List.copyOf(rules);
  }

  /** What it says, wherever it was written. */
  public Policy withoutOrigins() {
    return new Policy(warnings, rules.stream().map(r -> r.at("")).toList());
  }
}
