package io.tidegate.workflow.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.Rule;
import io.tidegate.workflow.contract.Rule.Decision;
import io.tidegate.workflow.policy.GateDecision.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules about some objects or one side, where the service does not say whom an item concerns. */
class NarrowedRulesTest {
  @ParameterizedTest(name = "{0} on {1} at {2}, item on {3} at {4}: {5}")
  @CsvSource({
    // A prohibition holds unless the item is known to concern others.
    "NEVER, shop.t, '',     shop.t, target, WAIT",
    "NEVER, shop.t, '',     shop.u, target, SHIELD",
    "NEVER, shop.t, '',     '',     target, WAIT",
    "ASK,   shop.t, '',     '',     target, ASK",
    "NEVER, '',     source, shop.t, target, SHIELD",
    "NEVER, '',     source, shop.t, '',     WAIT",
    "NEVER, shop.t, '',     many,   target, WAIT",
    // A permission holds only where the item is known to concern nothing else.
    "ALLOW, shop.t, '',     shop.t, target, SHIELD",
    "ALLOW, shop.t, '',     '',     target, WAIT",
    "ALLOW, '',     source, shop.t, '',     WAIT",
    "ALLOW, many,   '',     many,   target, WAIT",
  })
  void holds(
      Decision decision, String on, String at, String object, String endpoint, Kind expected) {
    Rule narrowed = rule(decision, objects(on), at);
    List<Rule> rules =
        decision == Decision.ALLOW
            ? List.of(narrowed)
            : List.of(rule(Decision.ALLOW, List.of(), ""), narrowed);
    PrecheckItem item =
        new PrecheckItem(
            "A",
            PrecheckItem.Verdict.FAILED,
            "Failed",
            false,
            PrecheckItem.Skippable.YES,
            true,
            "",
            "",
            "",
            objects(object),
            endpoint);

    GateDecision decided =
        new GatePolicy("orders", new Policy(Policy.Warnings.ACCEPT, rules), List.of())
            .decide(report(item), Set.of(), Instant.EPOCH);

    assertThat(decided.kind()).isEqualTo(expected);
  }

  /** As many as are carried: there may be more. */
  private static List<String> objects(String text) {
    if (text.equals("many")) {
      return IntStream.range(0, 100).mapToObj(i -> "shop.t" + i).toList();
    }
    return text.isEmpty() ? List.of() : List.of(text);
  }

  private static Rule rule(Decision decision, List<String> objects, String endpoint) {
    return new Rule("A", decision, "why", null, List.of(), List.of(), objects, endpoint, "", "f:1");
  }

  private static PrecheckReport report(PrecheckItem item) {
    return new PrecheckReport(
        PrecheckReport.State.FAILED, "Failed", "r", "", List.of(item), 1, 0, 0, "");
  }
}
