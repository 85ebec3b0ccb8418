package io.tidegate.sandbox.core;

import java.util.function.UnaryOperator;

/** Sets the engine to work and writes down how it ended. */
final class Movements {
  private final Metadatabase metadatabase;
  private final JobStore store;
  private final Engine engine;
  private final SandboxClock clock;

  Movements(Metadatabase metadatabase, JobStore store, Engine engine, SandboxClock clock) {
    this.metadatabase = metadatabase;
    this.store = store;
    this.engine = engine;
    this.clock = clock;
  }

  void launch(Job job) {
    engine.launch(
        job.id(),
        job.spec(),
        job.state().shieldsInForce(),
        new Movement(job.id(), job.state().launches()));
    if (job.state().completing()) {
      complete(job);
    }
  }

  void complete(Job job) {
    engine.complete(job.id());
  }

  void halt(String jobId) {
    engine.halt(jobId);
  }

  private final class Movement implements Engine.Listener {
    private final String jobId;
    private final int launch;

    Movement(String jobId, int launch) {
      this.jobId = jobId;
      this.launch = launch;
    }

    @Override
    public void finished() {
      end(state -> state.finished(clock.instant()));
    }

    @Override
    public void failed(String reason) {
      end(state -> state.movementFailed(clock.instant(), reason));
    }

    private void end(UnaryOperator<JobState> change) {
      metadatabase.transaction(
          connection -> {
            Job job = store.get(connection, jobId);
            // A word from a launch that was paused or followed by another says nothing any more.
            if (job.status() == JobStatus.MIGRATING && job.state().launches() == launch) {
              store.save(connection, job.with(change.apply(job.state())));
            }
            return job;
          });
    }
  }
}
