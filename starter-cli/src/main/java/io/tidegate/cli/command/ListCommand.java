package io.tidegate.cli.command;

import io.tidegate.cli.ExitCodes;
import io.tidegate.cli.output.Table;
import io.tidegate.cli.output.Texts;
import io.tidegate.cli.temporal.MigrationList;
import io.tidegate.cli.temporal.MigrationList.Listed;
import io.tidegate.cli.temporal.TemporalConnection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists the migrations that Temporal has, newest first.")
public final class ListCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection = new ConnectionOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many. Default: ${DEFAULT-VALUE}.")
  private int limit = 50;

  @Option(names = "--needs-human", description = "Only those that wait for a person.")
  private boolean needsHuman;

  @Override
  public Integer call() {
    try (TemporalConnection temporal = connection.open()) {
      List<Listed> runs = new MigrationList(temporal).newest(limit, needsHuman);
      Table table = new Table("name", "phase", "round", "account", "started", "failed items", "id");
      for (Listed run : runs) {
        table.row(
            run.name(),
            run.phase().isEmpty() ? run.status() : run.phase(),
            run.round(),
            run.account(),
            Texts.moment(run.startedAt()),
            run.failedItems().isEmpty() ? "-" : String.join(", ", run.failedItems()),
            run.id());
      }
      output.print(runs, runs.isEmpty() ? List.of("no migration was started here") : table.lines());
      return ExitCodes.DONE;
    }
  }
}
