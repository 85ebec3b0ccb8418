package io.tidegate.cli.command;

import io.tidegate.cli.CliException;
import io.tidegate.cli.ExitCodes;
import io.tidegate.cli.file.MigrationFile;
import io.tidegate.cli.file.MigrationFileReader;
import io.tidegate.cli.output.LiveProgress;
import io.tidegate.cli.output.PlanText;
import io.tidegate.cli.output.StatusText;
import io.tidegate.cli.temporal.AccountWorkers;
import io.tidegate.cli.temporal.Asks;
import io.tidegate.cli.temporal.Migrations;
import io.tidegate.cli.temporal.Requests;
import io.tidegate.cli.temporal.TemporalConnection;
import io.tidegate.cli.temporal.Watch;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.PlanReport;
import io.tidegate.workflow.contract.PlanRequest;
import io.tidegate.workflow.contract.WorkflowIds;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "start",
    description = {
      "Starts the migrations of a file, or those named.",
      "One that runs already is attached to; nothing starts while anything is wrong with the file."
    })
public final class StartCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection = new ConnectionOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = FileOption.DEFAULT,
      description =
          "The migrations. Default: ./${DEFAULT-VALUE}, also where this is no file but the name of"
              + " a migration in there.")
  private Path file = Path.of(FileOption.DEFAULT);

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "NAME",
      description = "Which of them. Default: all.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--wait",
      description =
          "Shows progress until all have ended (exit 0, or 1 when one failed) or wait for a person"
              + " (exit 3).")
  private boolean wait;

  @Option(names = "--again", description = "Starts migrations that have succeeded before.")
  private boolean again;

  /**
   * What a start answered, for JSON.
   *
   * @param account through which it runs
   */
  record Line(
      String name, String id, Migrations.Started started, String account, String askedAccount) {}

  @Override
  public Integer call() {
    MigrationFile migrations = read(file, Path.of(FileOption.DEFAULT), names);
    List<PlanRequest.Entry> chosen = migrations.select(names);
    try (TemporalConnection temporal = connection.open()) {
      PlanReport plan = new Asks(temporal).plan(chosen);
      if (!isStartable(plan, migrations)) {
        return ExitCodes.USAGE;
      }
      List<Line> started = start(temporal, migrations, chosen, plan);
      return wait ? watch(temporal, started) : tell(started);
    }
  }

  /**
   * A file that is there is one; else what stands in its place may be the first name.
   *
   * @param names to which it is added then
   */
  static MigrationFile read(Path given, Path usual, List<String> names) {
    if (Files.notExists(given) && Files.isRegularFile(usual)) {
      MigrationFile migrations = MigrationFileReader.read(usual);
      if (migrations.find(given.toString()).isPresent()) {
        names.add(given.toString());
        return migrations;
      }
    }
    return MigrationFileReader.read(given);
  }

  private boolean isStartable(PlanReport plan, MigrationFile file) {
    PrintWriter err = output.err();
    boolean startable = true;
    for (PlanReport.Line line : plan.lines()) {
      for (String problem : PlanText.problems(line)) {
        output.complain(file.place(line.name()) + ": " + line.name() + ": " + problem);
        startable = false;
      }
    }
    if (!startable) {
      err.println("tidegate: nothing was started");
    }
    return startable;
  }

  private List<Line> start(
      TemporalConnection temporal,
      MigrationFile file,
      List<PlanRequest.Entry> entries,
      PlanReport plan) {
    Migrations migrations = new Migrations(temporal);
    List<Line> lines = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      JobRef job = plan.lines().get(i).job();
      if (job == null) {
        throw new IllegalStateException("a plan without problems names no job");
      }
      PlanRequest.Entry entry = entries.get(i);
      MigrationRequest request =
          Requests.of(entry, job, Operator.name(), file.definition(entry.name()));
      try {
        Migrations.Start start = migrations.start(request, again);
        lines.add(
            new Line(
                request.name(),
                WorkflowIds.migration(job),
                start.started(),
                start.account(),
                job.account()));
      } catch (CliException e) {
        if (e.exitCode() != ExitCodes.USAGE) {
          tell(lines);
          throw e;
        }
        refusals.add(String.valueOf(e.getMessage()));
      }
    }
    if (!refusals.isEmpty()) {
      tell(lines);
      refusals.subList(1, refusals.size()).forEach(output::complain);
      throw CliException.usage(refusals.get(0));
    }
    return lines;
  }

  private int tell(List<Line> started) {
    List<String> lines = new ArrayList<>();
    started.forEach(l -> lines.add(sentence(l)));
    output.print(started, lines);
    return ExitCodes.DONE;
  }

  private void tell(Line line) {
    output.tell(sentence(line));
  }

  private static String sentence(Line line) {
    return line.name()
        + (line.started() == Migrations.Started.NEW ? ": started as " : ": runs already as ")
        + line.id()
        + (line.account().equals(line.askedAccount())
            ? ""
            : ", through account " + line.account() + " and not through " + line.askedAccount());
  }

  private int watch(TemporalConnection temporal, List<Line> started) {
    PrintWriter out = output.out();
    PrintWriter progress = output.isJson() ? output.err() : out;
    if (!output.isJson()) {
      started.forEach(this::tell);
    }
    AccountWorkers workers = new AccountWorkers(temporal);
    started.stream()
        .map(Line::account)
        .distinct()
        .flatMap(account -> workers.missing(account).stream())
        .forEach(why -> output.complain("tidegate: " + why));
    Watch watch =
        new Watch(
            new Migrations(temporal),
            new LiveProgress(progress, !output.isJson() && LiveProgress.isTerminal()));
    Thread onInterrupt =
        new Thread(
            () ->
                output
                    .err()
                    .println(
                        "tidegate: the migrations go on without this terminal; see ./tidegate"
                            + " status"));
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    List<MigrationStatus> last = watch.untilSettled(started.stream().map(Line::id).toList());
    Runtime.getRuntime().removeShutdownHook(onInterrupt);
    if (output.isJson()) {
      output.print(last, List.of());
    } else {
      last.stream()
          .filter(s -> s.waiting() != null)
          .flatMap(s -> StatusText.full(s, java.time.Instant.now()).stream())
          .forEach(output::tell);
    }
    return Watch.exitCode(last);
  }
}
