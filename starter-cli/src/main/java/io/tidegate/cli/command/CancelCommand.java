package io.tidegate.cli.command;

import io.tidegate.cli.ExitCodes;
import io.tidegate.cli.temporal.Migrations;
import io.tidegate.cli.temporal.TemporalConnection;
import io.tidegate.workflow.contract.CancelCommand.Mode;
import io.tidegate.workflow.contract.MigrationPhase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "cancel",
    description = "Ends a migration; the data that has moved stays where it is.")
public final class CancelCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection = new ConnectionOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private FileOption file = new FileOption();

  @Parameters(paramLabel = "NAME", description = "The migration's name, or its workflow id.")
  private String name = "";

  @ArgGroup(multiplicity = "1")
  private Fate fate = new Fate();

  @Option(names = "--reason", defaultValue = "", description = "Why, for the record.")
  private String reason = "";

  /** What becomes of the job: to be said, because one of the two cannot be taken back. */
  static final class Fate {
    @Option(names = "--detach", description = "Leaves the job as it is at the provider.")
    @SuppressWarnings("UnusedVariable") // Given, it forbids the other; there is nothing to read.
    private boolean detach;

    @Option(names = "--stop", description = "Stops the job at the provider, for good.")
    private boolean stop;
  }

  @Override
  public Integer call() {
    Mode mode = fate.stop ? Mode.STOP : Mode.DETACH;
    try (TemporalConnection temporal = connection.open()) {
      String id = file.names(temporal).idOf(name);
      MigrationPhase was =
          new Migrations(temporal)
              .cancel(
                  id,
                  new io.tidegate.workflow.contract.CancelCommand(mode, Operator.name(), reason));
      output.print(
          Map.of("name", name, "id", id, "mode", mode, "was", was),
          List.of(
              name
                  + ": is being cancelled, was "
                  + was
                  + (mode == Mode.STOP ? "; the job is stopped" : "; the job stays as it is")));
      return ExitCodes.DONE;
    }
  }
}
