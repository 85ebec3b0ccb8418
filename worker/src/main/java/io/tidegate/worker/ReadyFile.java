package io.tidegate.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Tells whoever started the worker that it polls, and where its health can be asked. */
final class ReadyFile {
  private final @Nullable Path path;
  private final IntSupplier port;

  ReadyFile(@Nullable Path path, IntSupplier port) {
    this.path = path;
    this.port = port;
  }

  /** Writes the whole file at once: a reader never sees half of it. */
  void write() {
    if (path == null) {
      return;
    }
    String json =
        "{\"pid\":" + ProcessHandle.current().pid() + ",\"port\":" + port.getAsInt() + "}\n";
    try {
      Path absolute = path.toAbsolutePath();
      Path folder = absolute.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Path draft = absolute.resolveSibling(absolute.getFileName() + ".draft");
      Files.writeString(draft, json);
      Files.move(
          draft, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("tidegate.ready-file cannot be written: " + path, e);
    }
  }

  void remove() {
    if (path != null) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        throw new UncheckedIOException("tidegate.ready-file cannot be removed: " + path, e);
      }
    }
  }
}
