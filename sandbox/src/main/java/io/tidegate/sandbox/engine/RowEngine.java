package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.core.Engine;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.Metadatabase;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Moves tables, views and triggers between MariaDB and MySQL servers.
 *
 * <p>Tables are created without their secondary indexes and foreign keys, loaded in chunks along
 * their key by several threads, completed, and compared with the source. A table without a key that
 * it can be divided by is one chunk. The source should not be written to meanwhile: each chunk is
 * read consistently, but not all at one instant.
 */
public final class RowEngine implements Engine {
  private static final long CANCEL_EVERY_MILLIS = 200;

  private record Running(JobRun run, Thread thread) {}

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
      JobContext context =
          new JobContext(
              jobId, spec, shielded.contains("CHECK_SAME_OBJ"), settings, store, new StopSignal());
      JobRun run = new JobRun(context, listener, () -> ended(jobId));
      Thread thread = new Thread(run, "engine-" + jobId);
      thread.setDaemon(true);
      running.put(jobId, new Running(run, thread));
      thread.start();
    }
  }

  private void ended(String jobId) {
    synchronized (running) {
      running.remove(jobId);
    }
  }

  @Override
  public void halt(String jobId) {
    Running halted;
    synchronized (running) {
      halted = running.get(jobId);
    }
    if (halted == null) {
      return;
    }
    try {
      do {
        // Again and again: a statement may have begun just after the last time.
        halted.run().stop();
        halted.thread().join(CANCEL_EVERY_MILLIS);
      } while (halted.thread().isAlive());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while job " + jobId + " was stopping", e);
    }
  }

  @Override
  public Progress progress(String jobId) {
    return ProgressReport.read(metadatabase, jobId);
  }
}
