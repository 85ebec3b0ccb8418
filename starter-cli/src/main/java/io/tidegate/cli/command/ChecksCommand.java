package io.tidegate.cli.command;

import io.tidegate.cli.ExitCodes;
import io.tidegate.cli.output.ChecksText;
import io.tidegate.cli.temporal.Asks;
import io.tidegate.cli.temporal.Migrations;
import io.tidegate.cli.temporal.TemporalConnection;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.ChecksRequest;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.PrecheckReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "checks",
    description = {
      "Shows the items of a migration's last precheck that did not pass.",
      "With --all every item, read from the provider now; with --part a later stage instead,"
          + " with its DDL and logs. --output json has every field by the provider's own name."
    })
public final class ChecksCommand implements Callable<Integer> {
  private static final int PAGE = 100;
  private static final int MOST_PAGES = 1_000;

  @Mixin private ConnectionOptions connection = new ConnectionOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private FileOption file = new FileOption();

  @Parameters(paramLabel = "NAME", description = "The migration's name, or its workflow id.")
  private String name = "";

  @Option(names = "--all", description = "Every item, passed ones included, from the provider.")
  private boolean all;

  @Option(
      names = "--part",
      paramLabel = "PART",
      description =
          "What to read from the provider: ${COMPLETION-CANDIDATES}. DDL are the changes of the"
              + " schema that were followed after the load. Default: precheck.")
  private @Nullable ChecksPart part;

  @Override
  public Integer call() {
    try (TemporalConnection temporal = connection.open()) {
      String id = file.names(temporal).idOf(name);
      temporal.requireWorker();
      var status = new Migrations(temporal).status(id);
      if (all || part != null) {
        ChecksPart asked = part == null ? ChecksPart.PRECHECK : part;
        PrecheckReport decidedOn = status.report();
        JobRef job = status.request().job().withRun(decidedOn == null ? "" : decidedOn.runId());
        List<ChecksPage> pages = pages(new Asks(temporal), job, asked);
        output.print(pages, ChecksText.pages(asked, pages));
      } else {
        PrecheckReport report = status.report();
        output.print(report == null ? List.of() : report.items(), ChecksText.decidedOn(report));
      }
      return ExitCodes.DONE;
    }
  }

  private static List<ChecksPage> pages(Asks asks, JobRef job, ChecksPart part) {
    List<ChecksPage> pages = new ArrayList<>();
    ChecksPage page;
    do {
      page = asks.checks(new ChecksRequest(job, pages.size() + 1, PAGE, part));
      pages.add(page);
    } while (page.more() && pages.size() < MOST_PAGES);
    return pages;
  }
}
