package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.core.Engine.Following;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.Stages;
import io.tidegate.sandbox.dialect.tencent.SyncStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How far a synchronisation has got.
 *
 * @param stepNow the step that it is at, counted from 1; 0 before it began
 * @param progress whole percent of all steps, of which the last has no end
 * @param masterSlaveDistance how far the target is behind in MB; -1 when unknown
 * @param secondsBehindMaster the same in seconds
 */
record SyncDetail(
    int stepAll,
    int stepNow,
    int progress,
    int currentStepProgress,
    long masterSlaveDistance,
    long secondsBehindMaster,
    String message,
    List<SyncStep> stepInfos,
    String causeOfCompareDisable,
    ErrInfo errInfo) {

  /** Why the job does not move any more; empty where it does. */
  record ErrInfo(String reason, String message, String solution) {
    private static final ErrInfo NONE = new ErrInfo("", "", "");
  }

  static SyncDetail of(JobView view) {
    String failure = failure(view);
    ErrInfo error =
        failure.isEmpty()
            ? ErrInfo.NONE
            : new ErrInfo("SyncError", failure, "repair what the message names, then resume");
    List<SyncStep> steps = steps(view);
    if (steps.isEmpty()) {
      return new SyncDetail(0, 0, 0, -1, -1, -1, "", steps, "", error);
    }
    Following following = view.progress().following();
    int now = (int) steps.stream().filter(step -> !step.status().equals("notStarted")).count();
    return new SyncDetail(
        steps.size(),
        now,
        steps.stream().mapToInt(SyncStep::progress).sum() / steps.size(),
        now == 0 ? -1 : steps.get(now - 1).progress(),
        // How much the source has logged is not counted in bytes.
        following.lagSeconds() == 0 ? 0 : -1,
        following.lagSeconds(),
        failure,
        steps,
        "",
        error);
  }

  private static String failure(JobView view) {
    return SyncStatus.of(view) == SyncStatus.RESUMABLE_ERR
        ? Objects.requireNonNullElse(view.job().state().failure(), "")
        : "";
  }

  private static List<SyncStep> steps(JobView view) {
    List<SyncStep> steps = new ArrayList<>();
    if (view.job().state().effects().movements() == 0) {
      return steps;
    }
    Stages stages = view.job().spec().stages();
    if (stages.structure()) {
      steps.add(
          SyncStep.of(
              1, "schema-init", "Structure initialization", view, view.progress().structure()));
    }
    if (stages.fullLoad()) {
      // What is read is written at once: both are as far as each other.
      for (String id : List.of("dumper", "loader")) {
        steps.add(
            SyncStep.of(
                steps.size() + 1,
                id,
                id.equals("dumper") ? "Full export" : "Full import",
                view,
                view.progress().fullLoad()));
      }
    }
    Following following = view.progress().following();
    steps.add(
        SyncStep.of(
            steps.size() + 1,
            "sinker",
            "Incremental sync",
            view,
            following.state(),
            following.percent(),
            following.error()));
    return steps;
  }
}
