package io.tidegate.provider.oms;

import static io.tidegate.provider.json.Scalars.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.provider.oms.OmsWords.Precheck;
import io.tidegate.provider.oms.wire.StepReply;
import io.tidegate.workflow.contract.JobState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A project at one moment.
 *
 * @param status the service's word
 * @param steps those that it is configured to do
 * @param checkpoint up to when the target has everything, as sent, or empty
 * @param readAt when the read that this comes from began
 */
record Project(String status, List<Step> steps, String checkpoint, Instant readAt) {

  /**
   * One step.
   *
   * @param sent every field, as the service wrote it
   */
  record Step(StepName name, StepReply said, JsonNode sent) {
    String status() {
      return text(said.status());
    }
  }

  Project {
    steps = List.copyOf(steps);
  }

  /** The steps of a reply. */
  static List<Step> steps(OmsReply reply, List<JsonNode> sent) {
    return sent.stream()
        .map(
            node -> {
              StepReply said = reply.as(node, StepReply.class);
              return new Step(StepName.of(text(said.name())), said, node);
            })
        .toList();
  }

  Optional<Step> step(StepName name) {
    return steps.stream().filter(s -> s.name() == name).findFirst();
  }

  boolean has(StepName name) {
    return step(name).isPresent();
  }

  Precheck precheck() {
    return step(StepName.PRECHECK).map(s -> OmsWords.precheck(s.status())).orElse(Precheck.UNSEEN);
  }

  JobState state() {
    return OmsWords.project(status, precheck());
  }
}
