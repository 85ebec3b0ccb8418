package io.tidegate.sandbox.dialect.oms.action;

import io.tidegate.sandbox.core.Engine.Following;
import io.tidegate.sandbox.core.Engine.StageProgress;
import io.tidegate.sandbox.core.Engine.StageProgress.State;
import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobStatus;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.PrecheckRun;
import io.tidegate.sandbox.core.Stages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The steps of one project, as it was configured; what it is not to do is not among them. */
final class ProjectSteps {
  private final JobView view;
  private final Instant now;
  private final boolean moved;

  private ProjectSteps(JobView view, Instant now) {
    this.view = view;
    this.now = now;
    this.moved = view.job().state().effects().movements() > 0;
  }

  /** How a step stands. */
  private enum Standing {
    INIT,
    RUNNING,
    FAILED,
    FINISHED,
    SUSPEND,
    MONITORING;

    private static Standing of(State state) {
      return switch (state) {
        case NOT_STARTED -> INIT;
        case RUNNING -> RUNNING;
        case FAILED -> FAILED;
        case FINISHED -> FINISHED;
      };
    }
  }

  private record Stand(Standing standing, int progress, @Nullable Object info) {}

  /**
   * @param now by the sandbox's clock
   */
  static List<ProjectStep> of(JobView view, Instant now) {
    return new ProjectSteps(view, now).all();
  }

  /** The step that the project is at: the first that is not done, leaving verification out. */
  static StepName current(JobView view, Instant now) {
    StepName last = StepName.TRANSFER_PRECHECK;
    for (ProjectStep step : of(view, now)) {
      StepName name = StepName.valueOf(step.name());
      if (name != StepName.FULL_VERIFIER) {
        last = name;
        if (!step.status().equals(Standing.FINISHED.name())) {
          break;
        }
      }
    }
    return last;
  }

  private List<ProjectStep> all() {
    List<ProjectStep> steps = new ArrayList<>();
    steps.add(check());
    Optional<StepName> failed = failed();
    for (StepName name : movement()) {
      Stand stand = stand(name);
      boolean isFailed = failed.filter(name::equals).isPresent();
      steps.add(
          step(
              steps.size() + 1,
              name,
              isFailed ? new Stand(Standing.FAILED, stand.progress(), stand.info()) : stand,
              isFailed
                  ? FailureInfo.ofMovement(reason(), view.job().state().endedAt())
                  : FailureInfo.NONE));
    }
    return steps;
  }

  private Set<StepName> movement() {
    Stages stages = view.job().spec().stages();
    Set<StepName> names = EnumSet.noneOf(StepName.class);
    if (stages.structure()) {
      names.add(StepName.STRUCT_TRANSFER);
    }
    if (stages.fullLoad()) {
      names.add(StepName.FULL_TRANSFER);
      names.add(StepName.FULL_VERIFIER);
    }
    if (stages.incremental()) {
      names.add(StepName.TRANSFER_INCR_LOG_PULL);
      names.add(StepName.INCR_TRANSFER);
      names.add(StepName.TRANSFER_APP_SWITCH);
    }
    return names;
  }

  private ProjectStep check() {
    StepName name = StepName.TRANSFER_PRECHECK;
    if (view.precheck().isEmpty()) {
      return new ProjectStep(
          1, name.name(), name.description(), "INIT", 0, null, null, FailureInfo.NONE, null);
    }
    PrecheckRun run = view.precheck().get();
    Standing standing =
        switch (run.state()) {
          case RUNNING -> Standing.RUNNING;
          case PASSED -> Standing.FINISHED;
          case FAILED -> view.job().state().precheckStopped() ? Standing.SUSPEND : Standing.FAILED;
        };
    return new ProjectStep(
        1,
        name.name(),
        name.description(),
        standing.name(),
        standing == Standing.SUSPEND ? 0 : StepProgress.ofCheck(run),
        Words.time(run.bootTime()),
        standing == Standing.FINISHED ? Words.time(run.finishTime()) : null,
        standing == Standing.FAILED ? FailureInfo.ofCheck(run, run.shields()) : FailureInfo.NONE,
        null);
  }

