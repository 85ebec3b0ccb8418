package io.tidegate.cli.demo;

import io.tidegate.cli.CliException;
import io.tidegate.cli.ExitCodes;
import io.tidegate.cli.local.Installation;
import io.tidegate.cli.output.Json;
import io.tidegate.cli.output.LiveProgress;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A demo from its first program to its last. */
public final class DemoRun {
  private final Installation installation;
  private final Options options;
  private final PrintWriter out;
  private final Story story;

  /**
   * What a demo is asked to do.
   *
   * @param address of a Temporal that runs already; absent has one started
   * @param testServer whether to do without the Temporal CLI
   * @param keep whether to stay until it is interrupted
   * @param json whether the summary is to be JSON, alone on stdout
   */
  public record Options(@Nullable String address, boolean testServer, boolean keep, boolean json) {}

  /** Prints the story on stdout, or, when that is to be JSON, on stderr. */
  public DemoRun(Installation installation, Options options, PrintWriter out, PrintWriter err) {
    this.installation = installation;
    this.options = options;
    this.out = out;
    this.story =
        new Story(options.json() ? err : out, !options.json() && LiveProgress.isTerminal());
  }

  /** Runs it; answers the exit code. */
  public int run() {
    try (Workshop workshop = Workshop.open(installation)) {
      try {
        return tell(workshop);
      } catch (CliException e) {
        if (workshop.isStopping()) {
          return ExitCodes.INTERRUPTED;
        }
        throw e;
      }
    }
  }

  private int tell(Workshop workshop) {
    Premises premises = Premises.open(workshop, options.address(), options.testServer(), story);
    DemoSummary summary = new Demo(premises, story).run();
    story.step(summary.isGood() ? "all went as it should" : "something did not go as it should");
    if (options.json()) {
      out.println(Json.write(summary));
      out.flush();
    } else {
      summary.lines().forEach(out::println);
      out.println();
      out.println(
          "reports: "
              + summary.migrations().stream()
                  .map(m -> "report-" + m.name() + ".txt")
                  .collect(Collectors.joining(", "))
              + " (and .json) in "
              + workshop.folder());
      String ui = premises.temporal().webUi();
      if (ui != null) {
        out.println("Web UI:  " + ui + (options.keep() ? "" : " (ends now; --keep leaves it up)"));
      }
    }
    if (options.keep()) {
      keep(workshop, premises);
    }
    return summary.isGood() ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private void keep(Workshop workshop, Premises premises) {
    workshop.write(
        "session.json",
        Json.write(
            Map.of(
                "pid", ProcessHandle.current().pid(), "address", premises.temporal().address())));
    Lab lab = premises.lab();
    String ui = premises.temporal().webUi();
    story.detail("");
    story.step("all of it stays up until Ctrl-C. To play:");
    if (ui != null) {
      story.detail("Web UI      " + ui);
    }
    story.detail("Temporal    export TEMPORAL_ADDRESS=" + premises.temporal().address());
    story.detail(
        "sandbox     "
            + premises.sandboxAddress()
            + ", jobs: http://"
            + premises.sandboxAddress()
            + "/admin/jobs");
    story.detail("source      " + lab.source().host() + ":" + lab.source().port());
    story.detail("target      " + lab.target().host() + ":" + lab.target().port());
    story.detail("worker      http://127.0.0.1:" + premises.workerPort() + "/actuator/health");
    story.detail("then        ./tidegate list; ./tidegate status shop; ./tidegate report shop;");
    story.detail("            ./tidegate checks shop --all; ./tidegate accounts");
    story.detail("file        " + workshop.folder().resolve("tidegate.yaml"));
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
