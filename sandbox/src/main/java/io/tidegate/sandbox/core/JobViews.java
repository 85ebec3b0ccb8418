package io.tidegate.sandbox.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Puts together what a read of a job sees. */
final class JobViews {
  private static final Engine.Progress NOT_BEGUN = notBegun();

  private final Metadatabase metadatabase;
  private final JobStore store;
  private final Engine engine;
  private final SandboxClock clock;
  private final Duration staleness;

  JobViews(
      Metadatabase metadatabase,
      JobStore store,
      Engine engine,
      SandboxClock clock,
      Duration staleness) {
    this.metadatabase = metadatabase;
    this.store = store;
    this.engine = engine;
    this.clock = clock;
    this.staleness = staleness;
  }

  Job seen(Job job, Sight sight) {
    return isStale(job, sight) ? job.rewound() : job;
  }

  JobView of(Job found, Sight sight) {
    Job job = seen(found, sight);
    boolean moved = job.state().effects().movements() > 0;
    return new JobView(
        job,
        metadatabase.transaction(
            connection -> store.findRun(connection, job.id(), job.state().run())),
        // Read after the job: a job that is seen finished is never seen at 99 %.
        moved ? engine.progress(job.id()) : NOT_BEGUN);
  }

  private boolean isStale(Job job, Sight sight) {
    Instant begun = job.state().lastBegun();
    return switch (sight) {
      case TRUTH -> false;
      case STALE -> true;
      case READ -> begun != null && clock.instant().isBefore(begun.plus(staleness));
    };
  }

  private static Engine.Progress notBegun() {
    Engine.StageProgress none =
        new Engine.StageProgress(Engine.StageProgress.State.NOT_STARTED, 0, 0, "");
    return new Engine.Progress(
        none, none, List.of(), List.of(), false, Engine.Following.NOT_STARTED);
  }
}
