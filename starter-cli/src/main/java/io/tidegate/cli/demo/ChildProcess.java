package io.tidegate.cli.demo;

import io.tidegate.cli.CliException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** A program that the demo started, and stops. Its output goes into a file of its own. */
final class ChildProcess implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration UNTIL_KILLED = Duration.ofSeconds(15);
  private static final int TAIL = 15;

  private final String name;
  private final Process process;
  private final Path log;

  private ChildProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a program.
   *
   * @param name what it is called in messages, and its log file
   * @param environment added to this process's own; the place for secrets
   */
  static ChildProcess start(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path folder,
      Reaper reaper) {
    Path log = folder.resolve(name + ".log");
    List<String> all = new ArrayList<>(DeathWatch.prefix());
    all.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(all)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .directory(folder.toFile());
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      reaper.remember(process.toHandle());
      return new ChildProcess(name, process, log);
    } catch (IOException e) {
      throw CliException.failed(name + " cannot be started: " + e.getMessage(), e);
    }
  }

  /** Waits until it is ready; says why from its log when it is not in time. */
  void await(Duration limit, BooleanSupplier ready) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw CliException.failed(
            name + " ended with code " + process.exitValue() + " before it was ready:\n" + tail());
      }
      if (System.nanoTime() > deadline) {
        throw CliException.failed(
            name + " was not ready within " + limit.toSeconds() + " s:\n" + tail());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CliException.failed("interrupted");
    }
  }

  private String tail() {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()))
          + "\n(all of it: "
          + log
          + ")";
    } catch (IOException e) {
      return "(its log " + log + " cannot be read)";
    }
  }

  long pid() {
    return process.pid();
  }

  /** Stops it: asks, waits, and then does not ask again. */
  @Override
  public void close() {
    process.destroy();
    try {
      process.toHandle().onExit().get(UNTIL_KILLED.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      process.destroyForcibly();
    }
  }
}
