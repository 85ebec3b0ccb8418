package io.tidegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.client.WorkflowExecutionMetadata;
import io.tidegate.cli.local.Ports;
import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.contract.StageProgress.StageState;
import io.tidegate.workflow.contract.WorkflowIds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The real script, in a process of its own, against everything that it talks to. */
class CommandLineIT {
  private static House house;
  private static Shop followed;

  @BeforeAll
  static void openHouse() throws Exception {
    house = House.open(Path.of("target", "cli-" + UUID.randomUUID()));
  }

  @AfterAll
  static void closeHouse() throws Exception {
    house.close();
  }

  @Test
  void aMigrationIsPlannedStartedWatchedAndReported() throws Exception {
    Shop shop = Shop.create(house, "cli_whole");
    Hands ann = new Hands(house, "ann").writing(file("cli_whole", shop.instance));

    Run plan = ann.type("plan").endsWith(0);
    assertThat(plan.out()).contains("cli_whole: job " + shop.job, "StartDtsJob", "SkipPreCheck");
    assertThat(shop.atProvider().path("effects").path("starts").asInt()).isZero();

    Run start = ann.type("start", "--wait").endsWith(0);
    assertThat(start.out()).contains("cli_whole: started as " + WorkflowIds.migration(shop.ref()));
    assertThat(start.out()).contains("SUCCEEDED");
    shop.attach().assertMovedOnceAndWhole();

    Run status = ann.type("status", "cli_whole").endsWith(0);
    assertThat(status.out()).contains("cli_whole", "SUCCEEDED");

    Run checks = ann.type("checks", "cli_whole", "--all").endsWith(0);
    assertThat(checks.out())
        .contains("CHECK_CONN_SRC", "PASSED", "CHECK_SAME_OBJ", "cli_whole.orders");

    JsonNode report = ann.type("report", "cli_whole", "--output", "json").endsWith(0).json();
    assertThat(report.path("outcome").asText()).isEqualTo("SUCCEEDED");
    assertThat(report.path("rounds")).hasSize(2);
    assertThat(report.path("shields")).hasSize(1);
    JsonNode shield = report.path("shields").path(0);
    assertThat(shield.path("item").asText()).isEqualTo("CHECK_SAME_OBJ");
    assertThat(shield.path("rule").asText()).isEqualTo("tidegate.yaml:5");
    assertThat(shield.path("reason").asText()).isEqualTo("created ahead");
    assertThat(shield.path("requestedBy").asText()).isEqualTo(System.getProperty("user.name"));
    assertThat(shield.path("effective").asBoolean()).isTrue();

    Run again = ann.type("start").endsWith(2);
    assertThat(again.onlyErrorLine()).contains("cli_whole has succeeded already", "--again");

    JsonNode listed = ann.type("list", "--output", "json").endsWith(0).json();
    assertThat(listed.findValuesAsText("id")).contains(WorkflowIds.migration(shop.ref()));
  }

