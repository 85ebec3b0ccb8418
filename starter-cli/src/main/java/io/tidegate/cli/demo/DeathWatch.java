package io.tidegate.cli.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Has the kernel stop a child when this process is killed, where the system can. It looks at the
 * thread that started the child, so children are started from the main thread only.
 */
final class DeathWatch {
  static List<String> prefix() {
    return onPath("setpriv")
        .map(p -> List.of(p.toString(), "--pdeathsig", "TERM", "--"))
        .orElse(List.of());
  }

  /** The program of that name on the PATH. */
  static Optional<Path> onPath(String program) {
    String path = System.getenv("PATH");
    return Arrays.stream((path == null ? "" : path).split(":", -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private DeathWatch() {}
}
