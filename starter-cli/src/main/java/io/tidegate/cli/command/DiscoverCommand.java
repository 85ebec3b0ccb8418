package io.tidegate.cli.command;

import io.tidegate.cli.CliException;
import io.tidegate.cli.ExitCodes;
import io.tidegate.cli.file.DiscoveredFile;
import io.tidegate.cli.output.Texts;
import io.tidegate.cli.temporal.Asks;
import io.tidegate.cli.temporal.TemporalConnection;
import io.tidegate.workflow.contract.AccountJobs;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "discover",
    description = "Writes a file of migrations from the jobs that an account has. Changes nothing.")
public final class DiscoverCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection = new ConnectionOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = "--account",
      required = true,
      paramLabel = "NAME",
      description = "The worker's account to look at.")
  private String account = "";

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "A file that is not there yet. Default: it is printed.")
  private @Nullable Path to;

  @Override
  public Integer call() {
    // Before anything is asked: the answer must have a place.
    if (to != null && Files.exists(to)) {
      throw taken(to);
    }
    try (TemporalConnection temporal = connection.open()) {
      AccountJobs found = new Asks(temporal).jobs(account);
      if (!found.problem().isEmpty()) {
        throw found.provider().isEmpty()
            ? CliException.usage(found.problem())
            : CliException.failed(found.problem());
      }
      List<String> lines = DiscoveredFile.lines(found, Instant.now());
      if (to == null) {
        output.print(found, lines);
      } else {
        write(to, lines);
        output.print(found, List.of(to + ": written; look through it, then ./tidegate plan " + to));
      }
      return ExitCodes.DONE;
    }
  }

  private static void write(Path file, List<String> lines) {
    try {
      Files.write(file, lines, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw taken(file);
    } catch (IOException e) {
      throw CliException.failed(Texts.line(file + ": cannot be written: " + e.getMessage()), e);
    }
  }

  private static CliException taken(Path file) {
    return CliException.usage(file + ": is there already, and stays as it is; name another file");
  }
}
