package io.tidegate.workflow;

import io.temporal.failure.ActivityFailure;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.CutoverCommand;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.MigrationRequest.Until;
import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.contract.StageProgress.StageState;
import io.tidegate.workflow.contract.WatchGoal;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A job that moves, how it is cut over, and what its end means. */
final class Movement {
  private final MigrationRequest request;
  private final Logbook log;
  private final Cutover cutover;
  private final Steps steps;

  /**
   * Whether the service refuses to complete a job before it calls it caught up itself, whatever is
   * lost.
   */
  private boolean waitsToBeTaken;

  Movement(MigrationRequest request, Logbook log, Steps steps) {
    this.request = request;
    this.log = log;
    this.cutover = log.cutover();
    this.steps = steps;
  }

  /** Until the job moves no more, whatever it does then, or has come as far as was asked. */
  void watch(@Nullable JobView seen) {
    enterMigrating();
    // Not where it is needed: a replay does not find the mark of a change behind the end of a wait
    // that is given up in the same task.
    waitsToBeTaken = isCompleted() && Changes.completionsWaitToBeTaken();
    JobView view = seen;
    do {
      view = (cutover.isOpen() ? cutOver(view) : follow(view)).orElse(view);
    } while (!log.phase().isEnd() && (view == null || isUnderWay(view.state())));
    if (view != null && isBeforeMoving(view.state())) {
      // Either somebody started it again, or this answer is older than the one before.
      Steps.sleep(steps.capability().quietWindow(), "the job went backwards: wait, then look");
      log.enter(MigrationPhase.CHECKING);
    }
  }

  private static boolean isUnderWay(JobState state) {
    return state == JobState.MOVING || state == JobState.COMPLETING;
  }

  private static boolean isBeforeMoving(JobState state) {
    return switch (state) {
      case NOT_CONFIGURED, NOT_STARTED, CHECKING, CHECK_FAILED, CHECK_PASSED -> true;
      case MOVING, COMPLETING, PAUSED, FAILED, FINISHED, HELD, UNKNOWN -> false;
    };
  }

  private void enterMigrating() {
    if (log.phase() == MigrationPhase.CHECKING) {
      log.enter(MigrationPhase.STARTING);
    }
    if (log.phase() != MigrationPhase.CUTTING_OVER) {
      log.enter(MigrationPhase.MIGRATING);
    }
    if (cutover.sent().isPresent()) {
      log.enter(MigrationPhase.CUTTING_OVER);
    }
  }

  private Optional<JobView> follow(@Nullable JobView seen) {
    WatchGoal goal =
        request.until() == Until.CAUGHT_UP ? new WatchGoal(request.maxLag(), false, null) : null;
    Optional<JobView> view = steps.watch("watch the migration", seen, goal, cutover::isOpen);
    if (goal != null && cutover.sent().isEmpty() && view.filter(goal::isMetBy).isPresent()) {
      log.end(
          MigrationPhase.SUCCEEDED,
          "caught up: the lag was "
              + Display.lag(view.get())
              + "; the job goes on at the provider");
    }
    return view;
  }

  /** Waits until the target has everything, and has the job completed once. */
  private Optional<JobView> cutOver(@Nullable JobView seen) {
    log.enter(MigrationPhase.CUTTING_OVER);
    CutoverCommand order = cutover.open().orElseThrow();
    boolean atOnce = order.acceptLoss() && !waitsToBeTaken;
    Optional<JobView> view = atOnce && seen != null ? Optional.of(seen) : near(order, seen);
    if (!cutover.isOpen()) {
      log.enter(MigrationPhase.MIGRATING);
    } else if (view.isPresent() && (atOnce || goal(order).isMetBy(view.get()))) {
      send(view.get());
    }
    return view;
  }

  private boolean isCompleted() {
    return steps.capability().cutover() == Capability.Cutover.COMPLETE;
  }

