package io.tidegate.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Stops what an earlier run left behind when it was killed. A process is known by its id and the
 * moment it began, because ids are given out again.
 */
final class Reaper {
  private static final Duration UNTIL_KILLED = Duration.ofSeconds(10);

  private final Path file;

  Reaper(Path file) {
    this.file = file;
  }

  void remember(ProcessHandle process) {
    String line = process.pid() + " " + started(process).map(Instant::toEpochMilli).orElse(0L);
    try {
      Files.writeString(
          file,
          line + System.lineSeparator(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops what is remembered and still runs; answers how many that were. */
  int reap() {
    List<ProcessHandle> left = new ArrayList<>();
    try {
      for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
        String[] parts = line.split(" ", -1);
        if (parts.length == 2) {
          ProcessHandle.of(Long.parseLong(parts[0]))
              .filter(p -> isSame(p, Long.parseLong(parts[1])))
              .ifPresent(left::add);
        }
      }
      left.forEach(ProcessHandle::destroy);
      left.forEach(Reaper::awaitEnd);
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return left.size();
  }

  /** Nothing is left to remember: all was stopped in order. */
  void forget() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSame(ProcessHandle process, long startedAt) {
    return process.isAlive()
        && startedAt != 0
        && started(process).map(s -> s.toEpochMilli() == startedAt).orElse(false);
  }

  private static Optional<Instant> started(ProcessHandle process) {
    return process.info().startInstant();
  }

  private static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(UNTIL_KILLED.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
