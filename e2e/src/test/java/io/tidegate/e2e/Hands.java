package io.tidegate.e2e;

import io.tidegate.cli.local.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Somebody at a terminal in a folder of their own, with the real script. */
final class Hands {
  private final House house;
  private final Path folder;

  Hands(House house, String folder) throws IOException {
    this.house = house;
    this.folder = Files.createDirectories(house.folder().resolve(folder));
  }

  /** Writes the file that they work by. */
  Hands writing(String yaml) throws IOException {
    Files.writeString(folder.resolve("tidegate.yaml"), yaml);
    return this;
  }

  Path folder() {
    return folder;
  }

  /** Runs {@code tidegate} with these arguments. */
  Run type(String... arguments) throws IOException, InterruptedException {
    return typeTo(house.temporalAddress(), arguments);
  }

  /** As above, to another Temporal. */
  Run typeTo(String temporal, String... arguments) throws IOException, InterruptedException {
    Installation installation = House.installation();
    List<String> command = new ArrayList<>();
    command.add(installation.home().resolve("tidegate").toString());
    command.addAll(List.of(arguments));
    return Run.of(
        command, folder, Map.of("TEMPORAL_ADDRESS", temporal, "TIDEGATE_SKIP_BUILD", "1"));
  }
}
