package io.tidegate.cli.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.Rounds;
import io.tidegate.workflow.contract.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestsTest {

  @Test
  void aRuleThatMovedToAnotherLineIsTheSame() {
    assertThat(
            Requests.difference(
                request("a", Rule.Decision.ALLOW, 6, 5), request("b", Rule.Decision.ALLOW, 9, 5)))
        .isEmpty();
  }

  @Test
  void whatIsAskedForOtherwiseIsNamed() {
    assertThat(
            Requests.difference(
                request("a", Rule.Decision.NEVER, 6, 5), request("a", Rule.Decision.ALLOW, 6, 7)))
        .contains("its rules are others: NEVER CHECK_SRC, its rounds are 5, give-up-after null");
  }

  @Test
  void anotherDefinitionIsAnotherRequest() {
    MigrationRequest without = request("a", Rule.Decision.ALLOW, 6, 5);

    assertThat(Requests.difference(without, defined(without, "{}")))
        .contains("it has no definition");
    assertThat(Requests.difference(defined(without, "{\"a\":1}"), defined(without, "{}")))
        .contains("its definition is another");
    assertThat(Requests.difference(defined(without, "{}"), defined(without, "{}"))).isEmpty();
  }

  private static MigrationRequest defined(MigrationRequest r, String definition) {
    return new MigrationRequest(
        r.name(),
        r.job(),
        r.policy(),
        r.rounds(),
        r.until(),
        r.maxLag(),
        r.requestedBy(),
        definition);
  }

  private static MigrationRequest request(String by, Rule.Decision decision, int line, int rounds) {
    Rule rule =
        new Rule(
            "CHECK_SRC",
            decision,
            "why",
            null,
            List.of(),
            List.of(),
            List.of(),
            "",
            "",
            "f:" + line);
    return new MigrationRequest(
        "orders",
        new JobRef("a", "alibaba", "alibaba", "cn-x", "dts1"),
        new Policy(Policy.Warnings.ACCEPT, List.of(rule)),
        new Rounds(rounds, null),
        MigrationRequest.Until.FINISHED,
        null,
        by);
  }
}
