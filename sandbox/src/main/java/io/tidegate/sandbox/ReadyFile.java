package io.tidegate.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Tells whoever started this process that it serves, and where. */
final class ReadyFile {
  /** What the file says. */
  record Content(String address, String admin, long pid) {}

  private ReadyFile() {}

  /** Writes the file in one step: it is never seen half written. */
  static void write(Path file, Content content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path unfinished = Files.createTempFile(folder, "ready", ".tmp");
    Files.write(unfinished, new ObjectMapper().writeValueAsBytes(content));
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
