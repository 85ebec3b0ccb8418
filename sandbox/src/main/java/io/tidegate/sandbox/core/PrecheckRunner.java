package io.tidegate.sandbox.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a run's questions in the background and stores each answer as it comes. */
final class PrecheckRunner implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PrecheckRunner.class);

  /** Each run opens connections of its own; a fleet that starts at once must not open them all. */
  private static final int RUNS_AT_ONCE = 8;

  private final Metadatabase metadatabase;
  private final Prechecks prechecks;
  private final SandboxClock clock;
  private final Duration shortestRun;
  private final Semaphore slots = new Semaphore(RUNS_AT_ONCE);
  private final Map<String, Future<?>> running = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "precheck");
            thread.setDaemon(true);
            return thread;
          });

  PrecheckRunner(
      Metadatabase metadatabase, Prechecks prechecks, SandboxClock clock, Duration shortestRun) {
    this.metadatabase = metadatabase;
    this.prechecks = prechecks;
    this.clock = clock;
    this.shortestRun = shortestRun;
  }

  /** The codes that a run answers. */
  List<String> codes(CheckSet set, JobSpec spec) {
    return prechecks.codes(set, spec);
  }

  /**
   * Begins a run. Returns at once.
   *
   * @param key what {@link #abandon} knows it by
   * @param beside what else is configured, looked for when it is asked about
   * @param place where the run is kept, with its items unanswered
   * @param ended told when every item is answered and the run's time is over
   */
  void begin(
      String key,
      CheckSet set,
      JobSpec spec,
      Supplier<List<Neighbour>> beside,
      RunPlace place,
      Runnable ended) {
    running.put(key, threads.submit(() -> run(key, set, spec, beside, place, ended)));
  }

  /** Ends the run, if there is one, with whatever is known. */
  void abandon(String key) {
    Future<?> run = running.remove(key);
    if (run != null) {
      run.cancel(true);
    }
  }

  private void run(
      String key,
      CheckSet set,
      JobSpec spec,
      Supplier<List<Neighbour>> beside,
      RunPlace place,
      Runnable ended) {
    try {
      ask(key, set, spec, beside, place);
      hold(place);
      ended.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      log.info("a precheck run of {} was given up", key);
    } catch (RuntimeException e) {
      log.error("a precheck run of {} could not be kept", key, e);
    }
  }

  private void ask(
      String key, CheckSet set, JobSpec spec, Supplier<List<Neighbour>> beside, RunPlace place)
      throws InterruptedException {
    slots.acquire();
    try {
      tryNetwork(spec, place);
      List<CheckResult> results =
          prechecks.run(set, spec, beside.get(), result -> answer(place, result));
      results.forEach(result -> answer(place, result));
    } catch (RuntimeException e) {
      log.error("a precheck run of {} broke off", key, e);
      failUnanswered(place, e);
    } finally {
      slots.release();
    }
  }

  private void tryNetwork(JobSpec spec, RunPlace place) {
    Instant began = clock.instant();
    NetworkTrial source = prechecks.tryNetwork(spec.source());
    NetworkTrial target = prechecks.tryNetwork(spec.target());
    PrecheckRun.Network tried = new PrecheckRun.Network(began, clock.instant(), source, target);
    change(place, run -> run.with(tried));
  }

  private void answer(RunPlace place, CheckResult result) {
    change(
        place,
        run ->
            run.item(result.code()).filter(item -> item.result() == null).isPresent()
                ? run.with(result, clock.instant())
                : run);
  }

  /** A run that was ended meanwhile stays as it was ended. */
  private void change(RunPlace place, UnaryOperator<PrecheckRun> change) {
    metadatabase.transaction(
        connection -> {
          PrecheckRun run = place.load(connection);
          if (run.state() == PrecheckRun.State.RUNNING) {
            place.save(connection, change.apply(run));
          }
          return run;
        });
  }

  private void failUnanswered(RunPlace place, RuntimeException reason) {
    for (PrecheckRun.Item item : load(place).items()) {
      answer(
          place,
          new CheckResult(
              item.code(),
              CheckResult.Verdict.FAILED,
              "the question could not be asked",
              "the sandbox's own failure: " + reason.getClass().getSimpleName(),
              "start the job again; if it fails again, the sandbox's log has the reason",
              false,
              List.of()));
    }
  }

  private void hold(RunPlace place) throws InterruptedException {
    while (true) {
      long seen = clock.changes();
      PrecheckRun run = load(place);
      Instant end = run.bootTime().plus(shortestRun);
      Instant held = run.heldUntil();
      if (held != null && held.isAfter(end)) {
        end = held;
      }
      if (!clock.instant().isBefore(end)) {
        return;
      }
      clock.await(end, seen);
    }
  }

  private PrecheckRun load(RunPlace place) {
    return metadatabase.transaction(place::load);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        log.warn("a precheck does not end; it is left behind");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