  private Optional<JobView> near(CutoverCommand order, @Nullable JobView seen) {
    return steps.watch(
        order.acceptLoss()
            ? "cut over: wait until the service takes it"
            : "cut over: wait until the target has everything written before " + order.frozenAt(),
        seen,
        goal(order),
        () -> !cutover.isOpen());
  }

  /**
   * Reads may show the time before for a while: so long after the freeze they do not. A call that
   * completes a job is refused before the service says that it can be.
   */
  private WatchGoal goal(CutoverCommand order) {
    if (order.acceptLoss()) {
      return WatchGoal.caughtUp();
    }
    Instant frozenAt = order.frozenAt();
    return new WatchGoal(
        request.maxLag(),
        isCompleted(),
        frozenAt == null ? null : frozenAt.plus(steps.capability().quietWindow()));
  }

  private void send(JobView view) {
    boolean first = cutover.sent().isEmpty();
    cutover.sending(
        "on a reading of %s: status %s, lag %s"
            .formatted(view.readAt(), view.status(), Display.lag(view)));
    try {
      steps.complete(new Baseline(view.state(), view.status(), "", "", view.readAt()));
    } catch (ActivityFailure e) {
      if (first && Steps.isUntouched(e)) {
        cutover.notSent();
      }
      throw e;
    }
    cutover.taken();
  }

  /** Why nobody can cut over as things stand; empty where somebody can. */
  Optional<String> objection(CutoverCommand order) {
    JobView view = log.view();
    if (cutover.sent().isPresent() || cutover.isWaiting()) {
      return Optional.of("a cutover is under way already");
    } else if (log.phase() != MigrationPhase.MIGRATING || view == null) {
      return Optional.of("a cutover is for a migration that moves");
    } else if (view.stage(Stage.INCREMENTAL_SYNC).isEmpty()) {
      return Optional.of(
          "its job shows no incremental sync so far, and one without it ends by itself");
    } else if (steps.capability().cutover() == Capability.Cutover.NONE) {
      return Optional.of("the service has no call for it: end the job there");
    } else if (order.acceptLoss() && isCompleted() && !WatchGoal.caughtUp().isMetBy(view)) {
      return Optional.of(
          "the service completes a job only once it calls it caught up, whatever may be lost, and"
              + " it reports "
              + view.status()
              + ": ask with --frozen-at, which waits for that; or stop the job where it is: cancel"
              + " --stop");
    }
    return Optional.ofNullable(Cutover.problem(order, Logbook.now()));
  }

  /** What a job that is over has come to. */
  void finish(JobView view) {
    enterMigrating();
    if (wasStopped(view) && !wasCutOver(view)) {
      endStopped(view);
    } else {
      log.end(MigrationPhase.SUCCEEDED, acceptedLoss());
    }
  }

  private String acceptedLoss() {
    return cutover
        .sent()
        .filter(CutoverCommand::acceptLoss)
        .map(o -> "cut over at once: %s accepted a loss (%s)".formatted(o.by(), o.reason()))
        .orElse("");
  }

  /** Where completing is stopping, following is left as it was; all before it has finished. */
  private boolean wasCutOver(JobView view) {
    return cutover.sent().isPresent()
        && steps.capability().cutover() == Capability.Cutover.STOP
        && !view.stages().isEmpty()
        && view.stages().stream()
            .allMatch(s -> s.stage() == Stage.INCREMENTAL_SYNC || s.state() == StageState.FINISHED);
  }

  /** Over at the provider, and not because everything was done. */
  static boolean wasStopped(JobView view) {
    return view.state() == JobState.FINISHED && !view.everyStageFinished();
  }

  void endStopped(JobView view) {
    String stages = view.stages().stream().map(Display::progress).collect(Collectors.joining(", "));
    log.end(
        MigrationPhase.FAILED,
        "the job was stopped half way: the provider reports "
            + view.status()
            + ", but not every stage has finished ("
            + (stages.isEmpty() ? "it names none" : stages)
            + ")");
  }
}
