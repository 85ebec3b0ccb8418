package io.tidegate.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.CliException;
import io.tidegate.cli.local.Installation;
import io.tidegate.cli.output.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The demo's folder, held by one demo at a time, and the programs that run in it. */
final class Workshop implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Installation installation;
  private final Path folder;
  private final FileChannel lockFile;
  private final Reaper reaper;
  private final Deque<ChildProcess> children = new ArrayDeque<>();
  private final Thread onExit = new Thread(this::stopAll, "demo-stop");
  private volatile boolean stopped;

  private Workshop(Installation installation, Path folder, FileChannel lockFile) {
    this.installation = installation;
    this.folder = folder;
    this.lockFile = lockFile;
    this.reaper = new Reaper(folder.resolve("processes"));
  }

  /** Takes the folder, and stops what an earlier demo left in it. */
  static Workshop open(Installation installation) {
    Path folder = installation.work().resolve("demo");
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      FileChannel lockFile =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(lockFile) == null) {
        lockFile.close();
        throw CliException.failed(
            "another demo runs in " + folder + ": stop it, or set TIDEGATE_WORK to another folder");
      }
      Workshop workshop = new Workshop(installation, folder, lockFile);
      Runtime.getRuntime().addShutdownHook(workshop.onExit);
      return workshop;
    } catch (IOException e) {
      throw CliException.failed(
          folder
              + " cannot be used by "
              + System.getProperty("user.name")
              + ": set TIDEGATE_WORK to a folder of yours",
          e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel lockFile) throws IOException {
    try {
      return lockFile.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** How many programs of an earlier demo still ran, and were stopped. */
  int reap() {
    return reaper.reap();
  }

  /** Whether the programs are being stopped: what fails then fails because of that. */
  boolean isStopping() {
    return stopped;
  }

  Installation installation() {
    return installation;
  }

  Path folder() {
    return folder;
  }

  /** A folder in it, made where it is missing. */
  Path folder(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw CliException.failed(folder.resolve(name) + " cannot be made", e);
    }
  }

  /** Removes a file or a folder with all in it. */
  void remove(String name) {
    Path path = folder.resolve(name);
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw CliException.failed(path + " cannot be removed", e);
    }
  }

  /** Starts a program, to be stopped with the demo. From the main thread only. */
  synchronized ChildProcess start(
      String name, List<String> command, Map<String, String> environment) {
    if (stopped) {
      throw CliException.failed("the demo is stopping");
    }
    ChildProcess child = ChildProcess.start(name, command, environment, folder, reaper);
    children.push(child);
    return child;
  }

  /** What a program wrote into its ready file, once it has. */
  Optional<JsonNode> ready(String file) {
    Path path = folder.resolve(file);
    try {
      return Files.exists(path)
          ? Optional.of(Json.mapper().readTree(Files.readString(path)))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A secret for this run. */
  static String secret() {
    byte[] bytes = new byte[15];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Writes a file of the demo. */
  Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw CliException.failed(folder.resolve(name) + " cannot be written", e);
    }
  }

  // The last one started depends on those before, so it is stopped first.
  private synchronized void stopAll() {
    if (stopped) {
      return;
    }
    stopped = true;
    remove("session.json");
    while (!children.isEmpty()) {
      children.pop().close();
    }
    reaper.forget();
  }

  @Override
  public void close() {
    stopAll();
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
      lockFile.close();
    } catch (IllegalStateException e) {
      // The process is ending; the hook itself has stopped everything.
      return;
    } catch (IOException e) {
      throw CliException.failed(folder.resolve("lock") + " cannot be closed", e);
    }
  }
}
