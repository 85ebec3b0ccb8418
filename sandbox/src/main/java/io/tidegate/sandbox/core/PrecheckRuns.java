package io.tidegate.sandbox.core;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
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

  /** Stores a new run, its items unanswered, and the job as prechecking. */
  Job begin(String jobId, List<String> codes, @Nullable Instant heldUntil) {
    Instant now = clock.instant();
    return metadatabase.transaction(
        connection -> {
          Job job =
              store
                  .get(connection, jobId)
                  .moveTo(JobStatus.PRECHECKING, "started", state -> state.prechecking(now));
          List<PrecheckRun.Item> items =
              codes.stream()
                  .map(code -> new PrecheckRun.Item(ids.next(), code, null, null))
                  .toList();
          PrecheckRun run =
              new PrecheckRun(
                  job.state().run(),
                  ids.next(),
                  PrecheckRun.State.RUNNING,
                  now,
                  heldUntil,
                  null,
                  Set.of(),
                  items,
                  null);
          store.save(connection, job);
          store.saveRun(connection, jobId, run);
          return job;
        });
  }

  /**
   * Ends the job's run by what it found: the job enters movement or has failed its precheck. Leaves
   * a job alone that was stopped meanwhile.
   */
  Job decide(String jobId) {
    return metadatabase.transaction(
        connection -> {
          Job job = store.get(connection, jobId);
          if (job.status() != JobStatus.PRECHECKING) {
            return job;
          }
          Instant now = clock.instant();
          PrecheckRun run = latest(connection, job);
          boolean passed = run.blocking(job.shields()).isEmpty();
          Job next =
              passed
                  ? job.moveTo(JobStatus.MIGRATING, "moved", JobState::moving)
                  : job.moveTo(
                      JobStatus.PRECHECK_FAILED, "failed", state -> state.precheckFailed(now));
          store.save(connection, next);
          store.saveRun(
              connection,
              jobId,
              run.ended(
                  passed ? PrecheckRun.State.PASSED : PrecheckRun.State.FAILED,
                  job.shields(),
                  now));
          return next;
        });
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

  private PrecheckRun latest(Connection connection, Job job) throws SQLException {
    return store.findRun(connection, job.id(), job.state().run()).orElseThrow();
  }
}
