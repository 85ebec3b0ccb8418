package io.tidegate.sandbox.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts server processes that do not outlive this JVM, however it ends.
 *
 * <p>A JVM that exits stops them in a shutdown hook. For one that is killed, the kernel sends them
 * SIGTERM, where util-linux's {@code setpriv} can ask it to; elsewhere they would stay behind.
 */
final class ServerProcesses {
  private static final long STOP_SECONDS = 30;
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  private static volatile boolean stopping;

  /** The kernel's signal follows the thread that started the process, so this one never ends. */
  private static final ExecutorService LAUNCHER =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "server-launcher");
            thread.setDaemon(true);
            return thread;
          });

  private static final List<String> DIE_WITH_PARENT =
      setprivWorks() ? List.of("setpriv", "--pdeathsig", "TERM", "--") : List.of();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(ServerProcesses::stopAll, "server-processes-stop"));
  }

  private ServerProcesses() {}

  /** Starts {@code command} with its output appended to {@code log}. */
  static Process start(List<String> command, Path folder, Path log) throws IOException {
    List<String> whole = new ArrayList<>(DIE_WITH_PARENT);
    whole.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(whole)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      Process process = LAUNCHER.submit(builder::start).get();
      RUNNING.add(process);
      return process;
    } catch (ExecutionException e) {
      throw new IOException("cannot start " + command.get(0) + ": " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting " + command.get(0), e);
    }
  }

  /** Asks the process to end and waits for it; kills it when it does not. */
  static void stop(Process process) {
    process.destroy();
    awaitEnd(process);
    RUNNING.remove(process);
  }

  /** Ends the process as a power cut would. */
  static void kill(Process process) {
    process.destroyForcibly();
    awaitEnd(process);
    RUNNING.remove(process);
  }

  /** Whether this JVM is ending, and its servers with it. */
  static boolean stopping() {
    return stopping;
  }

  private static void stopAll() {
    stopping = true;
    RUNNING.forEach(Process::destroy);
    RUNNING.forEach(ServerProcesses::awaitEnd);
  }

  private static void awaitEnd(Process process) {
    try {
      process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    } catch (TimeoutException | ExecutionException e) {
      process.destroyForcibly();
    }
  }

  private static boolean setprivWorks() {
    if (!Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
      return false;
    }
    try {
      Process trial =
          new ProcessBuilder("setpriv", "--pdeathsig", "TERM", "--", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return trial.waitFor(5, TimeUnit.SECONDS) && trial.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
