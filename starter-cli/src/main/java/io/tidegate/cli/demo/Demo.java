package io.tidegate.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.CliException;
import io.tidegate.cli.file.MigrationFileReader;
import io.tidegate.cli.output.Json;
import io.tidegate.cli.output.PlanText;
import io.tidegate.cli.output.ReportText;
import io.tidegate.cli.output.StatusText;
import io.tidegate.cli.temporal.Asks;
import io.tidegate.cli.temporal.Migrations;
import io.tidegate.cli.temporal.Requests;
import io.tidegate.cli.temporal.TemporalConnection;
import io.tidegate.cli.temporal.Watch;
import io.tidegate.workflow.contract.CutoverCommand;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationResult;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.OperatorCommand;
import io.tidegate.workflow.contract.PlanReport;
import io.tidegate.workflow.contract.PlanRequest;
import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.contract.StageProgress.StageState;
import io.tidegate.workflow.contract.WorkflowIds;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Two migrations side by side on this machine alone: one has two things wrong with it, the other is
 * written to until it is cut over.
 */
final class Demo {
  private static final String USER = System.getProperty("user.name", "demo");

  private final Premises premises;
  private final Story story;

  Demo(Premises premises, Story story) {
    this.premises = premises;
    this.story = story;
  }

  /** Tells the story from the seeding to the reports. */
  DemoSummary run() {
    story.step(
        "filling the sources: a shop (155,000 rows in 6 tables, a view, a trigger) and a market"
            + " (40,000 rows) that goes on being written to");
    Lab lab = premises.lab();
    lab.seed();
    try (Traffic traffic = Traffic.start(lab);
        TemporalConnection temporal = premises.connect()) {
      return migrate(temporal, traffic);
    }
  }

  private DemoSummary migrate(TemporalConnection temporal, Traffic traffic) {
    SandboxClient sandbox = premises.sandbox();
    String shopJob = createJob(sandbox, "alibaba", Lab.SHOP, false);
    String marketJob = createJob(sandbox, "tencent", Lab.MARKET, true);
    Path file =
        premises
            .workshop()
            .write(
                "tidegate.yaml",
                Texts.resource("tidegate.yaml")
                    .replace("${shop}", shopJob)
                    .replace("${market}", marketJob));
    story.step(
        "jobs %s and %s are configured in the sandbox; what may be passed over is in"
            .formatted(shopJob, marketJob));
    story.detail(file.toString());
    Migrations all = new Migrations(temporal);
    List<String> ids = start(temporal, all, MigrationFileReader.read(file).migrations());
    String shop = ids.get(0);
    String market = ids.get(1);
    repair(all, ids, shop);
    cutOver(all, market, traffic);
    return new DemoSummary(
        premises.temporal(),
        List.of(
            DemoSummary.migrated(report(all, shop), sandbox.job(shopJob)),
            DemoSummary.migrated(report(all, market), sandbox.job(marketJob))));
  }

  private String createJob(
      SandboxClient sandbox, String dialect, String database, boolean followed) {
    Lab lab = premises.lab();
    JsonNode job =
        sandbox.createJob(
            Map.of(
                "dialect",
                dialect,
                "name",
                database,
                "source",
                lab.endpoint(lab.source(), database),
                "target",
                lab.endpoint(lab.target(), database),
                "objects",
                List.of(Map.of("database", database)),
                "stages",
                Map.of("structure", true, "fullLoad", true, "incremental", followed)));
    return job.path("id").asText();
  }

  private List<String> start(
      TemporalConnection temporal, Migrations all, List<PlanRequest.Entry> entries) {
    PlanReport plan = new Asks(temporal).plan(entries);
    story.step("the plan:");
    PlanText.lines(plan).forEach(story::detail);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      PlanReport.Line line = plan.lines().get(i);
      JobRef job = line.job();
      if (job == null || !line.problems().isEmpty()) {
        throw CliException.failed("the plan has problems: " + String.join("; ", line.problems()));
      }
      story.step("starting the migration " + line.name());
      all.start(Requests.of(entries.get(i), job, USER, ""), false);
      String id = WorkflowIds.migration(job);
      premises.webUi(id).ifPresent(ui -> story.detail("watch it there too: " + ui));
      ids.add(id);
    }
    return ids;
  }

  /** Plays the person: repairs what the shop's precheck objects to, once, and has it checked. */
  private void repair(Migrations all, List<String> ids, String shop) {
    MigrationStatus status = awaitShop(all, ids, Watch::isSettled);
    if (status.phase() == MigrationPhase.AWAITING_FIX) {
      story.step("the shop waits for a fix, and shields nothing before everything is decided:");
      StatusText.full(status, Instant.now()).forEach(story::detail);
      story.step("repairing the source as the precheck says:");
      story.detail(Lab.FIX + ";");
      premises.lab().fix();
      int round = all.recheck(shop, new OperatorCommand(USER, "granted SHOW VIEW"));
      story.step("asked for the next round (./tidegate recheck shop): round " + round);
      int decided = status.round();
      status =
          awaitShop(
              all, ids, s -> s.phase().isEnd() || (s.phase().needsHuman() && s.round() > decided));
    }
    expectNoWait(status);
  }

  private MigrationStatus awaitShop(
      Migrations all, List<String> ids, Predicate<MigrationStatus> settled) {
    return watch(all)
        .until(ids, s -> !s.request().name().equals(Lab.SHOP) || settled.test(s))
        .get(0);
  }

  /** Plays the person: has nobody write to the market any more, and cuts over. */
  private void cutOver(Migrations all, String market, Traffic traffic) {
    MigrationStatus status =
        watch(all).until(List.of(market), s -> Watch.isSettled(s) || hasCaughtUp(s)).get(0);
    if (status.phase() == MigrationPhase.MIGRATING) {
      traffic.close();
      story.step(
          "the market has caught up; after %,d transactions nobody writes to it any more"
              .formatted(traffic.transactions()));
      all.cutover(market, new CutoverCommand(USER, "maintenance window", Instant.now(), false));
      story.step("asked for the cutover (./tidegate cutover market --frozen-at now)");
      status = watch(all).untilSettled(List.of(market)).get(0);
    }
    expectNoWait(status);
  }

  private static boolean hasCaughtUp(MigrationStatus status) {
    JobView view = status.view();
    return status.phase() == MigrationPhase.MIGRATING
        && view != null
        && view.stage(Stage.INCREMENTAL_SYNC)
            .filter(s -> s.state() == StageState.CAUGHT_UP)
            .isPresent();
  }

  private static void expectNoWait(MigrationStatus status) {
    if (status.phase().needsHuman()) {
      throw CliException.failed(
          "the demo did not expect this wait: "
              + String.join("\n", StatusText.full(status, Instant.now())));
    }
  }

  private Watch watch(Migrations all) {
    return new Watch(all, story.progress());
  }

  private MigrationResult report(Migrations all, String id) {
    MigrationResult result = all.report(id);
    String name = "report-" + result.request().name();
    premises.workshop().write(name + ".json", Json.write(result) + System.lineSeparator());
    premises
        .workshop()
        .write(
            name + ".txt",
            String.join(System.lineSeparator(), ReportText.lines(result)) + System.lineSeparator());
    if (result.outcome() != MigrationPhase.SUCCEEDED) {
      story.warn(
          result.request().name() + " ended as " + result.outcome() + ": " + result.reason());
    }
    return result;
  }

  /** Texts that ship beside these classes. */
  static final class Texts {
    static String resource(String name) {
      try (var in = Demo.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new IllegalStateException("no resource " + name);
        }
        return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    private Texts() {}
  }
}
