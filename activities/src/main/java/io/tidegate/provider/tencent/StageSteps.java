package io.tidegate.provider.tencent;

import static io.tidegate.provider.json.Scalars.number;
import static io.tidegate.provider.json.Scalars.text;

import io.tidegate.provider.Texts;
import io.tidegate.provider.tencent.wire.Movement.Step;
import io.tidegate.provider.tencent.wire.Movement.Tip;
import io.tidegate.workflow.contract.StageProgress;
import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What several steps of a movement come to as one stage. */
final class StageSteps {

  static StageProgress progress(Stage stage, List<Step> steps) {
    String words =
        steps.stream()
            .map(s -> text(s.stepId()) + " " + text(s.status()))
            .collect(Collectors.joining(", "));
    return new StageProgress(
        stage, state(steps), Texts.cut(words), percent(steps), Texts.cut(failure(steps)));
  }

  /** The same stage in another state. */
  static StageProgress at(StageProgress stage, StageState state) {
    int percent = state == StageState.FINISHED ? 100 : stage.percent();
    return new StageProgress(stage.stage(), state, stage.status(), percent, stage.message());
  }

  private static StageState state(List<Step> steps) {
    Set<StageState> states = EnumSet.noneOf(StageState.class);
    steps.forEach(s -> states.add(TencentWords.stage(text(s.status()))));
    if (states.contains(StageState.FAILED)) {
      return StageState.FAILED;
    }
    if (states.contains(StageState.UNKNOWN)) {
      return StageState.UNKNOWN;
    }
    if (states.isEmpty()) {
      return StageState.NOT_STARTED;
    }
    return states.size() == 1 ? states.iterator().next() : StageState.RUNNING;
  }

  /** No stage is further than its slowest step. */
  private static int percent(List<Step> steps) {
    long least = steps.stream().mapToLong(s -> number(s.percent(), -1)).min().orElse(-1);
    return (int) Math.max(-1, Math.min(100, least));
  }

  private static String failure(List<Step> steps) {
    return Texts.joined(
        steps.stream()
            .filter(s -> TencentWords.stage(text(s.status())) == StageState.FAILED)
            .flatMap(StageSteps::words));
  }

  /** What is said of a step, and of what is wrong with it. */
  static Stream<String> words(Step step) {
    return Stream.concat(
        Stream.of(text(step.stepMessage())), step.failures().stream().map(StageSteps::words));
  }

  private static String words(Tip tip) {
    return Stream.of(text(tip.message()), text(tip.solution()))
        .filter(t -> !t.isEmpty())
        .collect(Collectors.joining(": "));
  }

  private StageSteps() {}
}
