package io.tidegate.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A program under test, in a process of its own, so that it can be killed. */
final class Child {
  /** A run that is interrupted leaves nobody behind. */
  private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Process::destroyForcibly)));
  }

  private final String name;
  private final Process process;
  private final Path log;

  private Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  static Child start(
      String name, List<String> command, Map<String, String> environment, Path folder)
      throws IOException {
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    Process process = builder.start();
    ALIVE.add(process);
    return new Child(name, process, log);
  }

  void await(BooleanSupplier ready) throws InterruptedException, IOException {
    Wait.until(
        name + " to be ready", Duration.ofMinutes(3), () -> isDead() || ready.getAsBoolean());
    if (isDead()) {
      throw new IllegalStateException(
          name + " ended with " + process.exitValue() + ":\n" + Files.readString(log));
    }
  }

  private boolean isDead() {
    return !process.isAlive();
  }

  /** As {@code kill -9} does: nothing of it gets to clean up. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
    ALIVE.remove(process);
  }

  void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      kill();
    }
  }
}
