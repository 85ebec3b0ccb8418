package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.core.Engine.Following;
import io.tidegate.sandbox.core.Engine.StageProgress;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.Stages;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a movement has got.
 *
 * @param stepNow the step that it is at, counted from 1; 0 before it began
 * @param masterSlaveDistance how far the target is behind in MB; -1 when unknown
 * @param secondsBehindMaster the same in seconds
 */
record MigrateDetail(
    int stepAll,
    int stepNow,
    long masterSlaveDistance,
    long secondsBehindMaster,
    List<Step> stepInfo) {

  /** One step; a check's steps are written in the same shape. */
  record Step(
      int stepNo,
      String stepName,
      String stepId,
      String status,
      String startTime,
      String stepMessage,
      int percent,
      List<Tip> errors,
      List<Tip> warnings) {}

  /** What is wrong with a step, and what can be done about it. */
  record Tip(String message, String solution, String helpDoc) {}

  static MigrateDetail of(JobView view) {
    if (view.job().state().effects().movements() == 0) {
      return new MigrateDetail(0, 0, -1, -1, List.of());
    }
    Stages stages = view.job().spec().stages();
    Following following = view.progress().following();
    List<Step> steps = new ArrayList<>();
    if (stages.structure()) {
      steps.add(step(steps.size(), "dumper", "Export", view, view.progress().structure()));
    }
    if (stages.fullLoad()) {
      steps.add(step(steps.size(), "loader", "Load", view, view.progress().fullLoad()));
    }
    if (stages.incremental()) {
      steps.add(
          step(
              steps.size(),
              "sinker",
              "Incremental sync",
              view,
              following.state(),
              following.percent(),
              following.error()));
    }
    long begun = steps.stream().filter(step -> !step.status().equals("notStarted")).count();
    return new MigrateDetail(
        steps.size(),
        (int) begun,
        // How much the source has logged is not counted in bytes.
        following.lagSeconds() == 0 ? 0 : -1,
        following.lagSeconds(),
        steps);
  }

  private static Step step(
      int before, String id, String name, JobView view, StageProgress progress) {
    return step(before, id, name, view, progress.state(), progress.percent(), progress.error());
  }

  private static Step step(
      int before,
      String id,
      String name,
      JobView view,
      StageProgress.State state,
      int percent,
      String error) {
    boolean failed = state == StageProgress.State.FAILED;
    return new Step(
        before + 1,
        name,
        id,
        Words.movement(state),
        state == StageProgress.State.NOT_STARTED
            ? ""
            : Words.timeOrEmpty(view.job().state().startedAt()),
        failed ? error : "",
        percent,
        failed ? List.of(new Tip(error, "", "")) : List.of(),
        List.of());
  }
}
