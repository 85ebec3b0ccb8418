package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.core.Engine;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.Metadatabase;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Moves tables, views and triggers between MariaDB and MySQL servers.
 *
 * <p>Tables are created without their secondary indexes and foreign keys, loaded in chunks along
 * their key by several threads, completed, and compared with the source. A table without a key that
 * it can be divided by is one chunk. The source should not be written to meanwhile: each chunk is
 * read consistently, but not all at one instant. A job with the incremental stage is loaded out of
 * one snapshot instead, and then follows the source's log.
 */
public final class RowEngine implements Engine {
  private static final long CANCEL_EVERY_MILLIS = 200;
  private static final Set<String> LOADS_INTO_EXISTING =
      Set.of("CHECK_SAME_OBJ", "DEST/SYNC_SCHEMA_CONSISTENCY");

  /**
   * A launched job.
   *
   * @param workEnded open until nothing of the job works any more
   */
  private record Running(JobRun run, StopSignal stop, CountDownLatch workEnded) {}

  private final Metadatabase metadatabase;
  private final EngineStore store;
  private final EngineSettings settings;
  private final Map<String, Running> running = new HashMap<>();

  public RowEngine(Metadatabase metadatabase, EngineSettings settings) {
    this.metadatabase = metadatabase;
    this.store = new EngineStore(metadatabase);
    this.settings = settings;
  }

  @Override
  public void launch(String jobId, JobSpec spec, Set<String> shielded, Listener listener) {
    synchronized (running) {
      if (running.containsKey(jobId)) {
        return;
      }
      StopSignal stop = new StopSignal();
      JobContext context =
          new JobContext(
              jobId,
              spec,
              shielded.stream().anyMatch(LOADS_INTO_EXISTING::contains),
              !shielded.contains("ConstraintCheck=shield"),
              settings,
              store,
              stop);
      JobRun run = new JobRun(context, listener, () -> ended(jobId));
      running.put(jobId, new Running(run, stop, new CountDownLatch(1)));
      Thread thread = new Thread(run, "engine-" + jobId);
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Whether the listener is to be told. */
  private boolean ended(String jobId) {
    synchronized (running) {
      Running ended = running.remove(jobId);
      if (ended == null) {
        return false;
      }
      ended.workEnded().countDown();
      return !ended.stop().isStopped();
    }
  }

  @Override
  public void halt(String jobId) {
    Running halted;
    synchronized (running) {
      halted = running.get(jobId);
      if (halted == null) {
        return;
      }
      halted.stop().stop();
    }
    try {
      do {
        // Again and again: a statement may have begun just after the last time.
        halted.run().breakOff();
      } while (!halted.workEnded().await(CANCEL_EVERY_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while job " + jobId + " was stopping", e);
    }
  }

  @Override
  public void complete(String jobId) {
    synchronized (running) {
      Running found = running.get(jobId);
      if (found != null) {
        found.run().complete();
      }
    }
  }

  @Override
  public Progress progress(String jobId) {
    return ProgressReport.read(metadatabase, jobId);
  }
}
