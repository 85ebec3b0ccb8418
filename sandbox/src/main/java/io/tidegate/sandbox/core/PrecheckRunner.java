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
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a run's questions in the background and stores each answer as it comes. */
final class PrecheckRunner implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PrecheckRunner.class);

  /** Each run opens connections of its own; a fleet that starts at once must not open them all. */
  private static final int RUNS_AT_ONCE = 8;

  private final Metadatabase metadatabase;
  private final JobStore store;
  private final Neighbours neighbours;
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
      Metadatabase metadatabase,
      JobStore store,
      Prechecks prechecks,
      SandboxClock clock,
      Duration shortestRun) {
    this.metadatabase = metadatabase;
    this.store = store;
    this.neighbours = new Neighbours(metadatabase, store);
    this.prechecks = prechecks;
    this.clock = clock;
    this.shortestRun = shortestRun;
  }

  /** The codes that a run of this job answers. */
  List<String> codes(Job job) {
    return prechecks.codes(CheckSet.of(job.dialect()), job.spec());
  }

  /**
   * Begins the run. Returns at once.
   *
   * @param ended told when every item is answered and the run's time is over
   */
  void begin(Job job, int number, Consumer<String> ended) {
    running.put(job.id(), threads.submit(() -> run(job, number, ended)));
  }

  /** Ends the job's run, if there is one, with whatever is known. */
  void abandon(String jobId) {
    Future<?> run = running.remove(jobId);
    if (run != null) {
      run.cancel(true);
    }
  }

  private void run(Job job, int number, Consumer<String> ended) {
    try {
      ask(job, number);
      hold(job.id(), number);
      ended.accept(job.id());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      log.info("precheck run {} of job {} was given up", number, job.id());
    } catch (RuntimeException e) {
      log.error("precheck run {} of job {} could not be kept", number, job.id(), e);
    }
  }

  private void ask(Job job, int number) throws InterruptedException {
    slots.acquire();
    try {
      tryNetwork(job, number);
      List<CheckResult> results =
          prechecks.run(
              CheckSet.of(job.dialect()),
              job.spec(),
              neighbours.of(job),
              result -> answer(job.id(), number, result));
      results.forEach(result -> answer(job.id(), number, result));
    } catch (RuntimeException e) {
      log.error("precheck run {} of job {} broke off", number, job.id(), e);
      failUnanswered(job.id(), number, e);
    } finally {
      slots.release();
    }
  }

  private void tryNetwork(Job job, int number) {
    Instant began = clock.instant();
    NetworkTrial source = prechecks.tryNetwork(job.spec().source());
    NetworkTrial target = prechecks.tryNetwork(job.spec().target());
    PrecheckRun.Network tried = new PrecheckRun.Network(began, clock.instant(), source, target);
    metadatabase.transaction(
        connection -> {
          PrecheckRun run = store.findRun(connection, job.id(), number).orElseThrow();
          store.saveRun(connection, job.id(), run.with(tried));
          return run;
        });
  }

  private void answer(String jobId, int number, CheckResult result) {
    metadatabase.transaction(
        connection -> {
          PrecheckRun run = store.findRun(connection, jobId, number).orElseThrow();
          if (run.item(result.code()).filter(item -> item.result() == null).isPresent()) {
            store.saveRun(connection, jobId, run.with(result, clock.instant()));
          }
          return run;
        });
  }

  private void failUnanswered(String jobId, int number, RuntimeException reason) {
    PrecheckRun run = load(jobId, number);
    for (PrecheckRun.Item item : run.items()) {
      answer(
          jobId,
          number,
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

  private void hold(String jobId, int number) throws InterruptedException {
    while (true) {
      long seen = clock.changes();
      PrecheckRun run = load(jobId, number);
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

  private PrecheckRun load(String jobId, int number) {
    return metadatabase.transaction(
        connection -> store.findRun(connection, jobId, number).orElseThrow());
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
