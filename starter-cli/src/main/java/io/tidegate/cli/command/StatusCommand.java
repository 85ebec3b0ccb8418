package io.tidegate.cli.command;

import io.tidegate.cli.ExitCodes;
import io.tidegate.cli.output.LiveProgress;
import io.tidegate.cli.output.StatusText;
import io.tidegate.cli.temporal.AccountWorkers;
import io.tidegate.cli.temporal.MigrationList;
import io.tidegate.cli.temporal.MigrationNames;
import io.tidegate.cli.temporal.Migrations;
import io.tidegate.cli.temporal.TemporalConnection;
import io.tidegate.cli.temporal.Watch;
import io.tidegate.workflow.contract.MigrationStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "status",
    description = {
      "Shows where migrations stand and what they wait for.",
      "Exits with 3 when one waits for a person, with 1 when one failed."
    })
public final class StatusCommand implements Callable<Integer> {
  private static final int MOST = 100;

  @Mixin private ConnectionOptions connection = new ConnectionOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private FileOption file = new FileOption();

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "A migration's name, or its workflow id. Default: every one that runs.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--watch", description = "Goes on showing them until all have ended.")
  private boolean watch;

  @Override
  public Integer call() {
    try (TemporalConnection temporal = connection.open()) {
      List<String> ids = ids(temporal);
      if (!ids.isEmpty()) {
        temporal.requireWorker();
      }
      Migrations migrations = new Migrations(temporal);
      if (watch) {
        boolean terminal = !output.isJson() && LiveProgress.isTerminal();
        var err = output.err();
        LiveProgress progress = new LiveProgress(output.isJson() ? err : output.out(), terminal);
        return print(new Watch(migrations, progress).until(ids, s -> s.phase().isEnd()), List.of());
      }
      return print(migrations, new AccountWorkers(temporal), ids);
    }
  }

  private List<String> ids(TemporalConnection temporal) {
    if (names.isEmpty()) {
      return new MigrationList(temporal)
          .newest(MOST, false).stream()
              .filter(l -> l.status().equals("RUNNING"))
              .map(MigrationList.Listed::id)
              .toList();
    }
    MigrationNames known = file.names(temporal);
    return names.stream().map(known::idOf).toList();
  }

  private int print(Migrations migrations, AccountWorkers workers, List<String> ids) {
    List<MigrationStatus> statuses = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (String id : ids) {
      MigrationStatus status = migrations.status(id);
      statuses.add(status);
      if (!output.isJson()) {
        String newest = StatusText.moves(status) ? migrations.newestLook(id).orElse("") : "";
        lines.addAll(StatusText.full(status, Instant.now(), newest));
        if (!status.phase().isEnd()) {
          workers
              .missing(status.request().job().account())
              .ifPresent(why -> lines.add("  worker    " + why));
        }
      }
    }
    return print(statuses, ids.isEmpty() ? List.of("no migration runs") : lines);
  }

  private int print(List<MigrationStatus> statuses, List<String> lines) {
    output.print(statuses, lines);
    return statuses.isEmpty() ? ExitCodes.DONE : Watch.exitCode(statuses);
  }
}
