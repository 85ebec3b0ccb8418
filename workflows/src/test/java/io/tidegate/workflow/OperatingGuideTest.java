package io.tidegate.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.MigrationPhase;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/operating.md} names every phase and every reason, with what the code says of it. */
class OperatingGuideTest {
  private static final String GUIDE = "operating.md";

  @Test
  void everyPhaseHasOneRowThatSaysWhetherItWaitsForAPerson() throws Exception {
    assertThat(DocumentedRows.of(GUIDE, "| phase | means |"))
        .extracting(row -> row.get(0), row -> row.get(2))
        .containsExactlyElementsOf(
            Arrays.stream(MigrationPhase.values())
                .map(phase -> tuple(phase.name(), yesOrNo(phase.needsHuman())))
                .toList());
  }

  @Test
  void everyReasonHasOneRowWithItsOwnNextStep() throws Exception {
    assertThat(DocumentedRows.of(GUIDE, "| reason | what happened |"))
        .extracting(row -> row.get(0), row -> row.get(2), row -> row.get(3))
        .containsExactlyElementsOf(
            Arrays.stream(FailureType.values())
                .map(type -> tuple(type.name(), yesOrNo(type.isRetryable()), type.nextStep()))
                .toList());
  }

  @Test
  void noRowIsWithoutWordsOfItsOwn() throws Exception {
    for (String head : List.of("| phase | means |", "| reason | what happened |")) {
      assertThat(DocumentedRows.of(GUIDE, head))
          .allSatisfy(row -> assertThat(row.get(1)).isNotBlank());
    }
  }

  private static String yesOrNo(boolean yes) {
    return yes ? "yes" : "no";
  }
}
