package io.tidegate.provider.tencent;

import static io.tidegate.provider.json.Scalars.text;

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
 * Makes stages of a synchronisation's steps. Every one follows its source; what it does before, its
 * setting says, and where that is not told, the steps do.
 */
final class SyncStages {
  private static final Set<Stage> BEFORE = EnumSet.of(Stage.SCHEMA_MIGRATION, Stage.FULL_LOAD);

  /**
   * @param initType what is done before following, in the service's word, or empty
   * @param isOver whether the job was stopped, which is the only way in which it ends
   * @param steps of a check too, which are left out
   */
  static List<StageProgress> of(String initType, boolean isOver, List<Step> steps) {
    List<StageProgress> stages = new ArrayList<>();
    for (Stage stage : configured(initType, isOver, steps)) {
      stages.add(StageSteps.progress(stage, of(stage, initType, steps)));
    }
    boolean follows =
        stages.stream().anyMatch(s -> s.stage() == Stage.INCREMENTAL_SYNC && hasBegun(s.state()));
    stages.replaceAll(
        stage -> {
          if (stage.stage() == Stage.INCREMENTAL_SYNC) {
            return isOver ? StageSteps.at(stage, StageState.UNKNOWN) : unfinished(stage);
          }
          // Following begins where all before it has ended, whether steps are shown of that or not.
          return follows && of(stage.stage(), initType, steps).isEmpty()
              ? StageSteps.at(stage, StageState.FINISHED)
              : stage;
        });
    return stages;
  }

  /** Following has no end of its own, whatever its step says. */
  private static StageProgress unfinished(StageProgress stage) {
    return stage.state() == StageState.FINISHED ? StageSteps.at(stage, StageState.UNKNOWN) : stage;
  }

  private static boolean hasBegun(StageState state) {
    return switch (state) {
      case RUNNING, FAILED, FINISHED, CAUGHT_UP -> true;
      case NOT_STARTED, UNKNOWN -> false;
    };
  }

  private static List<Step> of(Stage stage, String initType, List<Step> steps) {
    return steps.stream().filter(s -> stageOf(s, initType).equals(Optional.of(stage))).toList();
  }

  /**
   * The stage that a step belongs to; empty for steps of a check, and for any that is new.
   *
   * @param initType as for {@link #of}
   */
  static Optional<Stage> stageOf(Step step, String initType) {
    return switch (text(step.stepId()).toLowerCase(Locale.ROOT)) {
      case "schema-init" -> Optional.of(Stage.SCHEMA_MIGRATION);
      // Structure alone goes by the same dump and load.
      case "dumper", "loader" ->
          Optional.of(
              initType.equalsIgnoreCase("structure") ? Stage.SCHEMA_MIGRATION : Stage.FULL_LOAD);
      case "sinker" -> Optional.of(Stage.INCREMENTAL_SYNC);
      default -> Optional.empty();
    };
  }

  private static Set<Stage> configured(String initType, boolean isOver, List<Step> steps) {
    Set<Stage> shown = EnumSet.noneOf(Stage.class);
    steps.forEach(s -> stageOf(s, initType).ifPresent(shown::add));
    Set<Stage> configured = EnumSet.of(Stage.INCREMENTAL_SYNC);
    if (isOver && shown.isEmpty()) {
      // A job that is over need not show its steps any more: how far it came, nobody knows.
      return configured;
    }
    switch (initType.toLowerCase(Locale.ROOT)) {
      case "full" -> configured.addAll(BEFORE);
      case "structure" -> configured.add(Stage.SCHEMA_MIGRATION);
      case "data" -> configured.add(Stage.FULL_LOAD);
      case "none" -> {}
      default -> configured.addAll(shown);
    }
    return configured;
  }

  private SyncStages() {}
}
