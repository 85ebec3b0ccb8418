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
import io.tidegate.workflow.contract.CutoverCommand;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.MigrationResult;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.OperatorCommand;
import io.tidegate.workflow.contract.PlanReport;
import io.tidegate.workflow.contract.PlanRequest;
import io.tidegate.workflow.contract.WorkflowIds;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A migration on each API, side by side, on this machine alone. Each has something wrong with it;
 * some are written to until they are cut over.
 */
final class Demo {
  private static final String USER = System.getProperty("user.name", "demo");

  private final Premises premises;
  private final Story story;

  /** A scene on the stage. */
  private record Played(Scene scene, String job, String id, Optional<Traffic> traffic) {}

  Demo(Premises premises, Story story) {
    this.premises = premises;
    this.story = story;
  }

  /** Tells the story from the seeding to the reports. */
  DemoSummary run() {
    story.step(
        "filling the sources: %s, and %s, which go on being written to"
            .formatted(names(scene -> !scene.isWritten()), names(Scene::isWritten)));
    Lab lab = premises.lab();
    lab.seed();
    Scene.ALL.forEach(lab::seed);
    Map<Scene, Traffic> traffic = new HashMap<>();
    try (TemporalConnection temporal = premises.connect()) {
      Scene.ALL.stream()
          .filter(Scene::isWritten)
          .forEach(scene -> traffic.put(scene, Traffic.start(lab, scene.name())));
      return migrate(temporal, traffic);
    } finally {
      traffic.values().forEach(Traffic::close);
    }
  }

  private static String names(Predicate<Scene> wanted) {
    return Scene.ALL.stream().filter(wanted).map(Scene::name).collect(Collectors.joining(" and "));
  }

  private DemoSummary migrate(TemporalConnection temporal, Map<Scene, Traffic> traffic) {
    SandboxClient sandbox = premises.sandbox();
    Map<Scene, String> jobs = new LinkedHashMap<>();
    Scene.ALL.forEach(scene -> jobs.put(scene, createJob(sandbox, scene)));
    String text = Texts.resource("tidegate.yaml");
    for (Map.Entry<Scene, String> job : jobs.entrySet()) {
      text = text.replace("${" + job.getKey().name() + "}", job.getValue());
    }
    premises.workshop().write("archive.json", Texts.resource("archive.json"));
    Path file = premises.workshop().write("tidegate.yaml", text);
    story.step(
        "jobs %s are configured in the sandbox; what may be passed over is in"
            .formatted(String.join(", ", jobs.values())));
    story.detail(file.toString());
    Migrations all = new Migrations(temporal);
    List<String> ids = start(temporal, all, MigrationFileReader.read(file));
    List<Played> played = new ArrayList<>();
    for (Scene scene : Scene.ALL) {
      String id = ids.get(played.size());
      played.add(
          new Played(
              scene, String.valueOf(jobs.get(scene)), id, Optional.ofNullable(traffic.get(scene))));
    }
    played.forEach(one -> repair(all, ids, one));
    played.forEach(one -> one.traffic().ifPresent(writes -> cutOver(all, one, writes)));
    List<MigrationResult> results = played.stream().map(one -> report(all, one.id())).toList();
    story.step("comparing every row of the sources and the targets");
    List<DemoSummary.Migrated> migrated = new ArrayList<>();
    for (int i = 0; i < played.size(); i++) {
      migrated.add(compared(played.get(i), results.get(i), sandbox));
    }
    return new DemoSummary(premises.temporal(), migrated);
  }

  private DemoSummary.Migrated compared(
      Played played, MigrationResult result, SandboxClient sandbox) {
    // One that never came to its cutover is written to still.
    played.traffic().ifPresent(Traffic::close);
    String database = played.scene().name();
    Lab lab = premises.lab();
    try (Connection source = lab.openSource(database);
        Connection target = lab.openTarget(database)) {
      return DemoSummary.migrated(
          result,
          sandbox.job(played.job()),
          played.traffic().map(Traffic::written).orElse(null),
          RowComparison.of(source, target));
    } catch (SQLException e) {
      throw CliException.failed(database + " cannot be read: " + e.getMessage(), e);
    }
  }

