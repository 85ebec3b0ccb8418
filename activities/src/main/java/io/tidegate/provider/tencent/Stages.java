package io.tidegate.provider.tencent;

import static io.tidegate.provider.json.Scalars.number;
import static io.tidegate.provider.json.Scalars.text;

import io.tidegate.provider.Texts;
import io.tidegate.provider.tencent.wire.Movement.Step;
import io.tidegate.provider.tencent.wire.Movement.Tip;
import io.tidegate.workflow.contract.StageProgress;
import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes stages of a job's steps. The kind of migration says which there are; where it is not told,
 * the steps do. The job's own word is the newer where the two differ.
 */
final class Stages {
  private static final String STRUCTURE = "structure";

  /**
   * @param status the job's word
   * @param kind {@code MigrateType}, or empty where the call does not tell it
   */
  static List<StageProgress> of(String status, String kind, List<Step> steps) {
    List<StageProgress> stages = new ArrayList<>();
    for (Stage stage : configured(status, kind, steps)) {
      stages.add(
          progress(
              stage,
              steps.stream().filter(s -> stageOf(s, kind).equals(Optional.of(stage))).toList()));
    }
    if (TencentWords.isStopped(status)) {
      return stopped(stages, status);
    }
    if (TencentWords.isSuccess(status)) {
      stages.replaceAll(s -> at(s, StageState.FINISHED));
    } else if (TencentWords.hasCaughtUp(status)) {
      stages.replaceAll(
          s ->
              at(
                  s,
                  s.stage() == Stage.INCREMENTAL_SYNC
                      ? StageState.CAUGHT_UP
                      : StageState.FINISHED));
    }
    return stages;
  }

  /**
   * The stage that a step belongs to; empty for steps of a check, and for any that is new.
   *
   * @param kind as for {@link #of}
   */
  static Optional<Stage> stageOf(Step step, String kind) {
    return switch (text(step.stepId()).toLowerCase(Locale.ROOT)) {
      case "structure" -> Optional.of(Stage.SCHEMA_MIGRATION);
      // Structure alone goes by the same dump and load.
      case "dumper", "loader" ->
          Optional.of(kind.equalsIgnoreCase(STRUCTURE) ? Stage.SCHEMA_MIGRATION : Stage.FULL_LOAD);
      case "sinker" -> Optional.of(Stage.INCREMENTAL_SYNC);
      default -> Optional.empty();
    };
  }

  private static Set<Stage> configured(String status, String kind, List<Step> steps) {
    Set<Stage> configured = EnumSet.noneOf(Stage.class);
    switch (kind.toLowerCase(Locale.ROOT)) {
      case STRUCTURE -> configured.add(Stage.SCHEMA_MIGRATION);
      case "full" -> configured.add(Stage.FULL_LOAD);
      case "fullandincrement" -> {
        configured.add(Stage.FULL_LOAD);
        configured.add(Stage.INCREMENTAL_SYNC);
      }
      default -> steps.forEach(s -> stageOf(s, kind).ifPresent(configured::add));
    }
    if (TencentWords.hasCaughtUp(status)) {
      // Nothing else catches up.
      configured.add(Stage.INCREMENTAL_SYNC);
    }
    return configured;
  }

  private static StageProgress progress(Stage stage, List<Step> steps) {
    String words =
        steps.stream()
            .map(s -> text(s.stepId()) + " " + text(s.status()))
            .collect(Collectors.joining(", "));
    return new StageProgress(
        stage, state(steps), Texts.cut(words), percent(steps), Texts.cut(failure(steps)));
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
    return steps.stream()
        .filter(s -> TencentWords.stage(text(s.status())) == StageState.FAILED)
        .flatMap(Stages::words)
        .filter(t -> !t.isEmpty())
        .distinct()
        .collect(Collectors.joining("; "));
  }

  /** What is said of a step, and of what is wrong with it. */
  static Stream<String> words(Step step) {
    return Stream.concat(
        Stream.of(text(step.stepMessage())), step.failures().stream().map(Stages::words));
  }

  private static String words(Tip tip) {
    return Stream.of(text(tip.message()), text(tip.solution()))
        .filter(t -> !t.isEmpty())
        .collect(Collectors.joining(": "));
  }

  private static StageProgress at(StageProgress stage, StageState state) {
    int percent = state == StageState.FINISHED ? 100 : stage.percent();
    return new StageProgress(stage.stage(), state, stage.status(), percent, stage.message());
  }

  /** However far it got, a job that was stopped did not do all that it was to do. */
  private static List<StageProgress> stopped(List<StageProgress> stages, String status) {
    List<StageProgress> seen = new ArrayList<>(stages);
    if (seen.stream().allMatch(s -> s.state() == StageState.FINISHED)) {
      Stage last = seen.isEmpty() ? Stage.FULL_LOAD : seen.remove(seen.size() - 1).stage();
      seen.add(new StageProgress(last, StageState.UNKNOWN, Texts.cut(status), -1, ""));
    }
    return seen;
  }

  private Stages() {}
}
