package io.tidegate.cli.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.common.converter.DefaultDataConverter;
import io.tidegate.cli.CliException;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.PlanRequest;
import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.Rounds;
import io.tidegate.workflow.contract.Rule;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanPartsTest {

  @Test
  void whatIsSmallIsAskedTogetherUpToANumber() {
    List<PlanRequest.Entry> entries =
        IntStream.range(0, 120).mapToObj(i -> entry("m" + i, 1, 10)).toList();

    assertThat(PlanParts.of(entries.subList(0, 50))).hasSize(1);
    assertThat(PlanParts.of(entries))
        .extracting(part -> part.entries().size())
        .containsExactly(50, 50, 20);
    assertThat(PlanParts.of(entries).stream().flatMap(part -> part.entries().stream()))
        .as("in their order, none lost")
        .containsExactlyElementsOf(entries);
    assertThat(PlanParts.of(List.of())).isEmpty();
  }

  @Test
  void noPartIsLargerThanTemporalLikes() {
    List<PlanRequest.Entry> entries =
        IntStream.range(0, 60).mapToObj(i -> entry("m" + i, 50, 500)).toList();

    List<PlanRequest> parts = PlanParts.of(entries);

    assertThat(parts).hasSizeGreaterThan(2);
    assertThat(parts)
        .allSatisfy(part -> assertThat(bytes(part)).isLessThan(PlanParts.MOST_BYTES + 1_000));
    assertThat(parts.stream().flatMap(part -> part.entries().stream()))
        .containsExactlyElementsOf(entries);
  }

  @Test
  void aLargeOneHasAPartToItselfAndOneThatIsTooLargeIsNamed() {
    PlanRequest.Entry small = entry("small", 1, 10);
    PlanRequest.Entry large = entry("large", 500, 2_000);

    assertThat(PlanParts.of(List.of(small, large, small)))
        .extracting(part -> part.entries().size())
        .containsExactly(1, 1, 1);
    assertThatThrownBy(() -> PlanParts.of(List.of(small, entry("vast", 900, 2_000))))
        .isInstanceOf(CliException.class)
        .hasMessageMatching(
            "vast: is too large with all of its rules: \\d{4} kB, and Temporal carries 1500 kB;"
                + " give it fewer rules, or shorter ones");
  }

  private static int bytes(PlanRequest part) {
    return DefaultDataConverter.STANDARD_INSTANCE.toPayload(part).orElseThrow().getSerializedSize();
  }

  private static PlanRequest.Entry entry(String name, int rules, int length) {
    List<Rule> all =
        IntStream.range(0, rules).mapToObj(i -> rule("ITEM_" + i, "é".repeat(length / 2))).toList();
    return new PlanRequest.Entry(
        name,
        "a",
        "job-" + name,
        new Policy(Policy.Warnings.ACCEPT, all),
        new Rounds(5, null),
        MigrationRequest.Until.FINISHED,
        Duration.ofSeconds(5));
  }

  private static Rule rule(String item, String reason) {
    return new Rule(
        item, Rule.Decision.ALLOW, reason, null, List.of(), List.of(), List.of(), "", "", "f:1");
  }
}