  private String createJob(SandboxClient sandbox, Scene scene) {
    Lab lab = premises.lab();
    JsonNode job =
        sandbox.createJob(
            Map.of(
                "dialect",
                scene.api(),
                "name",
                scene.name(),
                "source",
                lab.endpoint(lab.source(), scene.user()),
                "target",
                lab.endpoint(lab.target(), scene.user()),
                "objects",
                List.of(Map.of("database", scene.name())),
                "stages",
                Map.of("structure", true, "fullLoad", true, "incremental", scene.isWritten())));
    return job.path("id").asText();
  }

  private List<String> start(TemporalConnection temporal, Migrations all, MigrationFile file) {
    List<PlanRequest.Entry> entries = file.migrations();
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
      all.start(Requests.of(entries.get(i), job, USER, file.definition(line.name())), false);
      String id = WorkflowIds.migration(job);
      premises.webUi(id).ifPresent(ui -> story.detail("watch it there too: " + ui));
      ids.add(id);
    }
    return ids;
  }

  /** Plays the person: repairs what a precheck objects to, once, and has it checked again. */
  private void repair(Migrations all, List<String> ids, Played played) {
    Scene.Repair repair = played.scene().repair();
    if (repair == null) {
      return;
    }
    String name = played.scene().name();
    MigrationStatus status = await(all, ids, played, Watch::isSettled);
    if (status.phase() == MigrationPhase.AWAITING_FIX) {
      story.step(name + " waits for a fix, and shields nothing before everything is decided:");
      StatusText.full(status, Instant.now()).forEach(story::detail);
      story.step(
          "repairing the %s as the precheck says:"
              .formatted(repair.atSource() ? "source" : "target"));
      story.detail(repair.sql() + ";");
      premises.lab().repair(repair);
      int round = all.recheck(played.id(), new OperatorCommand(USER, repair.sql()));
      story.step(
          "asked for the next round (./tidegate recheck %s): round %d".formatted(name, round));
      int decided = status.round();
      status =
          await(
              all,
              ids,
              played,
              s -> s.phase().isEnd() || (s.phase().needsHuman() && s.round() > decided));
    }
    expectNoWait(status);
  }

  /** Shows all of them until one has come to where it should. */
  private MigrationStatus await(
      Migrations all, List<String> ids, Played played, Predicate<MigrationStatus> settled) {
    return watch(all)
        .until(ids, s -> !s.request().name().equals(played.scene().name()) || settled.test(s))
        .get(ids.indexOf(played.id()));
  }

  /** Plays the person: has nobody write to it any more, and cuts over. */
  private void cutOver(Migrations all, Played played, Traffic traffic) {
    String name = played.scene().name();
    List<String> id = List.of(played.id());
    MigrationStatus status = watch(all).until(id, s -> Watch.isSettled(s) || hasCaughtUp(s)).get(0);
    if (status.phase() == MigrationPhase.MIGRATING) {
      traffic.close();
      story.step(
          "%s has caught up; after %,d transactions nobody writes to it any more"
              .formatted(name, traffic.transactions()));
      all.cutover(
          played.id(), new CutoverCommand(USER, "maintenance window", Instant.now(), false));
      story.step("asked for the cutover (./tidegate cutover %s --frozen-at now)".formatted(name));
      status = watch(all).untilSettled(id).get(0);
    }
    expectNoWait(status);
  }

  private static boolean hasCaughtUp(MigrationStatus status) {
    JobView view = status.view();
    return status.phase() == MigrationPhase.MIGRATING
        && view != null
        && view.onlyFollows()
        && view.lag() != null
        && view.lag().compareTo(MigrationRequest.DEFAULT_MAX_LAG) <= 0;
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
