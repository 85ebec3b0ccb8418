package io.tidegate.cli.command;

import io.tidegate.cli.ExitCodes;
import io.tidegate.cli.temporal.Migrations;
import io.tidegate.cli.temporal.TemporalConnection;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.OperatorCommand;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "retry",
    description = "Goes on with a migration that is blocked or paused, from where its job stands.")
public final class RetryCommand implements Callable<Integer> {
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
      MigrationPhase left =
          new Migrations(temporal).retry(id, new OperatorCommand(Operator.name(), reason));
      output.print(
          Map.of("name", name, "id", id, "left", left), List.of(name + ": goes on, was " + left));
      return ExitCodes.DONE;
    }
  }
}
