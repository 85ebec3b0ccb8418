package io.tidegate.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.CliException;
import io.tidegate.cli.file.MigrationFile;
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
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationResult;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.OperatorCommand;
import io.tidegate.workflow.contract.PlanReport;
import io.tidegate.workflow.contract.PlanRequest;
import io.tidegate.workflow.contract.WorkflowIds;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One migration with two things wrong with it, taken to its end on this machine alone. */
final class Demo {
  private final Premises premises;
  private final Story story;

  Demo(Premises premises, Story story) {
    this.premises = premises;
    this.story = story;
  }

  /** Tells the story from the seeding to the report. */
  DemoSummary run() {
    Workshop workshop = premises.workshop();
    story.step("filling the source: 155,000 rows in 6 tables, a view and a trigger");
    Lab lab = premises.lab();
    lab.seed();
    SandboxClient sandbox = premises.sandbox();
    String job = createJob(sandbox, lab);
    Path file =
        workshop.write("tidegate.yaml", Texts.resource("tidegate.yaml").replace("${job}", job));
    story.step("job " + job + " is configured in the sandbox; what may be passed over is in");
    story.detail(file.toString());
    MigrationFile migrations = MigrationFileReader.read(file);
    PlanRequest.Entry entry = migrations.migrations().get(0);
    try (TemporalConnection temporal = premises.connect()) {
      JobRef ref = plan(temporal, entry);
      String id = WorkflowIds.migration(ref);
      Migrations all = new Migrations(temporal);
      story.step("starting the migration " + entry.name());
      all.start(Requests.of(entry, ref, System.getProperty("user.name", "demo")), false);
      premises.webUi(id).ifPresent(ui -> story.detail("watch it there too: " + ui));
      MigrationStatus end = untilEnd(all, id, lab);
      MigrationResult result = all.report(id);
      write(workshop, result);
      if (end.phase() != MigrationPhase.SUCCEEDED) {
        story.warn("it ended as " + end.phase() + ": " + result.reason());
      }
      return new DemoSummary(
          premises.temporal(), List.of(DemoSummary.migrated(result, sandbox.job(job))));
    }
  }

  private static String createJob(SandboxClient sandbox, Lab lab) {
    JsonNode job =
        sandbox.createJob(
            Map.of(
                "dialect",
                "alibaba",
                "name",
                Lab.DATABASE,
                "source",
                lab.endpoint(lab.source()),
                "target",
                lab.endpoint(lab.target()),
                "objects",
                List.of(Map.of("database", Lab.DATABASE))));
    return job.path("id").asText();
  }

  private JobRef plan(TemporalConnection temporal, PlanRequest.Entry entry) {
    PlanReport plan = new Asks(temporal).plan(List.of(entry));
    story.step("the plan:");
    PlanText.lines(plan).forEach(story::detail);
    PlanReport.Line line = plan.lines().get(0);
    JobRef job = line.job();
    if (job == null || !line.problems().isEmpty()) {
      throw CliException.failed("the plan has problems: " + String.join("; ", line.problems()));
    }
    return job;
  }

  /** Plays the person: repairs what the precheck objects to, once, and asks for the next round. */
  private MigrationStatus untilEnd(Migrations all, String id, Lab lab) {
    MigrationStatus status = watch(all).untilSettled(List.of(id)).get(0);
    if (status.phase() == MigrationPhase.AWAITING_FIX) {
      story.step("it waits for a fix, and shields nothing before everything is decided:");
      StatusText.full(status, Instant.now()).forEach(story::detail);
      story.step("repairing the source as the precheck says:");
      story.detail(Lab.FIX + ";");
      lab.fix();
      int round =
          all.recheck(
              id,
              new OperatorCommand(System.getProperty("user.name", "demo"), "granted SHOW VIEW"));
      story.step("asked for the next round (./tidegate recheck shop): round " + round);
      int decided = status.round();
      status =
          watch(all)
              .until(
                  List.of(id),
                  s -> s.phase().isEnd() || (s.phase().needsHuman() && s.round() > decided))
              .get(0);
    }
    if (status.phase().needsHuman()) {
      throw CliException.failed(
          "the demo did not expect this wait: "
              + String.join("\n", StatusText.full(status, Instant.now())));
    }
    return status;
  }

  private Watch watch(Migrations all) {
    return new Watch(all, story.progress());
  }

  private static void write(Workshop workshop, MigrationResult result) {
    workshop.write("report.json", Json.write(result) + System.lineSeparator());
    workshop.write(
        "report.txt",
        String.join(System.lineSeparator(), ReportText.lines(result)) + System.lineSeparator());
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
