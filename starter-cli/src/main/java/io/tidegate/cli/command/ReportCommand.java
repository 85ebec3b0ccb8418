package io.tidegate.cli.command;

import io.tidegate.cli.ExitCodes;
import io.tidegate.cli.output.ReportText;
import io.tidegate.cli.temporal.Migrations;
import io.tidegate.cli.temporal.TemporalConnection;
import io.tidegate.workflow.contract.MigrationResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "report",
    description = "Shows what a migration came to: rounds, shields with who and why, and effects.")
public final class ReportCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection = new ConnectionOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private FileOption file = new FileOption();

  @Parameters(paramLabel = "NAME", description = "The migration's name, or its workflow id.")
  private String name = "";

  @Override
  public Integer call() {
    try (TemporalConnection temporal = connection.open()) {
      String id = file.names(temporal).idOf(name);
      MigrationResult result = new Migrations(temporal).report(id);
      output.print(result, ReportText.lines(result));
      return ExitCodes.DONE;
    }
  }
}
