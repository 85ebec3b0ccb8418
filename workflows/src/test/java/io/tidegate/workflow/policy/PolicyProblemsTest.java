package io.tidegate.workflow.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.Capability.ShieldReach;
import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyProblemsTest {

  @Test
  void warningsCannotBeAskedAboutWhereTheStartFollowsByItself() {
    for (Policy.Warnings warnings : List.of(Policy.Warnings.ASK, Policy.Warnings.DENY)) {
      assertThat(PolicyProblems.of(new Policy(warnings, List.of()), alibaba()))
          .singleElement()
          .asString()
          .contains("cannot be held", "accept", "suspend");
    }
    assertThat(PolicyProblems.of(new Policy(Policy.Warnings.ACCEPT, List.of()), alibaba()))
        .isEmpty();
    assertThat(PolicyProblems.of(new Policy(Policy.Warnings.SUSPEND, List.of()), alibaba()))
        .isEmpty();
  }

  @Test
  void warningsThatAreNeverShownCannotBeDenied() {
    Capability silent =
        new Capability(
            ShieldReach.NONE,
            List.of(),
            Map.of(),
            false,
            Capability.Cutover.COMPLETE,
            Duration.ZERO,
            Duration.ZERO,
            new Capability.Extras("", true, false));

    for (Policy.Warnings warnings : List.of(Policy.Warnings.DENY, Policy.Warnings.SUSPEND)) {
      assertThat(PolicyProblems.of(new Policy(warnings, List.of()), silent))
          .singleElement()
          .asString()
          .contains("never shows", "accept");
    }
    for (Policy.Warnings warnings : List.of(Policy.Warnings.ACCEPT, Policy.Warnings.ASK)) {
      assertThat(PolicyProblems.of(new Policy(warnings, List.of()), silent)).isEmpty();
    }
  }

  @Test
  void aRuleFinerThanAShieldReachesIsRefusedWithItsPlace() {
    assertThat(PolicyProblems.of(accepting(rule("CHECK_SAME_OBJ", List.of("shop.t"))), alibaba()))
        .singleElement()
        .asString()
        .startsWith("tidegate.yaml:6: allow CHECK_SAME_OBJ")
        .contains("as a whole");
  }

  @Test
  void aRuleForACodeThatTheShieldCallDoesNotKnowIsRefused() {
    assertThat(PolicyProblems.of(accepting(rule("CHECK_AUTH_SRC", List.of())), alibaba()))
        .singleElement()
        .asString()
        .contains("does not know", "CHECK_SAME_OBJ");
  }

  @Test
  void aDialectWithoutAShieldRefusesEveryAllow() {
    Capability none =
        new Capability(
            ShieldReach.NONE,
            List.of(),
            Map.of(),
            false,
            Capability.Cutover.COMPLETE,
            Duration.ZERO,
            Duration.ZERO);
    assertThat(PolicyProblems.of(accepting(rule("CHECK_SAME_OBJ", List.of())), none)).hasSize(1);
  }

  @Test
  void whereAnOperatorShieldsByHandARuleMaySayOfWhichObjects() {
    Capability byHand =
        new Capability(
            ShieldReach.BY_HAND,
            List.of(),
            Map.of(),
            false,
            Capability.Cutover.STOP,
            Duration.ZERO,
            Duration.ZERO);
    assertThat(PolicyProblems.of(accepting(rule("DB_UK_INDEX", List.of("shop.t"))), byHand))
        .isEmpty();
  }

  @Test
  void aRuleFinerThanAStepIsRefusedWhereAShieldReachesAStep() {
    assertThat(PolicyProblems.of(accepting(rule("OptimizeCheck", List.of("shop.t"))), byStep()))
        .singleElement()
        .asString()
        .contains("a step with all its findings");
    assertThat(PolicyProblems.of(accepting(rule("OptimizeCheck", List.of())), byStep())).isEmpty();
  }

  @Test
  void aShieldThatHasToSayMoreIsAllowedOnlyByARuleThatSaysIt() {
    assertThat(PolicyProblems.of(accepting(rule("ConstraintCheck", List.of())), byStep()))
        .singleElement()
        .asString()
        .startsWith("tidegate.yaml:6: allow ConstraintCheck: ")
        .contains("'foreign-keys: shield' or 'foreign-keys: migrate'");
    assertThat(PolicyProblems.of(accepting(choosing("ignore")), byStep())).hasSize(1);
    assertThat(PolicyProblems.of(accepting(choosing("migrate")), byStep())).isEmpty();
  }

  @Test
  void aChoiceThatNoShieldCanSayIsRefused() {
    assertThat(PolicyProblems.of(accepting(choosing("shield")), alibaba()))
        .filteredOn(p -> p.contains("foreign keys"))
        .singleElement()
        .asString()
        .startsWith("tidegate.yaml:6: allow ConstraintCheck: ")
        .contains("remove 'foreign-keys'");
  }

  @Test
  void whatAnEarlierVersionSaidOfADialectIsReadAsAskingForNoChoice() {
    DataConverter converter = DefaultDataConverter.newDefaultInstance();
    Payload now = converter.toPayload(byStep()).orElseThrow();
    String json = now.getData().toStringUtf8();
    String old = json.replaceFirst("\"choices\":\\{[^}]*\\},", "");

    assertThat(old).isNotEqualTo(json);
    assertThat(capability(converter, now.toBuilder().setData(ByteString.copyFromUtf8(old)).build()))
        .isEqualTo(
            new Capability(
                ShieldReach.STEP,
                List.of(),
                Map.of(),
                false,
                Capability.Cutover.COMPLETE,
                Duration.ofSeconds(60),
                Duration.ofSeconds(90)));
    assertThat(capability(converter, now)).isEqualTo(byStep());
  }

  private static Capability capability(DataConverter converter, Payload payload) {
    return converter.fromPayload(payload, Capability.class, Capability.class);
  }

  @Test
  void aFingerprintHidesWhatChangesFromRunToRun() {
    assertThat(Fingerprint.of(item("table t has 12 rows at 10:31, id a1b2c3d4e5")))
        .isEqualTo(Fingerprint.of(item("table t has 99 rows at 11:02, id ffffffff00")))
        .isNotEqualTo(Fingerprint.of(item("table u has 12 rows at 10:31, id a1b2c3d4e5")));
  }

  private static PrecheckItem item(String message) {
    return new PrecheckItem(
        "A",
        PrecheckItem.Verdict.FAILED,
        "",
        false,
        PrecheckItem.Skippable.YES,
        true,
        message,
        "",
        "",
        List.of(),
        "");
  }

  private static Policy accepting(Rule rule) {
    return new Policy(Policy.Warnings.ACCEPT, List.of(rule));
  }

  private static Rule rule(String item, List<String> objects) {
    return new Rule(
        item,
        Rule.Decision.ALLOW,
        "why",
        null,
        List.of(),
        List.of(),
        objects,
        "",
        "",
        "tidegate.yaml:6");
  }

  private static Rule choosing(String choice) {
    return new Rule(
        "ConstraintCheck",
        Rule.Decision.ALLOW,
        "why",
        null,
        List.of(),
        List.of(),
        List.of(),
        "",
        choice,
        "tidegate.yaml:6");
  }

  private static Capability byStep() {
    return new Capability(
        ShieldReach.STEP,
        List.of(),
        Map.of("ConstraintCheck", List.of("shield", "migrate")),
        false,
        Capability.Cutover.COMPLETE,
        Duration.ofSeconds(60),
        Duration.ofSeconds(90));
  }

  private static Capability alibaba() {
    return new Capability(
        ShieldReach.ITEM_ON_TASK,
        List.of("CHECK_SAME_OBJ"),
        Map.of(),
        true,
        Capability.Cutover.STOP,
        Duration.ofSeconds(60),
        Duration.ofSeconds(90));
  }
}
