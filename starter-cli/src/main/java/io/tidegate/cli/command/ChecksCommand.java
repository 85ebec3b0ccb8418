package io.tidegate.cli.command;

import io.tidegate.cli.ExitCodes;
import io.tidegate.cli.output.Table;
import io.tidegate.cli.output.Texts;
import io.tidegate.cli.temporal.Asks;
import io.tidegate.cli.temporal.Migrations;
import io.tidegate.cli.temporal.TemporalConnection;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksRequest;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "checks",
    description = {
      "Shows the items of a migration's last precheck that did not pass.",
      "With --all every item, read from the provider now, with all that it reports."
    })
public final class ChecksCommand implements Callable<Integer> {
  private static final int PAGE = 100;

  @Mixin private ConnectionOptions connection = new ConnectionOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private FileOption file = new FileOption();

  @Parameters(paramLabel = "NAME", description = "The migration's name, or its workflow id.")
  private String name = "";

  @Option(names = "--all", description = "Every item, passed ones included, from the provider.")
  private boolean all;

  @Override
  public Integer call() {
    try (TemporalConnection temporal = connection.open()) {
      String id = file.names(temporal).idOf(name);
      temporal.requireWorker();
      var status = new Migrations(temporal).status(id);
      if (all) {
        printAll(temporal, status.request().job());
        return ExitCodes.DONE;
      }
      PrecheckReport report = status.report();
      List<PrecheckItem> items = report == null ? List.of() : report.items();
      List<String> lines = new ArrayList<>();
      lines.add(
          report == null
              ? "no precheck was decided on yet"
              : report.passed() + " of " + report.total() + " items passed");
      lines.addAll(lines(items));
      output.print(items, lines);
      return ExitCodes.DONE;
    }
  }

  private void printAll(TemporalConnection temporal, JobRef job) {
    Asks asks = new Asks(temporal);
    List<ChecksPage> pages = new ArrayList<>();
    int read = 0;
    ChecksPage page;
    do {
      page = asks.checks(new ChecksRequest(job, pages.size() + 1, PAGE));
      pages.add(page);
      read += page.items().size();
    } while (!page.items().isEmpty() && read < page.total());
    List<String> lines = new ArrayList<>();
    lines.add("precheck " + pages.get(0).state() + ", " + pages.get(0).total() + " items");
    lines.addAll(lines(pages.stream().flatMap(p -> p.items().stream()).toList()));
    for (ChecksPage each : pages) {
      each.fields().forEach(f -> lines.add(Texts.line(f)));
    }
    output.print(pages, lines);
  }

  private static List<String> lines(List<PrecheckItem> items) {
    if (items.isEmpty()) {
      return List.of();
    }
    Table table = new Table("item", "verdict", "shielded", "may be shielded", "message");
    List<String> details = new ArrayList<>();
    for (PrecheckItem item : items) {
      table.row(
          item.code(),
          item.verdict(),
          item.shielded() ? "yes" : "no",
          item.skippable() == PrecheckItem.Skippable.NO || !item.shieldable() ? "no" : "yes",
          item.message());
      add(details, item, "detail", item.detail());
      add(details, item, "repair", item.repair());
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.addAll(details);
    return lines;
  }

  private static void add(List<String> lines, PrecheckItem item, String label, String text) {
    if (!text.isBlank()) {
      lines.add(Texts.line(item.code() + " " + label + ": " + text.strip()));
    }
  }
}
