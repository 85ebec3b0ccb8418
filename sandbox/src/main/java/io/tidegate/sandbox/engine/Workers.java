package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.core.JobSpec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The threads of one job and their {@link Lane}s. Pieces of work run in no particular order. */
final class Workers implements AutoCloseable {

  /** A piece of work. */
  @FunctionalInterface
  interface Work {
    void in(Lane lane) throws SQLException;
  }

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final JobSpec spec;
  private final StopSignal stop;
  private final ExecutorService threads;
  private final Queue<Lane> idle = new ConcurrentLinkedQueue<>();
  private final Set<Lane> all = ConcurrentHashMap.newKeySet();
  private final List<Future<?>> submitted = new ArrayList<>();
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  Workers(JobSpec spec, int count, StopSignal stop) {
    this.spec = spec;
    this.stop = stop;
    this.threads =
        Executors.newFixedThreadPool(
            count,
            work -> {
              Thread thread = new Thread(work, "engine-worker-" + NUMBER.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Has the work done by a worker.
   *
   * @param on the object's name, for the reason if it fails
   */
  void submit(String on, Work work) {
    submitted.add(
        threads.submit(
            () -> {
              try {
                if (failure.get() == null) {
                  now(on, work);
                }
              } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
              }
            }));
  }

  /**
   * Does the work in this thread.
   *
   * @throws MoveFailure if it fails
   * @throws StopSignal.Stopped if the job was told to stop meanwhile
   */
  void now(String on, Work work) {
    stop.check();
    Lane lane = take();
    try {
      work.in(lane);
    } catch (SQLException e) {
      // Stopping breaks statements off.
      stop.check();
      throw failure(on, e);
    } finally {
      giveBack(lane);
    }
  }

  private static MoveFailure failure(String on, SQLException e) {
    return e.getErrorCode() == Bookkeeping.DUPLICATE_KEY
        ? new MoveFailure(
            on + ": a row with this key is at the target already; nothing was overwritten", e)
        : new MoveFailure(on, e);
  }

  /**
   * Waits until everything submitted is done.
   *
   * @throws MoveFailure if something of it failed; what had not begun then is left out
   */
  void await() {
    for (Future<?> future : submitted) {
      try {
        future.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a worker broke", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StopSignal.Stopped();
      }
    }
    submitted.clear();
    RuntimeException first = failure.get();
    if (first != null) {
      throw first;
    }
    stop.check();
  }

  private Lane take() {
    Lane lane = idle.poll();
    if (lane == null) {
      lane = Lane.open(spec);
      all.add(lane);
    }
    return lane;
  }

  private void giveBack(Lane lane) {
    if (!stop.isStopped() && lane.isUsable()) {
      idle.add(lane);
    } else {
      all.remove(lane);
      lane.close();
    }
  }

  /** Breaks off the statements that run now. */
  void cancel() {
    all.forEach(Lane::cancel);
  }

  /** Returns when no worker works any more, and closes their connections. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(1, TimeUnit.HOURS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
    all.forEach(Lane::close);
  }
}
