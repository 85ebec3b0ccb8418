package io.tidegate.cli.temporal;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gives a call an end of its own: some calls to Temporal wait for a worker without one. */
final class Deadlines {

  /** What one question to a server or to a running workflow may take. */
  static final Duration CALL = Duration.ofSeconds(10);

  /** What a question may take that a worker passes on to a provider. */
  static final Duration ASK = Duration.ofSeconds(60);

  /**
   * Calls on a thread of its own, which is left behind when time is up.
   *
   * @throws TimeoutException when there is no answer in time
   */
  static <T> T within(Duration limit, Callable<T> call) throws TimeoutException {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                answer.complete(call.call());
              } catch (Throwable e) {
                answer.completeExceptionally(e);
              }
            },
            "tidegate-call");
    // The process may end while a call still waits.
    thread.setDaemon(true);
    thread.start();
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TimeoutException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private Deadlines() {}
}
