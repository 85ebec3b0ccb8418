package io.tidegate.sandbox.engine.binlog;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.network.SSLMode;
import com.github.shyiko.mysql.binlog.network.ServerException;
import io.tidegate.sandbox.core.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The binary log of a server from a position on, as the server sends it. A thread of its own reads
 * ahead, not far: an entry may be a row of many megabytes.
 */
public final class SourceLog implements AutoCloseable {
  private static final int READ_AHEAD = 64;
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);
  private static final Duration CLOSE_EVERY = Duration.ofMillis(100);
  // Held, for a logger that nobody holds forgets its level.
  private static final Logger LIBRARY = Logger.getLogger(BinaryLogClient.class.getName());

  static {
    LIBRARY.setLevel(Level.OFF);
  }

  private final BinaryLogClient client;
  private final BlockingQueue<LogEntry> entries = new ArrayBlockingQueue<>(READ_AHEAD);
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final EntryMaker maker;
  private final Thread thread;
  private volatile boolean closing;
  private volatile boolean ended;
  private volatile long heard = System.nanoTime();

  /**
   * Begins to read.
   *
   * @param wanted whether rows are wanted, given a database and a table of it; the others are
   *     passed over
   */
  public SourceLog(Endpoint source, LogPosition from, BiPredicate<String, String> wanted) {
    this.maker = new EntryMaker(from.file());
    this.client =
        new BinaryLogClient(source.host(), source.port(), source.user(), source.password());
    // A number of its own: a server ends the connection of another reader with the same.
    client.setServerId(ThreadLocalRandom.current().nextLong(0x8000_0000L, 0xFFFF_FFFFL));
    client.setSSLMode(SSLMode.PREFERRED);
    client.setBinlogFilename(from.file());
    client.setBinlogPosition(from.offset());
    client.setKeepAlive(false);
    client.setHeartbeatInterval(HEARTBEAT.toMillis());
    client.setConnectTimeout(10_000);
    client.setEventDeserializer(LogFormat.deserializer(wanted));
    client.registerEventListener(this::take);
    client.registerLifecycleListener(new Failures());
    this.thread = new Thread(this::read, "binlog-" + source.host() + "-" + source.port());
    thread.setDaemon(true);
    thread.start();
  }

  private void read() {
    try {
      if (!closing) {
        client.connect();
      }
    } catch (IOException | RuntimeException e) {
      failure.compareAndSet(null, e);
    } finally {
      ended = true;
    }
  }

  private void take(Event event) {
    heard = System.nanoTime();
    try {
      Optional<LogEntry> entry = maker.entry(event);
      while (entry.isPresent() && !closing) {
        if (entries.offer(entry.get(), 100, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
      closing = true;
    }
  }

  /**
   * Waits for the next entry.
   *
   * @return empty if there was none in this time
   * @throws LogBroken when there will be none any more
   */
  public Optional<LogEntry> next(Duration patience) throws LogBroken, InterruptedException {
    boolean wasEnded = ended || closing;
    LogEntry entry = entries.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (entry == null && wasEnded && entries.isEmpty()) {
      throw broken();
    }
    if (entry == null && System.nanoTime() - heard > LONGEST_SILENCE.toNanos()) {
      throw new LogBroken(
          "it has been silent for " + LONGEST_SILENCE.toSeconds() + " s",
          new IOException("no heartbeat"));
    }
    return Optional.ofNullable(entry);
  }

  private LogBroken broken() {
    Exception cause = failure.get();
    if (cause == null) {
      return new LogBroken("it ended the connection", new IOException("ended"));
    }
    return cause instanceof ServerException refusal
        ? new LogBroken(refusal)
        : new LogBroken(String.valueOf(cause.getMessage()), cause);
  }

  /** Ends the connection. Nothing is read when it returns. */
  @Override
  public void close() {
    closing = true;
    try {
      do {
        // Again and again: it may have been about to connect.
        disconnect();
        thread.join(CLOSE_EVERY.toMillis());
      } while (thread.isAlive());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void disconnect() {
    try {
      client.disconnect();
    } catch (IOException alreadyGone) {
      // Then there is nothing to end.
    }
  }

  private final class Failures extends BinaryLogClient.AbstractLifecycleListener {
    @Override
    public void onCommunicationFailure(BinaryLogClient broken, Exception e) {
      failure.compareAndSet(null, e);
    }

    /** The library would go on with the next event. */
    @Override
    public void onEventDeserializationFailure(BinaryLogClient reading, Exception e) {
      failure.compareAndSet(null, e);
      closing = true;
    }
  }
}
