package io.tidegate.worker;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Begins to poll when Temporal can be reached, however late that is, and stops with what runs
 * finished.
 */
final class TemporalWorkers implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(TemporalWorkers.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(2);

  private final WorkerFactory factory;
  private final SearchAttributesRegistrar searchAttributes;
  private final ReadyFile readyFile;
  private final Target target;
  private final Duration grace;

  private volatile boolean running;
  private volatile boolean polling;
  private volatile String obstacle = "not started yet";
  private @Nullable Thread starter;

  /** Where Temporal is, for messages. */
  record Target(String address, String namespace) {}

  TemporalWorkers(
      WorkerFactory factory,
      SearchAttributesRegistrar searchAttributes,
      ReadyFile readyFile,
      Target target,
      Duration grace) {
    this.factory = factory;
    this.searchAttributes = searchAttributes;
    this.readyFile = readyFile;
    this.target = target;
    this.grace = grace;
  }

  @Override
  public synchronized void start() {
    running = true;
    starter = new Thread(this::startWhenReachable, "temporal-starter");
    starter.start();
  }

  private void startWhenReachable() {
    Duration pause = FIRST_PAUSE;
    while (running) {
      try {
        searchAttributes.register();
        // Asks for the namespace before it starts anything, so it is safe to repeat.
        factory.start();
        polling = true;
        obstacle = "";
        log.info("Polling {} in namespace {}", target.address(), target.namespace());
        readyFile.write();
        return;
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        tell(obstacleIn(e));
        if (!pauseFor(pause)) {
          return;
        }
        pause = pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
      }
    }
  }

  private void tell(String newObstacle) {
    if (!newObstacle.equals(obstacle)) {
      log.warn("Not polling yet: {}", newObstacle);
    }
    obstacle = newObstacle;
  }

  private String obstacleIn(RuntimeException e) {
    Status.Code code = Status.fromThrowable(e).getCode();
    return switch (code) {
      case NOT_FOUND ->
          "Temporal at "
              + target.address()
              + " has no namespace '"
              + target.namespace()
              + "': create it (temporal operator namespace create --namespace "
              + target.namespace()
              + ") or set TEMPORAL_NAMESPACE";
      case UNAVAILABLE, DEADLINE_EXCEEDED ->
          "Temporal is not reachable at "
              + target.address()
              + ": start it or set TEMPORAL_ADDRESS; trying again";
      case PERMISSION_DENIED, UNAUTHENTICATED ->
          "Temporal at " + target.address() + " refuses this worker: " + e.getMessage();
      default ->
          e instanceof StatusRuntimeException
              ? "Temporal at " + target.address() + " answered " + e.getMessage()
              : String.valueOf(e.getMessage());
    };
  }

  private static boolean pauseFor(Duration pause) {
    try {
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Override
  public synchronized void stop() {
    running = false;
    Thread thread = starter;
    if (thread != null) {
      thread.interrupt();
      join(thread);
    }
    readyFile.remove();
    if (factory.isStarted()) {
      polling = false;
      obstacle = "stopping";
      log.info("Stopping: no new work is taken, up to {} s for what runs", grace.toSeconds());
      factory.shutdown();
      factory.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
      if (!factory.isTerminated()) {
        log.warn(
            "Some work did not end in {} s; Temporal will have it done again", grace.toSeconds());
        factory.shutdownNow();
        factory.awaitTermination(AFTER_INTERRUPT.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(AFTER_INTERRUPT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** After the web server has its port, and stopped before it closes. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 10;
  }

  /** Whether task queues are being polled. */
  boolean isPolling() {
    return polling;
  }

  /** Why nothing is polled, in one line; empty while polling. */
  String obstacle() {
    return obstacle;
  }
}