  /** What {@code checks --part} shows of a job that follows its source. */
  static Stream<Arguments> parts() {
    return Stream.of(
        arguments(
            "precheck",
            List.of(
                "precheck PASSED (Finished)", "FULL_NET_CHECK.CHECK_CONN_SRC", "CHECK_SAME_OBJ")),
        arguments(
            "schema",
            List.of(
                "schema PASSED (Finished), 2 items",
                "orders ddl:",
                "CREATE TABLE `orders`",
                "PRIMARY KEY (`id`)")),
        arguments("load", List.of("load PASSED (Finished), 2 items", "lines", "orders")),
        arguments("incremental", List.of("incremental", "(Catched), 2 items", "lines", "orders")),
        arguments("ddl", List.of("ddl NOT_RUN (NotStarted), 0 items")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("parts")
  void everyPartOfAJobIsShownFromTheService(String part, List<String> words) throws Exception {
    Shop shop = following();
    Hands ann = new Hands(house, "parts");

    Run checks = ann.type("checks", shop.database, "--part", part).endsWith(0);
    Run json = ann.type("checks", shop.database, "--part", part, "--output", "json").endsWith(0);

    assertThat(checks.out()).contains(words);
    JsonNode page = json.json().path(0);
    assertThat(page.path("rows").size()).isEqualTo(page.path("total").asInt());
    for (JsonNode row : page.path("rows")) {
      JsonNode fields = House.json().readTree(row.path("fields").asText());
      // Under its part's name, where it is of one.
      assertThat(row.at("/item/code").asText()).endsWith(fields.path("Item").asText("(none)"));
      assertThat(fields.has("DdlSql")).isEqualTo(part.equals("schema"));
    }
  }

  /** Made once: its parts are only read. */
  private static synchronized Shop following() throws Exception {
    if (followed == null) {
      Shop shop = Shop.createFollowed(house, "cli_parts", 500).migrate();
      Wait.until(
          "cli_parts to be caught up",
          Duration.ofMinutes(2),
          () ->
              shop.workflow().status().view() != null
                  && shop.workflow()
                      .status()
                      .view()
                      .stage(Stage.INCREMENTAL_SYNC)
                      .filter(s -> s.state() == StageState.CAUGHT_UP)
                      .isPresent());
      followed = shop;
    }
    return followed;
  }

  @Test
  void theAccountsAreTriedAndTheirSecretsKept() throws Exception {
    Run accounts = new Hands(house, "accounts").type("accounts", "--output", "json").endsWith(0);

    assertThat(accounts.json().path(0).path("name").asText()).isEqualTo(House.ACCOUNT);
    assertThat(accounts.json().path(0).path("problem").asText()).isEmpty();
    assertThat(accounts.out() + accounts.err()).doesNotContain(House.SECRET);
  }

  @Test
  void aMigrationThatWaitsIsToldOfAndCanBeCancelled() throws Exception {
    Shop shop = Shop.create(house, "cli_waits");
    Hands bob =
        new Hands(house, "bob")
            .writing(
                """
                account: sandbox
                policy:
                  warnings: accept
                migrations:
                  - name: cli_waits
                    job: %s
                """
                    .formatted(shop.job));

    Run start = bob.type("start", "--wait").endsWith(3);
    assertThat(start.out()).contains("AWAITING_FIX", "CHECK_SAME_OBJ", "recheck cli_waits");

    Run status = bob.type("status", "cli_waits", "--output", "json").endsWith(3);
    assertThat(status.json().path(0).path("phase").asText()).isEqualTo("AWAITING_FIX");

    Run retry = bob.type("retry", "cli_waits").endsWith(1);
    assertThat(retry.onlyErrorLine()).contains("blocked or paused", "AWAITING_FIX");

    bob.type("cancel", "cli_waits", "--detach", "--reason", "another day").endsWith(0);
    shop.attach();
    Wait.until(
        "the end of cli_waits",
        Duration.ofMinutes(1),
        () -> shop.workflow().status().phase().isEnd());
    JsonNode report = bob.type("report", "cli_waits", "--output", "json").endsWith(0).json();
    assertThat(report.path("outcome").asText()).isEqualTo("CANCELLED");
    assertThat(report.path("reason").asText()).contains("another day");
    assertThat(shop.atProvider().path("effects").path("stops").asInt()).isZero();
    assertThat(shop.atProvider().path("effects").path("movements").asInt()).isZero();
  }

  @Test
  void filesWithMistakesStartNothing() throws Exception {
    Shop shop = Shop.createSound(house, "cli_mistakes");
    int startsBefore = house.admin().received("StartDtsJob");
    int number = 0;
    for (Mistake mistake : mistakes(shop.job)) {
      Hands ann = new Hands(house, "mistake-" + ++number).writing(mistake.yaml);

      Run start = ann.type("start").endsWith(2);

      assertThat(start.err()).as(mistake.name).contains(mistake.says);
      assertThat(start.err().lines().count()).as(mistake.name + ": " + start.err()).isLessThan(3);
      assertThat(start.out()).as(mistake.name).isEmpty();
      assertNoTrace(start);
      assertThat(ann.type("plan").exitCode()).as(mistake.name).isEqualTo(2);
    }
    assertThat(house.admin().received("StartDtsJob")).isEqualTo(startsBefore);
    assertThat(migrationsOf("cli_mistakes")).isEmpty();
  }

  private record Mistake(String name, String yaml, List<String> says) {
    Mistake(String name, String yaml, String... says) {
      this(name, yaml, List.of(says));
    }
  }

  private static List<Mistake> mistakes(String job) {
    String sound = file("cli_mistakes", job);
    return List.of(
        new Mistake(
            "unknown account",
            sound.replace("account: sandbox", "account: sandbocks"),
            "tidegate.yaml:8",
            "sandbocks",
            "sandbox"),
        new Mistake(
            "unknown job", sound.replace(job, "dtsnobody123"), "tidegate.yaml:8", "dtsnobody123"),
        new Mistake("not YAML", sound.replace("  rules:", "  rules: ["), "tidegate.yaml:"),
        new Mistake("too large", sound + "#".repeat(2 << 20), "tidegate.yaml", "larger than 1 MiB"),
        new Mistake(
            "unknown key",
            sound.replace("warnings:", "warning:"),
            "tidegate.yaml:3",
            "warning",
            "warnings"),
        new Mistake(
            "wrong type",
            sound.replace("warnings: accept", "warnings: 7"),
            "tidegate.yaml:3",
            "7",
            "accept"),
        new Mistake(
            "warnings that cannot be asked about",
            sound.replace("warnings: accept", "warnings: ask"),
            "tidegate.yaml:8",
            "policy.warnings",
            "accept",
            "suspend"));
  }

  @Test
  void withoutAWorkerItSaysSoInTime() throws Exception {
    Shop shop = Shop.createSound(house, "cli_workerless");
    Hands ann = new Hands(house, "workerless").writing(file("cli_workerless", shop.job));
    house.stopWorker();
    try {
      for (String command : List.of("start", "accounts")) {
        Run run = ann.type(command).endsWith(4);

        assertThat(run.onlyErrorLine()).contains("no worker", "./tidegate worker");
        assertThat(run.took()).isLessThan(Run.WITHOUT_WAITING);
      }
      assertThat(migrationsOf("cli_workerless")).isEmpty();
      assertThat(shop.atProvider().path("effects").path("starts").asInt()).isZero();
    } finally {
      house.startWorker();
    }
  }

  @Test
  void withoutTemporalItSaysSoInTime() throws Exception {
    Hands ann = new Hands(house, "temporalless").writing(file("anything", "dtsanything"));

    Run run = ann.typeTo("127.0.0.1:" + Ports.free(), "start").endsWith(4);

    assertThat(run.onlyErrorLine()).contains("Temporal is not reachable", "TEMPORAL_ADDRESS");
    assertThat(run.took()).isLessThan(Run.WITHOUT_WAITING);
  }

  private static String file(String name, String job) {
    return """
    account: sandbox
    policy:
      warnings: accept
      rules:
        - item: CHECK_SAME_OBJ
          decision: allow
          reason: created ahead
    migrations: [{name: %s, job: %s}]
    """
        .formatted(name, job);
  }

  private static List<String> migrationsOf(String name) {
    try (Stream<WorkflowExecutionMetadata> found =
        house
            .client()
            .listExecutions(
                "WorkflowType = 'MigrationWorkflow' AND TidegateMigration = '" + name + "'")) {
      return found.map(run -> run.getExecution().getWorkflowId()).toList();
    }
  }

  private static void assertNoTrace(Run run) {
    assertThat(run.out() + run.err()).doesNotContain("\tat ", "Exception");
  }
}
