package io.tidegate.provider.tencent;

import static io.tidegate.provider.json.Scalars.text;

import io.tidegate.provider.Texts;
import io.tidegate.provider.tencent.wire.Movement.Step;
import io.tidegate.workflow.contract.StageProgress;
import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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
          StageSteps.progress(
              stage,
              steps.stream().filter(s -> stageOf(s, kind).equals(Optional.of(stage))).toList()));
    }
    if (TencentWords.isStopped(status)) {
      return stopped(stages, status);
    }
    if (TencentWords.isSuccess(status)) {
      stages.replaceAll(s -> StageSteps.at(s, StageState.FINISHED));
    } else if (TencentWords.hasCaughtUp(status)) {
      stages.replaceAll(
          s ->
              StageSteps.at(
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
