package io.tidegate.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Credentials that a command prints; asked again every few minutes and after a refusal. */
public final class CommandCredentials implements CredentialsSource {
  private static final Duration KEEP = Duration.ofMinutes(5);

  /** As long as what the command prints is what was refused. */
  private static final Duration KEEP_REFUSED = Duration.ofSeconds(10);

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MAX_OUTPUT = 64 * 1024;

  private final List<String> command;
  private final Clock clock;
  private @Nullable Credentials known;
  private @Nullable Credentials refused;
  private Instant askAgainAt = Instant.MIN;

  /**
   * @param command program and arguments; no shell is involved
   */
  public CommandCredentials(List<String> command, Clock clock) {
    this.command = List.copyOf(command);
    this.clock = clock;
  }

  @Override
  public synchronized Credentials get() {
    Credentials current = known;
    if (current == null || !clock.instant().isBefore(askAgainAt)) {
      current = CredentialsText.parse(run(), "the output of " + this);
      known = current;
      askAgainAt = clock.instant().plus(current.equals(refused) ? KEEP_REFUSED : KEEP);
    }
    return current;
  }

  @Override
  public synchronized void refused(Credentials used) {
    // Many may be refused at once: the first of them has the command asked for all.
    if (used.equals(known) && !used.equals(refused)) {
      refused = used;
      known = null;
    }
  }

  private String run() {
    Process process = start();
    try {
      process.getOutputStream().close();
      // A command that hangs ends the read too, because its end closes the pipe.
      process
          .onExit()
          .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .exceptionally(
              e -> {
                process.destroyForcibly();
                return process;
              });
      byte[] output = process.getInputStream().readNBytes(MAX_OUTPUT);
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new CredentialsException(this + " did not end within " + PATIENCE.toSeconds() + " s");
      }
      if (process.exitValue() != 0) {
        throw new CredentialsException(this + " ended with exit code " + process.exitValue());
      }
      return new String(output, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CredentialsException(this + " could not be read");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CredentialsException(this + " was interrupted");
    } finally {
      process.destroyForcibly();
    }
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
