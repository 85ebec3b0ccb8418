package io.tidegate.cli.command;

import io.tidegate.cli.file.MigrationFile;
import io.tidegate.cli.file.MigrationFileReader;
import io.tidegate.cli.temporal.MigrationNames;
import io.tidegate.cli.temporal.TemporalConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The file in which a migration's name is looked up when Temporal does not list it. */
public final class FileOption {
  static final String DEFAULT = "tidegate.yaml";

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description =
          "Where names are looked up that Temporal does not list. Default: ./" + DEFAULT + ".")
  private @Nullable Path file;

  /** Names as this file and Temporal know them. */
  MigrationNames names(TemporalConnection temporal) {
    return new MigrationNames(temporal, read());
  }

  private @Nullable MigrationFile read() {
    if (file != null) {
      return MigrationFileReader.read(file);
    }
    Path usual = Path.of(DEFAULT);
    return Files.isRegularFile(usual) ? MigrationFileReader.read(usual) : null;
  }
}
