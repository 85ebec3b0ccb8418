package io.tidegate.workflow.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckItem.Skippable;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.Rule;
import io.tidegate.workflow.policy.GateDecision.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GatePolicyTest {
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

  static Stream<Arguments> table() {
    return Stream.of(
        row("nothing failed", Kind.PROCEED, rules(), item("A", Verdict.PASSED)),
        row("no rule", Kind.WAIT, rules(), failed("A")),
        row("allowed", Kind.SHIELD, rules(allow("A")), failed("A")),
        row("another item allowed", Kind.WAIT, rules(allow("B")), failed("A")),
        row("codes compare exactly", Kind.WAIT, rules(allow("a")), failed("A")),
        row("never beats allow", Kind.WAIT, rules(allow("A"), never("A")), failed("A")),
        row("never beats ask", Kind.WAIT, rules(ask("A"), never("A")), failed("A")),
        row("ask beats allow", Kind.ASK, rules(allow("A"), ask("A")), failed("A")),
        row("one of two denied", Kind.WAIT, rules(allow("A")), failed("A"), failed("B")),
        row("one of two asked", Kind.ASK, rules(allow("A"), ask("B")), failed("A"), failed("B")),
        row("both allowed", Kind.SHIELD, rules(allow("A"), allow("B")), failed("A"), failed("B")),
        row("expired", Kind.WAIT, rules(expiring("A", "2026-12-31T23:59:59Z")), failed("A")),
        row("expires now", Kind.WAIT, rules(expiring("A", "2027-01-01T00:00:00Z")), failed("A")),
        row("still valid", Kind.SHIELD, rules(expiring("A", "2027-01-01T00:00:01Z")), failed("A")),
        row("for this migration", Kind.SHIELD, rules(only("A", "orders")), failed("A")),
        row("for another migration", Kind.WAIT, rules(only("A", "users")), failed("A")),
        row("for its object", Kind.SHIELD, rules(on("A", "shop.t")), failed("A")),
        row("for another object", Kind.WAIT, rules(on("A", "shop.u")), failed("A")),
        row("the service says no", Kind.WAIT, rules(allow("A")), skippable("A", Skippable.NO)),
        row("it says nothing", Kind.SHIELD, rules(allow("A")), skippable("A", Skippable.UNSAID)),
        row("unknown to the shield call", Kind.WAIT, rules(allow("A")), unshieldable("A")),
        row("an unknown verdict", Kind.WAIT, rules(allow("A")), item("A", Verdict.UNKNOWN)),
        row("shielded, allowed", Kind.PROCEED, rules(allow("A")), shielded("A")),
        row("shielded by somebody", Kind.WAIT, rules(), shielded("A")),
        row("passed under a shield that is allowed", Kind.PROCEED, rules(allow("A")), idle("A")),
        row("passed under somebody's shield", Kind.WAIT, rules(), idle("A")),
        row("shielded, asked", Kind.ASK, rules(ask("A")), shielded("A")),
        row(
            "shielded, permission over",
            Kind.WAIT,
            rules(expiring("A", "2026-01-01T00:00:00Z")),
            shielded("A")),
        row("the account says never", Kind.WAIT, rules(allow("N")), failed("N")),
        row("a warning allowed", Kind.PROCEED, rules(allow("A")), item("A", Verdict.WARNING)),
        row("a warning forbidden", Kind.WAIT, rules(never("A")), item("A", Verdict.WARNING)),
        row("a warning the account forbids", Kind.WAIT, rules(), item("N", Verdict.WARNING)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("table")
  void decides(String name, Kind expected, List<Rule> rules, PrecheckItem[] items) {
    GateDecision decision =
        gate(Policy.Warnings.ACCEPT, rules).decide(report(items), Set.of(), NOW);

    assertThat(decision.kind()).isEqualTo(expected);
    assertThat(decision.shields().isEmpty()).isEqualTo(expected != Kind.SHIELD);
  }

  @Test
  void warningsThatNoRuleNamesFollowTheDefault() {
    PrecheckReport report = report(item("A", Verdict.WARNING));

    assertThat(gate(Policy.Warnings.ACCEPT, List.of()).decide(report, Set.of(), NOW).kind())
        .isEqualTo(Kind.PROCEED);
    assertThat(gate(Policy.Warnings.ASK, List.of()).decide(report, Set.of(), NOW).kind())
        .isEqualTo(Kind.ASK);
    assertThat(gate(Policy.Warnings.SUSPEND, List.of()).decide(report, Set.of(), NOW).kind())
        .isEqualTo(Kind.ASK);
    assertThat(gate(Policy.Warnings.DENY, List.of()).decide(report, Set.of(), NOW).kind())
        .isEqualTo(Kind.WAIT);
  }

  @Test
  void anItemThatFailsUnderItsShieldIsNotShieldedTwice() {
    GateDecision decision =
        gate(Policy.Warnings.ACCEPT, List.of(allow("A")))
            .decide(report(failed("A")), Set.of("A"), NOW);

    assertThat(decision.kind()).isEqualTo(Kind.WAIT);
    assertThat(decision.objections().get(0).why()).startsWith("SHIELD_INEFFECTIVE");
  }

  @Test
  void aRunThatDidNotPassAndNamesNoItemIsNotAPass() {
    PrecheckReport report =
        new PrecheckReport(
            PrecheckReport.State.FAILED, "Failed", "r", "", List.of(), 14, 14, 0, "");

    assertThat(gate(Policy.Warnings.ACCEPT, List.of()).decide(report, Set.of(), NOW).kind())
        .isEqualTo(Kind.WAIT);
  }

  @Test
  void aRunWhoseVerdictNobodyKnowsIsNoPassWhateverIsShieldedInIt() {
    PrecheckReport report =
        new PrecheckReport(
            PrecheckReport.State.UNKNOWN,
            "pondering",
            "r",
            "",
            List.of(shielded("A")),
            14,
            13,
            0,
            "");

    assertThat(
            gate(Policy.Warnings.ACCEPT, List.of(allow("A"))).decide(report, Set.of(), NOW).kind())
        .isEqualTo(Kind.WAIT);
  }

  @Test
  void aReportThatWasCutShieldsNothing() {
    PrecheckReport report =
        new PrecheckReport(
            PrecheckReport.State.FAILED, "Failed", "r", "", List.of(failed("A")), 90, 0, 40, "");

    GateDecision decision =
        gate(Policy.Warnings.ACCEPT, List.of(allow("A"))).decide(report, Set.of(), NOW);

    assertThat(decision.kind()).isEqualTo(Kind.WAIT);
    assertThat(decision.shields()).isEmpty();
  }

  private static GatePolicy gate(Policy.Warnings warnings, List<Rule> rules) {
    return new GatePolicy("orders", new Policy(warnings, rules), List.of("N"));
  }

  private static Arguments row(
      String name, Kind expected, List<Rule> rules, PrecheckItem... items) {
    return Arguments.of(name, expected, rules, items);
  }

  private static List<Rule> rules(Rule... rules) {
    return List.of(rules);
  }

  private static Rule allow(String item) {
    return rule(item, Rule.Decision.ALLOW, null, List.of(), List.of());
  }

  private static Rule ask(String item) {
    return rule(item, Rule.Decision.ASK, null, List.of(), List.of());
  }

  private static Rule never(String item) {
    return rule(item, Rule.Decision.NEVER, null, List.of(), List.of());
  }

  private static Rule expiring(String item, String at) {
    return rule(item, Rule.Decision.ALLOW, Instant.parse(at), List.of(), List.of());
  }

  private static Rule only(String item, String migration) {
    return rule(item, Rule.Decision.ALLOW, null, List.of(migration), List.of());
  }

  private static Rule on(String item, String object) {
    return rule(item, Rule.Decision.ALLOW, null, List.of(), List.of(object));
  }

  private static Rule rule(
      String item,
      Rule.Decision decision,
      Instant expires,
      List<String> migrations,
      List<String> objects) {
    return new Rule(
        item, decision, "why", expires, List.of(), migrations, objects, "", "", "tidegate.yaml:1");
  }

  private static PrecheckItem failed(String code) {
    return item(code, Verdict.FAILED);
  }

  private static PrecheckItem item(String code, Verdict verdict) {
    return item(code, verdict, false, Skippable.YES, true);
  }

  private static PrecheckItem shielded(String code) {
    return item(code, Verdict.FAILED, true, Skippable.YES, true);
  }

  private static PrecheckItem idle(String code) {
    return item(code, Verdict.PASSED, true, Skippable.YES, true);
  }

  private static PrecheckItem skippable(String code, Skippable skippable) {
    return item(code, Verdict.FAILED, false, skippable, true);
  }

  private static PrecheckItem unshieldable(String code) {
    return item(code, Verdict.FAILED, false, Skippable.UNSAID, false);
  }

  private static PrecheckItem item(
      String code, Verdict verdict, boolean shielded, Skippable skippable, boolean shieldable) {
    return new PrecheckItem(
        code,
        verdict,
        verdict.name(),
        shielded,
        skippable,
        shieldable,
        "",
        "",
        "",
        List.of("shop.t"),
        "target");
  }

  private static PrecheckReport report(PrecheckItem... items) {
    boolean failed = Stream.of(items).anyMatch(i -> i.verdict() == Verdict.FAILED && !i.shielded());
    boolean unknown = Stream.of(items).anyMatch(i -> i.verdict() == Verdict.UNKNOWN);
    return new PrecheckReport(
        failed || unknown ? PrecheckReport.State.FAILED : PrecheckReport.State.PASSED,
        "",
        "r",
        "",
        List.of(items),
        items.length,
        0,
        0,
        "");
  }
}