  private ProjectStep step(int order, StepName name, Stand stand, Object extraInfo) {
    Job job = view.job();
    boolean isOver = job.status() == JobStatus.FINISHED;
    return new ProjectStep(
        order,
        name.name(),
        name.description(),
        stand.standing().name(),
        stand.progress(),
        stand.standing() == Standing.INIT ? null : Words.time(job.state().startedAt()),
        isOver && stand.standing() == Standing.FINISHED ? Words.time(job.state().endedAt()) : null,
        extraInfo,
        stand.info());
  }

  private Stand stand(StepName name) {
    Stand stand =
        switch (name) {
          case STRUCT_TRANSFER -> stage(view.progress().structure(), null);
          case TRANSFER_INCR_LOG_PULL -> logPull();
          case FULL_TRANSFER ->
              stage(
                  view.progress().fullLoad(),
                  ProjectStep.Rows.of(
                      view.progress().fullLoad().done(), view.progress().fullLoad().total()));
          case INCR_TRANSFER -> following();
          case FULL_VERIFIER -> verification();
          case TRANSFER_APP_SWITCH -> switchover();
          case TRANSFER_PRECHECK -> throw new IllegalArgumentException(name.name());
        };
    // Nothing runs in a project that was suspended or let go of.
    boolean rests =
        view.job().status() == JobStatus.PAUSED || view.job().state().releasedAt() != null;
    boolean active =
        stand.standing() == Standing.RUNNING || stand.standing() == Standing.MONITORING;
    return rests && active ? new Stand(Standing.SUSPEND, stand.progress(), stand.info()) : stand;
  }

  private static Stand stage(StageProgress progress, @Nullable Object info) {
    return new Stand(Standing.of(progress.state()), progress.percent(), info);
  }

  /** The log is kept from the moment on of which the load is. */
  private Stand logPull() {
    if (view.progress().fullLoad().state() != State.NOT_STARTED) {
      return new Stand(Standing.FINISHED, 100, null);
    }
    boolean next = moved && view.progress().structure().state() == State.FINISHED;
    return new Stand(next ? Standing.RUNNING : Standing.INIT, 0, null);
  }

  private Stand following() {
    Following following = view.progress().following();
    Instant upTo = following.checkpointTime();
    ProjectStep.Following info =
        new ProjectStep.Following(
            upTo == null ? null : upTo.getEpochSecond(), now.getEpochSecond(), false);
    boolean steady = following.state() == State.RUNNING && following.lagSeconds() >= 0;
    return new Stand(
        steady ? Standing.MONITORING : Standing.of(following.state()), following.percent(), info);
  }

  private Stand verification() {
    StageProgress load = view.progress().fullLoad();
    ProjectStep.Rows info = ProjectStep.Rows.of(0, load.total());
    if (load.state() != State.FINISHED) {
      return new Stand(Standing.INIT, 0, info);
    }
    // It stays so until the switchover, or the end of a project that has none.
    boolean done =
        view.progress().verified()
            && (view.job().status() == JobStatus.FINISHED || view.job().state().completing());
    int percent = StepProgress.ofVerification(view.progress());
    return new Stand(
        done ? Standing.FINISHED : Standing.RUNNING,
        percent,
        ProjectStep.Rows.of(load.total() * percent / 100, load.total()));
  }

  private Stand switchover() {
    ProjectStep.Switchover info = new ProjectStep.Switchover(now.getEpochSecond());
    if (view.progress().following().state() == State.FINISHED) {
      return new Stand(Standing.FINISHED, 100, info);
    }
    return new Stand(view.job().state().completing() ? Standing.RUNNING : Standing.INIT, 0, info);
  }

  /** The step at which a movement failed. */
  private Optional<StepName> failed() {
    if (view.job().status() != JobStatus.MIGRATION_FAILED) {
      return Optional.empty();
    }
    List<StepName> steps = List.copyOf(movement());
    // One that failed in none of its stages failed at what comes next.
    StepName next = steps.get(steps.size() - 1);
    for (int i = steps.size() - 1; i >= 0; i--) {
      Standing standing = stand(steps.get(i)).standing();
      if (standing == Standing.FAILED) {
        return Optional.of(steps.get(i));
      }
      if (standing != Standing.FINISHED) {
        next = steps.get(i);
      }
    }
    return Optional.of(next);
  }

  private String reason() {
    return Objects.requireNonNullElse(view.job().state().failure(), "the movement failed");
  }
}
