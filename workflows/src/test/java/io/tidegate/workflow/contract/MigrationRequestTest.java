package io.tidegate.workflow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationRequestTest {

  @Test
  void theSameIsAskedByWhomeverFromWhicheverFile() {
    assertThat(request("tidegate.yaml:6", "why", "ann"))
        .matches(r -> r.asksTheSameAs(request("other.yaml:9", "why", "bob")));
  }

  @Test
  void anotherReasonIsAnotherQuestion() {
    assertThat(request("tidegate.yaml:6", "why", "ann"))
        .matches(r -> !r.asksTheSameAs(request("tidegate.yaml:6", "because", "ann")));
  }

  private static MigrationRequest request(String origin, String reason, String by) {
    Rule rule =
        new Rule(
            "CHECK_SAME_OBJ",
            Rule.Decision.ALLOW,
            reason,
            null,
            List.of(),
            List.of(),
            List.of(),
            "",
            "",
            origin);
    return new MigrationRequest(
        "orders",
        new JobRef("a", "alibaba", "alibaba", "cn-hangzhou", "j"),
        new Policy(Policy.Warnings.ACCEPT, List.of(rule)),
        new Rounds(5, null),
        MigrationRequest.Until.FINISHED,
        null,
        by);
  }
}
