package io.tidegate.cli.command;

import io.tidegate.cli.ExitCodes;
import io.tidegate.cli.file.MigrationFile;
import io.tidegate.cli.file.MigrationFileReader;
import io.tidegate.cli.output.PlanText;
import io.tidegate.cli.temporal.Asks;
import io.tidegate.cli.temporal.TemporalConnection;
import io.tidegate.workflow.contract.PlanReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "plan",
    description = "Shows what a start would do, and what forbids it. Changes nothing.")
public final class PlanCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection = new ConnectionOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = FileOption.DEFAULT,
      description = "The migrations. Default: ./${DEFAULT-VALUE}.")
  private Path file = Path.of(FileOption.DEFAULT);

  @Override
  public Integer call() {
    MigrationFile migrations = MigrationFileReader.read(file);
    try (TemporalConnection temporal = connection.open()) {
      PlanReport plan = new Asks(temporal).plan(migrations.migrations());
      output.print(plan, PlanText.lines(plan));
      boolean startable = plan.lines().stream().allMatch(l -> l.problems().isEmpty());
      return startable ? ExitCodes.DONE : ExitCodes.USAGE;
    }
  }
}
