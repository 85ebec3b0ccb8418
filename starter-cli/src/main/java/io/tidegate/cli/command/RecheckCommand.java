package io.tidegate.cli.command;

import io.tidegate.cli.ExitCodes;
import io.tidegate.cli.temporal.Migrations;
import io.tidegate.cli.temporal.TemporalConnection;
import io.tidegate.workflow.contract.OperatorCommand;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "recheck",
    description = "Starts the next round of a migration that awaits a fix, once it is repaired.")
public final class RecheckCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection = new ConnectionOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private FileOption file = new FileOption();

  @Parameters(paramLabel = "NAME", description = "The migration's name, or its workflow id.")
  private String name = "";

  @Option(names = "--reason", defaultValue = "", description = "What was done, for the record.")
  private String reason = "";

  @Override
  public Integer call() {
    try (TemporalConnection temporal = connection.open()) {
      String id = file.names(temporal).idOf(name);
      int round =
          new Migrations(temporal).recheck(id, new OperatorCommand(Operator.name(), reason));
      output.print(
          Map.of("name", name, "id", id, "round", round),
          List.of(name + ": round " + round + " begins"));
      return ExitCodes.DONE;
    }
  }
}
