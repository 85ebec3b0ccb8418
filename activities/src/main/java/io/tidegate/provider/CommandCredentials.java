package io.tidegate.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Credentials that a command prints; asked again every few minutes and after a refusal. Whoever
 * needs them while the command runs waits for that run, and for no other after it.
 */
public final class CommandCredentials implements CredentialsSource {
  private static final Duration KEEP = Duration.ofMinutes(5);

  /** As long as what the command prints is what was refused. */
  private static final Duration KEEP_REFUSED = Duration.ofSeconds(10);

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MAX_OUTPUT = 64 * 1024;

  private final List<String> command;
  private final Clock clock;
  private final Duration patience;
  private @Nullable Credentials known;
  private @Nullable Credentials refused;
  private @Nullable FutureTask<Credentials> asked;
  private Instant askAgainAt = Instant.MIN;

  /**
   * @param command program and arguments; no shell is involved
   */
  public CommandCredentials(List<String> command, Clock clock) {
    this(command, clock, PATIENCE);
  }

  /**
   * @param patience how long a run may take, with everything that it begins
   */
  CommandCredentials(List<String> command, Clock clock, Duration patience) {
    this.command = List.copyOf(command);
    this.clock = clock;
    this.patience = patience;
  }

  @Override
  public Credentials get() {
    FutureTask<Credentials> answer;
    synchronized (this) {
      Credentials current = known;
      if (current != null && clock.instant().isBefore(askAgainAt)) {
        return current;
      }
      answer = asked;
      if (answer == null) {
        answer = new FutureTask<>(this::ask);
        // Not on the thread of the first who needs them: it may be interrupted, and others wait.
        start("credentials-command", answer);
        asked = answer;
      }
    }
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof CredentialsException told
          ? new CredentialsException(String.valueOf(told.getMessage()))
          : new CredentialsException(this + " could not be run");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CredentialsException(this + " was interrupted");
    }
  }

  @Override
  public synchronized void refused(Credentials used) {
    // Many may be refused at once: the first of them has the command asked for all.
    if (used.equals(known) && !used.equals(refused)) {
      refused = used;
      known = null;
    }
  }

  private Credentials ask() {
    try {
      Credentials printed = CredentialsText.parse(run(), "the output of " + this);
      return ended(
          () -> {
            known = printed;
            askAgainAt = clock.instant().plus(printed.equals(refused) ? KEEP_REFUSED : KEEP);
            return printed;
          });
    } catch (RuntimeException | Error e) {
      ended(() -> e);
      throw e;
    }
  }

  private synchronized <T> T ended(Supplier<T> outcome) {
    asked = null;
    return outcome.get();
  }

  private String run() {
    long end = System.nanoTime() + patience.toNanos();
    Process process = start();
    try {
      process.getOutputStream().close();
      // What the command began may hold its output open for ever, whatever becomes of itself.
      FutureTask<byte[]> output =
          new FutureTask<>(() -> process.getInputStream().readNBytes(MAX_OUTPUT));
      start("credentials-output", output);
      byte[] printed = output.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (!process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw tooLate();
      }
      if (process.exitValue() != 0) {
        throw new CredentialsException(this + " ended with exit code " + process.exitValue());
      }
      return new String(printed, StandardCharsets.UTF_8);
    } catch (TimeoutException e) {
      throw tooLate();
    } catch (IOException | ExecutionException e) {
      throw new CredentialsException(this + " could not be read");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CredentialsException(this + " was interrupted");
    } finally {
      // Listed before their parent is gone: nobody finds them after that.
      Stream.concat(process.descendants().toList().stream(), Stream.of(process.toHandle()))
          .forEach(ProcessHandle::destroyForcibly);
    }
  }

  private CredentialsException tooLate() {
    return new CredentialsException(
        this
            + " did not end within "
            + patience.toSeconds()
            + " s, or left its output open to a program that it began");
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private Process start() {
    try {
      return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      throw new CredentialsException(this + " cannot be run");
    }
  }

  /** The program alone: its arguments may be secret. */
  @Override
  public String toString() {
    return "credentials command " + (command.isEmpty() ? "(empty)" : command.get(0));
  }
}
