package io.tidegate.provider.oms;

import static io.tidegate.provider.json.Scalars.number;
import static io.tidegate.provider.json.Scalars.text;

import io.tidegate.provider.Texts;
import io.tidegate.provider.oms.Project.Step;
import io.tidegate.workflow.contract.StageProgress;
import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes stages of a project's steps. A step that is not configured is not among them. */
final class Stages {
  private static final int DONE = 100;

  static List<StageProgress> of(Project project) {
    List<StageProgress> stages = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      List<Step> steps =
          project.steps().stream()
              .filter(s -> stageOf(s.name()).equals(Optional.of(stage)))
              .toList();
      if (!steps.isEmpty()) {
        StageProgress progress = progress(stage, steps);
        // Its own word is the newer where the two differ.
        stages.add(OmsWords.isFinished(project.status()) ? finished(progress) : progress);
      }
    }
    return stages;
  }

  /**
   * The stage that a step belongs to; empty for those before the movement and after it, and for any
   * that is new. What was loaded is not done before it is verified, where that is configured.
   */
  static Optional<Stage> stageOf(StepName name) {
    return switch (name) {
      case SCHEMA -> Optional.of(Stage.SCHEMA_MIGRATION);
      case FULL_COPY, INDEXES, VERIFICATION -> Optional.of(Stage.FULL_LOAD);
      case LOG_PULL, INCREMENT, INCREMENT_VERIFICATION -> Optional.of(Stage.INCREMENTAL_SYNC);
      case PRECHECK, PREPARE, SWITCHOVER, REVERSE, OTHER -> Optional.empty();
    };
  }

  private static StageProgress progress(Stage stage, List<Step> steps) {
    String words =
        steps.stream()
            .map(s -> text(s.said().name()) + " " + s.status())
            .collect(Collectors.joining(", "));
    StageState state = stage == Stage.INCREMENTAL_SYNC ? following(steps) : state(steps);
    int percent = stage == Stage.INCREMENTAL_SYNC ? -1 : percent(steps);
    return new StageProgress(
        stage,
        state,
        Texts.cut(words),
        state == StageState.FINISHED ? DONE : percent,
        Texts.cut(failure(steps)));
  }

  private static StageProgress finished(StageProgress stage) {
    return new StageProgress(stage.stage(), StageState.FINISHED, stage.status(), DONE, "");
  }

  private static StageState state(List<Step> steps) {
    Set<StageState> states = EnumSet.noneOf(StageState.class);
    steps.forEach(s -> states.add(state(s)));
    if (states.contains(StageState.FAILED)) {
      return StageState.FAILED;
    }
    if (states.contains(StageState.UNKNOWN)) {
      return StageState.UNKNOWN;
    }
    return states.size() == 1 ? states.iterator().next() : StageState.RUNNING;
  }

  /** A verification that has come to its end stays as it is until somebody switches over. */
  private static StageState state(Step step) {
    StageState said = OmsWords.step(step.status());
    boolean atItsEnd =
        step.name() == StepName.VERIFICATION
            && said != StageState.FAILED
            && number(step.said().progress(), -1) >= DONE;
    return atItsEnd ? StageState.FINISHED : said;
  }

  /** The log is pulled long before it is applied: that it is says nothing of following. */
  private static StageState following(List<Step> steps) {
    if (steps.stream().anyMatch(s -> OmsWords.step(s.status()) == StageState.FAILED)) {
      return StageState.FAILED;
    }
    return steps.stream()
        .filter(s -> s.name() == StepName.INCREMENT)
        .map(s -> OmsWords.step(s.status()))
        .findFirst()
        .orElse(StageState.NOT_STARTED);
  }

  /** On average, so that it does not go back when the next step of the stage begins. */
  private static int percent(List<Step> steps) {
    long sum = 0;
    for (Step step : steps) {
      long percent = number(step.said().progress(), -1);
      if (percent < 0) {
        return -1;
      }
      sum += Math.min(percent, DONE);
    }
    return (int) (sum / steps.size());
  }

  private static String failure(List<Step> steps) {
    return Texts.joined(
        steps.stream()
            .filter(s -> OmsWords.step(s.status()) == StageState.FAILED)
            .map(s -> Failure.of(s).words()));
  }

  private Stages() {}
}
