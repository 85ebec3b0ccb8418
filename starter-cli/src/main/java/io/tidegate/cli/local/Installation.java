package io.tidegate.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.output.Json;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/**
 * Where this copy of Tidegate lies, and where it keeps what it makes.
 *
 * @param home the folder of the {@code tidegate} script
 * @param work never committed; {@code TIDEGATE_WORK}, else {@code work} in the home
 */
public record Installation(Path home, Path work) {

  /** By {@code TIDEGATE_HOME}, which the script sets, else by where this class was loaded from. */
  public static Installation find() {
    String said = System.getenv("TIDEGATE_HOME");
    Path home = said == null || said.isBlank() ? fromClassPath() : Path.of(said);
    String work = System.getenv("TIDEGATE_WORK");
    return new Installation(
        home.toAbsolutePath().normalize(),
        (work == null || work.isBlank() ? home.resolve("work") : Path.of(work))
            .toAbsolutePath()
            .normalize());
  }

  // <home>/starter-cli/target/starter-cli.jar, or <home>/starter-cli/target/classes.
  private static Path fromClassPath() {
    CodeSource source = Installation.class.getProtectionDomain().getCodeSource();
    try {
      Path target = source == null ? null : Path.of(source.getLocation().toURI()).getParent();
      Path module = target == null ? null : target.getParent();
      Path home = module == null ? null : module.getParent();
      return home == null ? Path.of("") : home;
    } catch (URISyntaxException e) {
      return Path.of("");
    }
  }

  /** Where a {@code demo --keep} says how it can be reached. */
  public Path sessionFile() {
    return work.resolve("demo").resolve("session.json");
  }

  /** Temporal's address of a {@code demo --keep} that still runs. */
  public Optional<String> runningDemo() {
    try {
      JsonNode session = Json.mapper().readTree(Files.readString(sessionFile()));
      boolean runs =
          ProcessHandle.of(session.path("pid").asLong()).map(ProcessHandle::isAlive).orElse(false);
      return runs ? Optional.of(session.path("address").asText()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
