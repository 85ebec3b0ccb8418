package io.tidegate.activity;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.converter.DataConverterException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The attempt that Temporal is running on this thread. */
final class TemporalAttempt implements Attempt {
  /** A third of the silence after which an attempt is given up. */
  private static final Duration BEAT = Duration.ofSeconds(5);

  private static final ScheduledExecutorService BEATS =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "tidegate-heartbeat");
            thread.setDaemon(true);
            return thread;
          });

  private final ActivityExecutionContext context = Activity.getExecutionContext();

  /**
   * What an attempt does, kept as heartbeat details.
   *
   * @param sent whether it, or one before it, has come to the point of sending
   */
  record Doing(String doing, boolean sent) {}

  private volatile boolean sent = number() > 1 && hasSentBefore();

  /** Where it is not known it is to be feared. */
  private boolean hasSentBefore() {
    try {
      return context.getHeartbeatDetails(Doing.class).map(Doing::sent).orElse(false);
    } catch (DataConverterException e) {
      return true;
    }
  }

  /** Whether an attempt before this one may have sent what it was for. */
  boolean mayHaveSent() {
    return sent;
  }

  @Override
  public int number() {
    return context.getInfo().getAttempt();
  }

  @Override
  public void heartbeat(String doing) {
    context.heartbeat(new Doing(doing, sent));
  }

  @Override
  public void sending(String what) {
    sent = true;
    heartbeat(what);
  }

  @Override
  public Alive keepAlive(String doing) {
    return keepAlive(doing, BEAT);
  }

  Alive keepAlive(String doing, Duration beat) {
    ScheduledFuture<?> beats =
        BEATS.scheduleWithFixedDelay(
            () -> beat(doing), beat.toMillis(), beat.toMillis(), TimeUnit.MILLISECONDS);
    return () -> beats.cancel(false);
  }

  private void beat(String doing) {
    try {
      heartbeat(doing);
    } catch (ActivityCompletionException e) {
      // Given up or cancelled: the attempt's own next heartbeat says so where it matters.
    }
  }

  /** What attempts before this one remembered. */
  Memory memory() {
    return context.getHeartbeatDetails(Memory.class).orElse(Memory.NONE);
  }

  /** Costs a call only where there is something new: the server keeps what it has been told. */
  void remember(Memory memory) {
    if (!memory.equals(memory())) {
      context.heartbeat(memory);
    }
  }
}
