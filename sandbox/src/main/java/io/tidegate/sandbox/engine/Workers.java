package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.core.JobSpec;
import java.sql.SQLException;
import java.time.Duration;
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
  private final Duration reconnectFor;
  private final StopSignal stop;
  private final ExecutorService threads;
  private final Queue<Lane> idle = new ConcurrentLinkedQueue<>();
  private final Set<Lane> all = ConcurrentHashMap.newKeySet();
  private final List<Future<?>> submitted = new ArrayList<>();
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  Workers(JobSpec spec, EngineSettings settings, StopSignal stop) {
    this.spec = spec;
    this.reconnectFor = settings.reconnectFor();
    this.stop = stop;
    this.threads =
        Executors.newFixedThreadPool(
            settings.threads(),
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
   * Does the work in this thread. Where a server is lost meanwhile, all of it is done again, so
   * that it must bear that.
   *
   * @throws MoveFailure if it fails, or a server stays away
   * @throws StopSignal.Stopped if the job was told to stop meanwhile
   */
  void now(String on, Work work) {
    now(on, work, new Patience(reconnectFor, stop));
  }

  /** The same, for work that tells the patience when it gets on. */
  void now(String on, Work work, Patience patience) {
    while (true) {
      try {
        once(work);
        return;
      } catch (SQLException e) {
        // Stopping breaks statements off.
        stop.check();
        if (!ServerError.isLost(e)) {
          throw new MoveFailure(on, e);
        }
        patience.pause(on, e);
      }
      giveUpWithTheOthers();
    }
  }

  /** Does the work in this thread, and leaves what breaks to the caller. */
  void once(Work work) throws SQLException {
    stop.check();
    Lane lane = take();
    try {
      work.in(lane);
    } finally {
      giveBack(lane);
    }
  }

  private void giveUpWithTheOthers() {
    RuntimeException first = failure.get();
    if (first != null) {
      throw first;
    }
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
    giveUpWithTheOthers();
    stop.check();
  }

  private Lane take() throws SQLException {
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
