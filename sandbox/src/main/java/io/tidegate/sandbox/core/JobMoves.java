package io.tidegate.sandbox.core;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Moves jobs through the table of moves, one move of a job at a time. */
final class JobMoves {
  private final Metadatabase metadatabase;
  private final JobStore store;
  private final Neighbours neighbours;
  private final PrecheckRunner runner;
  private final PrecheckRuns runs;
  private final Movements movements;
  private final SandboxClock clock;
  // Held over a stored change and its effect on the databases, so that a pause and the resume that
  // follows it cannot reach the engine in the other order. Never taken by the engine's threads.
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  JobMoves(
      Metadatabase metadatabase,
      JobStore store,
      PrecheckRunner runner,
      PrecheckRuns runs,
      Movements movements,
      SandboxClock clock) {
    this.metadatabase = metadatabase;
    this.store = store;
    this.neighbours = new Neighbours(metadatabase, store);
    this.runner = runner;
    this.runs = runs;
    this.movements = movements;
    this.clock = clock;
  }

  void recover() {
    for (Job job : metadatabase.transaction(store::list)) {
      if (job.status() == JobStatus.PRECHECKING) {
        runs.blank(job);
        ask(job);
      } else if (job.status() == JobStatus.MIGRATING) {
        movements.launch(change(job.id(), found -> found.with(found.state().relaunched())));
      }
    }
  }

  void start(String id, @Nullable Instant heldUntil, Set<String> passedOver) {
    alone(
        id,
        job -> {
          JobStatus next =
              job.status()
                  .onStart()
                  .orElseThrow(
                      () -> refusedStart(job, new IllegalMove(job.id(), job.status(), "started")));
          if (next == JobStatus.PRECHECKING) {
            precheck(job, heldUntil, false, passedOver);
          } else {
            launch(job.id());
          }
        });
  }

  void check(String id, @Nullable Instant heldUntil) {
    alone(
        id,
        job -> {
          try {
            precheck(job, heldUntil, true, Set.of());
          } catch (IllegalMove e) {
            throw refusedStart(job, e);
          }
        });
  }

  void startRefused(String id) {
    alone(id, this::countRefusedStart);
  }

  private IllegalMove refusedStart(Job job, IllegalMove refusal) {
    countRefusedStart(job);
    return refusal;
  }

  private void countRefusedStart(Job job) {
    change(job.id(), found -> found.with(found.state().startRefused()));
  }

  private void precheck(
      Job found, @Nullable Instant heldUntil, boolean rests, Set<String> passedOver) {
    CheckSet set = CheckSet.of(found.dialect());
    ask(runs.begin(found.id(), runner.codes(set, found.spec()), heldUntil, rests, passedOver));
  }

  private void ask(Job job) {
    int number = job.state().run();
    runner.begin(
        job.id(),
        CheckSet.of(job.dialect()),
        job.spec(),
        () -> neighbours.of(job),
        store.place(job.id(), number),
        () -> precheckEnded(job.id(), number));
  }

  private void launch(String id) {
    Instant now = clock.instant();
    movements.launch(
        change(
            id,
            job ->
                job.moveTo(
                    JobStatus.MIGRATING,
                    "started",
                    state ->
                        job.status() == JobStatus.PRECHECK_PASSED
                            ? state.entered(now)
                            : state.resumed(now))));
  }

  void pause(String id) {
    alone(
        id,
        found -> {
          change(found.id(), job -> job.moveTo(JobStatus.PAUSED, "paused", JobState::paused));
          movements.halt(found.id());
        });
  }

  void suspend(String id) {
    alone(
        id,
        found -> {
          if (found.status() == JobStatus.PRECHECKING) {
            stopPrecheck(found.id());
          } else {
            pause(found.id());
          }
        });
  }

  private void stopPrecheck(String id) {
    Instant now = clock.instant();
    metadatabase.transaction(
        connection -> {
          Job job = store.get(connection, id);
          store.save(
              connection,
              job.moveTo(
                  JobStatus.PRECHECK_FAILED, "suspended", state -> state.precheckStopped(now)));
          runs.breakOff(connection, job, now);
          return job;
        });
    runner.abandon(id);
  }

  void release(String id) {
    alone(
        id,
        found -> {
          if (!found.status().isAtRest() || found.state().releasedAt() != null) {
            throw new IllegalMove(found.id(), found.status(), "released");
          }
          Instant now = clock.instant();
          change(found.id(), job -> job.with(job.state().released(now)));
        });
  }

  void stop(String id) {
    alone(
        id,
        found -> {
          Instant now = clock.instant();
          metadatabase.transaction(
              connection -> {
                Job job = store.get(connection, found.id());
                store.save(
                    connection,
                    job.moveTo(JobStatus.FINISHED, "stopped", state -> state.stopped(now)));
                if (job.status() == JobStatus.PRECHECKING) {
                  runs.breakOff(connection, job, now);
                }
                return job;
              });
          runner.abandon(found.id());
          movements.halt(found.id());
        });
  }

  void complete(String id) {
    alone(
        id,
        found ->
            movements.complete(
                change(
                    found.id(),
                    job -> {
                      if (job.status() != JobStatus.MIGRATING
                          || !job.spec().stages().incremental()) {
                        throw new IllegalMove(job.id(), job.status(), "completed");
                      }
                      return job.with(job.state().completed());
                    })));
  }

  void configure(String id, UnaryOperator<JobSpec> change) {
    Instant now = clock.instant();
    alone(
        id,
        found ->
            change(
                found.id(),
                job -> {
                  JobSpec spec = change.apply(job.spec());
                  SpecRules.check(CheckSet.of(job.dialect()), spec);
                  return job.configured(spec, now);
                }));
  }

  private void precheckEnded(String id, int number) {
    alone(
        id,
        job -> {
          Job decided = runs.decide(job.id(), number);
          if (job.status() == JobStatus.PRECHECKING && decided.status() == JobStatus.MIGRATING) {
            movements.launch(decided);
          }
        });
  }

  /** Does it to the job as it is, while no other move of it is made. */
  void alone(String id, Consumer<Job> move) {
    String jobId = get(id).id();
    ReentrantLock lock = locks.computeIfAbsent(jobId, key -> new ReentrantLock());
    lock.lock();
    try {
      move.accept(get(jobId));
    } finally {
      lock.unlock();
    }
  }

  private Job get(String id) {
    return metadatabase.transaction(connection -> store.get(connection, id));
  }

  private Job change(String id, Function<Job, Job> change) {
    return metadatabase.transaction(
        connection -> {
          Job changed = change.apply(store.get(connection, id));
          store.save(connection, changed);
          return changed;
        });
  }
}
