package io.tidegate.sandbox.core;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the metadatabase holds of precheck runs: their beginning, their end and the verdict. */
final class PrecheckRuns {
  private final Metadatabase metadatabase;
  private final JobStore store;
  private final SandboxClock clock;
  private final Ids ids;

  PrecheckRuns(Metadatabase metadatabase, JobStore store, SandboxClock clock, Ids ids) {
    this.metadatabase = metadatabase;
    this.store = store;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Stores a new run, its items unanswered, and the job as prechecking.
   *
   * @param rests whether a pass leaves the job at rest
   * @param passedOver codes that this run passes over, whatever the job's shields are
   */
  Job begin(
      String jobId,
      List<String> codes,
      @Nullable Instant heldUntil,
      boolean rests,
      Set<String> passedOver) {
    Instant now = clock.instant();
    return metadatabase.transaction(
        connection -> {
          Job found = store.get(connection, jobId);
          Job job =
              rests
                  ? found.moveTo(JobStatus.PRECHECKING, "checked", state -> state.prechecking(now))
                  : found.moveTo(
                      JobStatus.PRECHECKING, "started", state -> state.startedByPrecheck(now));
          List<PrecheckRun.Item> items =
              codes.stream()
                  .map(code -> new PrecheckRun.Item(ids.next(), code, null, null))
                  .toList();
          PrecheckRun run =
              new PrecheckRun(
                  job.state().run(),
                  ids.next(),
                  PrecheckRun.State.RUNNING,
                  rests,
                  rests
                      ? atLeastASecondAfter(
                          store.findRun(connection, jobId, found.state().run()), now)
                      : now,
                  heldUntil,
                  null,
                  passedOver,
                  items,
                  null);
          store.save(connection, job);
          store.saveRun(connection, jobId, run);
          return job;
        });
  }

  /**
   * Ends the job's run by what it found: the job enters movement, or rests if the run was begun so,
   * or has failed its precheck. Leaves a job alone that was stopped meanwhile.
   *
   * @param number the run that has ended; a later one is not decided by it
   */
  Job decide(String jobId, int number) {
    return metadatabase.transaction(
        connection -> {
          Job job = store.get(connection, jobId);
          if (job.status() != JobStatus.PRECHECKING || job.state().run() != number) {
            return job;
          }
          Instant now = clock.instant();
          PrecheckRun run = latest(connection, job);
          Set<String> passedOver = new HashSet<>(job.shields());
          passedOver.addAll(run.shields());
          boolean passed = run.blocking(passedOver).isEmpty();
          Job next = passed ? passed(job, run, passedOver) : failed(job, now);
          store.save(connection, next);
          store.saveRun(
              connection,
              jobId,
              run.ended(
                  passed ? PrecheckRun.State.PASSED : PrecheckRun.State.FAILED, passedOver, now));
          return next;
        });
  }

  private static Job passed(Job job, PrecheckRun run, Set<String> passedOver) {
    return run.rests()
        ? job.moveTo(JobStatus.PRECHECK_PASSED, "passed", JobState::precheckPassed)
        : job.moveTo(JobStatus.MIGRATING, "moved", state -> state.moving(passedOver));
  }

  private static Job failed(Job job, Instant now) {
    return job.moveTo(JobStatus.PRECHECK_FAILED, "failed", state -> state.precheckFailed(now));
  }

  /** Ends the run of a job that is stopped, within that transaction. */
  void breakOff(Connection connection, Job job, Instant now) throws SQLException {
    store.saveRun(
        connection,
        job.id(),
        latest(connection, job).ended(PrecheckRun.State.FAILED, job.shields(), now));
  }

  /** Takes the answers of a run back that is to be asked again. */
  void blank(Job job) {
    metadatabase.transaction(
        connection -> {
          store.saveRun(connection, job.id(), latest(connection, job).unanswered());
          return job;
        });
  }

  /** Takes the order to wait from every run. */
  void releaseAll() {
    metadatabase.transaction(
        connection -> {
          for (Job job : store.list(connection)) {
            if (job.status() == JobStatus.PRECHECKING) {
              store.saveRun(connection, job.id(), latest(connection, job).released());
            }
          }
          return store;
        });
  }

  // Services that let a job rest name no run, and write times in whole seconds: the time is all
  // that tells two runs apart.
  private static Instant atLeastASecondAfter(Optional<PrecheckRun> before, Instant now) {
    return before
        .map(run -> run.bootTime().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1))
        .filter(now::isBefore)
        .orElse(now);
  }

  private PrecheckRun latest(Connection connection, Job job) throws SQLException {
    return store.findRun(connection, job.id(), job.state().run()).orElseThrow();
  }
}
