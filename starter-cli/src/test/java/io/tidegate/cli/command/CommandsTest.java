package io.tidegate.cli.command;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.testserver.TestServer;
import io.tidegate.cli.ExitCodes;
import io.tidegate.cli.StarterCli;
import io.tidegate.cli.file.FileProblems;
import io.tidegate.cli.local.Ports;
import io.tidegate.cli.output.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real command line against Temporal's in-memory server and a worker with fake migrations. */
class CommandsTest {
  private static final AtomicInteger JOBS = new AtomicInteger();
  private static TestServer.PortBoundTestServer server;
  private static String address;
  private static FakeWorker worker;

  @TempDir private Path folder;
  private Path file;
  private String out = "";
  private String err = "";

  @BeforeAll
  static void startTemporal() throws IOException {
    int port = Ports.free();
    server = TestServer.createPortBoundServer(port);
    address = "127.0.0.1:" + port;
    worker = new FakeWorker(address);
  }

  @AfterAll
  static void stopTemporal() {
    worker.close();
    server.close();
  }

  @BeforeEach
  void writeFile() throws IOException {
    file = folder.resolve("tidegate.yaml");
    write("j" + JOBS.incrementAndGet(), "accept");
  }

  private void write(String job, String warnings) throws IOException {
    Files.writeString(
        file,
        """
        account: a
        policy: {warnings: %s}
        migrations:
          - {name: orders, job: %s}
        """
            .formatted(warnings, job));
  }

  @Test
  void aMigrationIsStartedRecheckedAndReported() throws Exception {
    assertThat(run("start", file.toString())).isEqualTo(ExitCodes.DONE);
    assertThat(out).startsWith("orders: started as migration/alibaba/cn-x/j");
    assertThat(run("start", file.toString())).isEqualTo(ExitCodes.DONE);
    assertThat(out).startsWith("orders: runs already as migration/alibaba/cn-x/j");

    assertThat(run("status", "orders", "-f", file.toString())).isEqualTo(ExitCodes.NEEDS_HUMAN);
    assertThat(out).contains("waits     an item\\u0007 failed", "next      repair it");
    assertThat(run("recheck", "orders", "-f", file.toString())).isEqualTo(ExitCodes.DONE);
    assertThat(out.strip()).isEqualTo("orders: round 2 begins");

    assertThat(run("status", "orders", "-f", file.toString(), "--watch")).isEqualTo(ExitCodes.DONE);
    assertThat(run("report", "orders", "-f", file.toString(), "--output", "json"))
        .isEqualTo(ExitCodes.DONE);
    JsonNode report = Json.mapper().readTree(out);
    assertThat(report.path("outcome").asText()).isEqualTo("SUCCEEDED");
    assertThat(report.path("startedAt").asText()).endsWith("Z");
  }

  @Test
  void whatAnAccountHasBecomesAFileThatCanBePlanned() throws Exception {
    Path found = folder.resolve("found.yaml");
    assertThat(run("discover", "--account", "a", "--to", found.toString()))
        .isEqualTo(ExitCodes.DONE);
    assertThat(out.strip()).endsWith("look through it, then ./tidegate plan " + found);
    assertThat(Files.readAllLines(found))
        .contains("account: a", "  - name: orders", "    job: j1  # NotStarted")
        .contains("#   j3 (old): Finished");
    assertThat(run("plan", found.toString())).isEqualTo(ExitCodes.DONE);
    assertThat(out).contains("orders: job j1 on a", "job j2 on a").doesNotContain("j3");

    assertThat(run("discover", "--account", "a", "--to", found.toString()))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(err).contains("is there already, and stays as it is");
    assertThat(run("discover", "--account", "none")).isEqualTo(ExitCodes.USAGE);
    assertThat(err).contains("no account is called none");
  }

  @Test
  void manyMigrationsWithManyRulesArePlannedInPartsAndToldInTheirOrder() throws Exception {
    int many = 220;
    String rules =
        IntStream.range(0, 50)
            .mapToObj(
                i -> "  - {item: I%d, decision: allow, reason: %s}".formatted(i, "r".repeat(90)))
            .collect(Collectors.joining("\n"));
    Files.writeString(
        file,
        "account: a\npolicy:\n  warnings: accept\n  rules:\n"
            + rules
            + "\nmigrations:\n"
            + IntStream.range(0, many)
                .mapToObj(
                    i -> "- {name: m%d, job: %s%d}".formatted(i, i == many - 1 ? "no" : "j", i))
                .collect(Collectors.joining("\n")));

    assertThat(run("plan", file.toString(), "--output", "json")).isEqualTo(ExitCodes.USAGE);
    JsonNode lines = Json.mapper().readTree(out).path("lines");
    assertThat(lines.findValuesAsText("name"))
        .isEqualTo(IntStream.range(0, many).mapToObj(i -> "m" + i).toList());
    assertThat(lines.findValues("steps"))
        .extracting(steps -> Integer.parseInt(steps.path(1).asText().replace("one of ", "")))
        .allMatch(together -> together <= 50);
    assertThat(lines.path(many - 1).path("problems")).hasSize(1);
    assertThat(run("start", file.toString())).isEqualTo(ExitCodes.USAGE);
    assertThat(err).contains("m219: job no219 is not known", "nothing was started");
  }

  @Test
  void aCutoverSaysSinceWhenNobodyWritesOrAcceptsALoss() {
    run("start", file.toString());

    assertThat(run("cutover", "orders", "-f", file.toString())).isEqualTo(ExitCodes.USAGE);
    assertThat(run("cutover", "orders", "-f", file.toString(), "--frozen-at", "yesterday"))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(err).contains("'yesterday' is no time with an offset");
    assertThat(run("cutover", "orders", "-f", file.toString(), "--accept-loss"))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(err).contains("--accept-loss wants a --reason");

    assertThat(
            run(
                "cutover",
                "orders",
                "-f",
                file.toString(),
                "--frozen-at",
                "2026-03-31T22:00:00+08:00"))
        .isEqualTo(ExitCodes.DONE);
    assertThat(out).contains("everything written before 2026-03-31T14:00:00Z");
    run("status", "orders", "-f", file.toString());
    assertThat(out).contains("cutover   asked by", "--revoke takes it back");
  }

  @Test
  void aChangeOfAJobIsReadFromAFileAndStartsARound() throws Exception {
    run("start", file.toString());
    Path body = folder.resolve("body.json");
    Files.writeString(body, "{\"SrcInfo\":{\"Ip\":\"10.0.0.1\"}}");

    assertThat(run("modify", "orders", "-f", file.toString())).isEqualTo(ExitCodes.USAGE);
    assertThat(err).contains("--body");
    assertThat(modify(body)).isEqualTo(ExitCodes.DONE);
    assertThat(out.strip()).isEqualTo("orders: the job is changed, and round 2 begins");
    assertThat(modify(body)).isEqualTo(ExitCodes.FAILED);
    assertThat(err).contains("the service has no call that changes a job");
    assertThat(modify(folder.resolve("nothing.json"))).isEqualTo(ExitCodes.USAGE);
    assertThat(err).contains("nothing.json cannot be read");
  }

  @Test
  void aChangeThatHoldsASecretOrIsNoObjectNeverLeaves() throws Exception {
    run("start", file.toString());
    Path body = folder.resolve("body.json");

    Files.writeString(body, "{\"SrcInfo\":{\"PassWord\":\"canary\"}}");
    assertThat(modify(body)).isEqualTo(ExitCodes.USAGE);
    assertThat(err)
        .contains("body.json: the body has PassWord", "console")
        .doesNotContain("canary");
    Files.writeString(body, "[1]");
    assertThat(modify(body)).isEqualTo(ExitCodes.USAGE);
    assertThat(err).contains("not one JSON object");
    Files.write(body, new byte[] {'{', (byte) 0xff, '}'});
    assertThat(modify(body)).isEqualTo(ExitCodes.USAGE);
    assertThat(err).contains("is not UTF-8");
    Files.writeString(body, "{\"JobName\":\"" + "a".repeat(140_000) + "\"}");
    assertThat(modify(body)).isEqualTo(ExitCodes.USAGE);
    assertThat(err).contains("longer than 32768 characters");
    assertThat(run("report", "orders", "-f", file.toString(), "--output", "json"))
        .isEqualTo(ExitCodes.DONE);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatHasNoEndIsReadNoFurtherThanAFileMayBeLong() {
    assertThat(run("plan", "/dev/zero")).isEqualTo(ExitCodes.USAGE);
    assertThat(err.strip()).isEqualTo("/dev/zero: is larger than 1 MiB; split it");

    run("start", file.toString());
    assertThat(modify(Path.of("/dev/zero"))).isEqualTo(ExitCodes.USAGE);
    assertThat(err.strip()).isEqualTo("tidegate: zero: longer than 32768 characters");
  }

  private int modify(Path body) {
    return run("modify", "orders", "-f", file.toString(), "--body", body.toString());
  }

  @Test
  void aCutoverThatIsNotThereIsNotRevoked() {
    run("start", file.toString());
    assertThat(run("cutover", "orders", "-f", file.toString(), "--revoke"))
        .isNotEqualTo(ExitCodes.DONE);
    assertThat(err).contains("there is no cutover that could be revoked");
  }

  @Test
  void oneThatSucceededIsStartedAgainOnlyWhenThatIsSaid() {
    run("start", file.toString());
    run("recheck", "orders", "-f", file.toString());
    run("status", "orders", "-f", file.toString(), "--watch");

    assertThat(run("start", file.toString())).isEqualTo(ExitCodes.USAGE);
    assertThat(err).contains("orders has succeeded already; start it once more with --again");
    assertThat(run("start", file.toString(), "--again")).isEqualTo(ExitCodes.DONE);
    assertThat(out).startsWith("orders: started as");
  }

  @Test
  void aStartThatAsksForSomethingElseThanTheRunningOneIsRefused() throws Exception {
    String job = "j" + JOBS.incrementAndGet();
    write(job, "accept");
    run("start", file.toString());
    write(job, "suspend");

    assertThat(run("start", file.toString())).isEqualTo(ExitCodes.USAGE);
    assertThat(err).contains("was asked for something else (its policy.warnings is ACCEPT)");
  }

  @Test
  void whatWasStartedBesideARefusedStartIsPrintedAndTheRefusedIsComplainedOf() throws Exception {
    String job = "j" + JOBS.incrementAndGet();
    write(job, "accept");
    run("start", file.toString());
    write(job, "suspend");
    Files.writeString(
        file, "  - {name: users, job: j%d}\n".formatted(JOBS.incrementAndGet()), APPEND);

    assertThat(run("start", file.toString(), "--output", "json")).isEqualTo(ExitCodes.USAGE);
    JsonNode started = Json.mapper().readTree(out);
    assertThat(started).hasSize(1);
    assertThat(started.path(0).path("name").asText()).isEqualTo("users");
    assertThat(started.path(0).path("started").asText()).isEqualTo("NEW");
    assertThat(err.strip().lines())
        .singleElement()
        .asString()
        .startsWith("tidegate: orders runs already and was asked for something else");
    assertThat(run("start", file.toString())).isEqualTo(ExitCodes.USAGE);
    assertThat(out).startsWith("users: runs already as ");
  }

  @Test
  void aStartWithAnotherDefinitionThanTheRunningOneIsRefused() throws Exception {
    Path definition = Files.writeString(folder.resolve("orders.json"), "{\"name\": \"orders\"}");
    Files.writeString(
        file, Files.readString(file).replaceFirst("\\}\\s*$", ", definition: orders.json}\n"));
    assertThat(run("start", file.toString())).isEqualTo(ExitCodes.DONE);
    Files.writeString(definition, "{\"name\":\"orders\"}\n");
    assertThat(run("start", file.toString())).isEqualTo(ExitCodes.DONE);
    assertThat(out).startsWith("orders: runs already as ");

    Files.writeString(definition, "{\"name\":\"others\"}");

    assertThat(run("start", file.toString())).isEqualTo(ExitCodes.USAGE);
    assertThat(err).contains("its definition is another");
  }

  @Test
  void waitingEndsWhenAPersonIsNeeded() {
    assertThat(run("start", file.toString(), "--wait")).isEqualTo(ExitCodes.NEEDS_HUMAN);
    assertThat(out).contains("orders  AWAITING_FIX  round 1  an item\\u0007 failed");
  }

  @Test
  void aCancelledMigrationIsAFailure() {
    run("start", file.toString());

    assertThat(run("cancel", "orders", "-f", file.toString())).isEqualTo(ExitCodes.USAGE);
    assertThat(err).contains("--detach", "--stop");
    assertThat(run("cancel", "orders", "-f", file.toString(), "--detach"))
        .isEqualTo(ExitCodes.DONE);
    assertThat(run("status", "orders", "-f", file.toString(), "--watch"))
        .isEqualTo(ExitCodes.FAILED);
    assertThat(run("report", "orders", "-f", file.toString())).isEqualTo(ExitCodes.DONE);
    assertThat(out).startsWith("Migration orders: CANCELLED");
  }

  @Test
  void aPartIsShownToItsLastPageWithStatementsAndLogs() {
    run("start", file.toString());

    assertThat(run("checks", "orders", "-f", file.toString(), "--all", "--part", "schema"))
        .isEqualTo(ExitCodes.DONE);
    assertThat(out.strip().lines())
        .startsWith("schema RUNNING (Migrating), 2 items")
        .contains("orders_1 objects: shop.orders", "orders_2 objects: shop.orders")
        .containsSequence(
            "orders_2 ddl:",
            "  CREATE TABLE orders (",
            "   id int)",
            "orders_2 log: ERROR Table: it exists\\u001b[31m",
            "  CREATE")
        .endsWith("7 more items are too long to be shown here; see the provider's console");
  }

  @Test
  void whatTheServiceSaidToAQuestionIsToldInItsOwnWords() throws Exception {
    write("refused" + JOBS.incrementAndGet(), "accept");
    run("start", file.toString());

    assertThat(run("checks", "orders", "-f", file.toString(), "--all")).isEqualTo(ExitCodes.FAILED);
    assertThat(err.strip())
        .isEqualTo(
            "tidegate: checks: DescribePreCheckStatus: Forbidden.RAM (request r-1): grant"
                + " it\\u001b[31m");

    write("slow" + JOBS.incrementAndGet(), "accept");
    run("start", file.toString());
    assertThat(run("checks", "orders", "-f", file.toString(), "--all")).isEqualTo(ExitCodes.FAILED);
    assertThat(err.strip())
        .isEqualTo(
            "tidegate: checks: there was no answer in time; ask again, and see the worker's log");
  }

  @Test
  void everyFieldOfAPartIsInItsJson() throws Exception {
    run("start", file.toString());

    assertThat(run("checks", "orders", "-f", file.toString(), "--part", "DDL", "--output", "json"))
        .isEqualTo(ExitCodes.DONE);
    JsonNode pages = Json.mapper().readTree(out);
    assertThat(pages).hasSize(2);
    JsonNode row = pages.path(1).path("rows").path(0);
    assertThat(row.path("fields").asText()).isEqualTo("{\"Item\":\"DDL\"}");
    assertThat(row.path("item").path("code").asText()).isEqualTo("orders_2");
    assertThat(row.path("logs").path(0).path("data").asText()).isEqualTo("CREATE");
  }

  @Test
  void withoutAPartThePrecheckIsReadFromTheProviderAndAWrongOneIsRefused() {
    run("start", file.toString());

    assertThat(run("checks", "orders", "-f", file.toString(), "--all")).isEqualTo(ExitCodes.DONE);
    assertThat(out).startsWith("precheck RUNNING (Migrating), 2 items").contains("UNKNOWN");
    assertThat(run("checks", "orders", "-f", file.toString())).isEqualTo(ExitCodes.DONE);
    assertThat(out.strip()).isEqualTo("no precheck was decided on yet");
    assertThat(run("checks", "orders", "-f", file.toString(), "--part", "tables"))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(err).contains("--part", "tables");
  }

  @Test
  void aRefusalOfTheMigrationIsToldInItsWords() {
    run("start", file.toString());

    assertThat(run("retry", "orders", "-f", file.toString())).isEqualTo(ExitCodes.FAILED);
    assertThat(err).contains("a retry is for a migration that is blocked or paused");
    assertThat(err.strip().lines()).hasSize(1);
  }

  @Test
  void nothingStartsWhileTheServiceKnowsAJobNot() throws Exception {
    write("nojob", "accept");

    assertThat(run("start", file.toString())).isEqualTo(ExitCodes.USAGE);
    assertThat(err)
        .contains("orders: job nojob is not known\\u001b[31m", "tidegate: nothing was started");
    assertThat(run("plan", file.toString(), "--output", "json")).isEqualTo(ExitCodes.USAGE);
    assertThat(Json.mapper().readTree(out).path("lines").path(0).path("name").asText())
        .isEqualTo("orders");
  }

  @Test
  void mistakesInTheFileAreListedWithTheirPlaces() throws Exception {
    Files.writeString(file, "acount: a\nmigrations: []\n");

    assertThat(run("plan", file.toString())).isEqualTo(ExitCodes.USAGE);
    assertThat(err.lines())
        .containsExactly(
            "tidegate.yaml:1:1: acount: no such key in the file; did you mean account?",
            "tidegate.yaml:2:13: migrations: is empty; list what to migrate, each with name and"
                + " job");
  }

  @Test
  void aTemporalThatIsNotThereIsNamedInOneLine() throws Exception {
    List<String> args = List.of("status", "orders", "--address", "127.0.0.1:" + Ports.free());

    assertThat(execute(args)).isEqualTo(ExitCodes.UNREACHABLE);
    assertThat(err).contains("Temporal is not reachable at", "TEMPORAL_ADDRESS");
    assertThat(err.strip().lines()).hasSize(1);
  }

  @Test
  void whateverIsSaidNothingButTextReachesTheTerminal() throws Exception {
    write("hostile" + JOBS.incrementAndGet(), "accept");
    String yaml = file.toString();

    for (String format : List.of("text", "json")) {
      for (List<String> command :
          List.of(
              List.of("plan", yaml),
              List.of("start", yaml),
              List.of("start", yaml, "--wait"),
              List.of("status", "orders", "-f", yaml),
              List.of("checks", "orders", "-f", yaml),
              List.of("checks", "orders", "-f", yaml, "--all"),
              List.of("report", "orders", "-f", yaml),
              List.of("accounts"),
              List.of("discover", "--account", "a"),
              List.of("retry", "orders", "-f", yaml),
              List.of("retry", "orders", "-f", yaml, "--verbose"),
              List.of("report", FakeWorker.HOSTILE, "-f", yaml))) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("--output", format));
        run(all.toArray(new String[0]));

        assertThat(out + err).as(all + "").isNotBlank();
        assertThat((out + err).replace("\n", ""))
            .as(all + "")
            .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
        assertThat((out + err).lines()).as(all + "").noneMatch(line -> line.startsWith("forged"));
      }
    }
    assertThat(run("status", "orders", "-f", yaml, "--output", "json"))
        .isEqualTo(ExitCodes.NEEDS_HUMAN);
    assertThat(Json.mapper().readTree(out).path(0).path("waiting").path("reason").asText())
        .as("a program reads what was said")
        .isEqualTo(FakeWorker.HOSTILE);
  }

  @Test
  void aFileThatIsNoneIsToldInALineWithItsPlace() throws Exception {
    Files.writeString(file, "account: \u001b[31ma\nmigrations: [\n");
    assertThat(run("plan", file.toString())).isEqualTo(ExitCodes.USAGE);
    assertThat(err.strip()).matches("tidegate.yaml:1:\\d+: not YAML: [^\\p{Cc}]+");

    Files.writeString(file, "#".repeat((1 << 20) + 1));
    assertThat(run("start", file.toString())).isEqualTo(ExitCodes.USAGE);
    assertThat(err.strip().lines()).singleElement().asString().contains("larger than 1 MiB");

    Files.writeString(file, "account: a\nmigrations: %s".formatted("[".repeat(100_000)));
    assertThat(run("start", file.toString())).isEqualTo(ExitCodes.USAGE);
    assertThat(err.strip().lines()).singleElement().asString().contains("nested deeper");
  }

  @Test
  void aServerThatCannotListSaysSo() {
    assertThat(run("list")).isEqualTo(ExitCodes.FAILED);
    assertThat(err).contains("this Temporal cannot list");
  }

  @Test
  void everyCommandHasHelpAndTheExitCodesAreDocumented() {
    assertThat(execute(List.of("--help"))).isEqualTo(ExitCodes.DONE);
    assertThat(out).contains("Exit codes:", "a migration waits for a person");
    for (String command : StarterCli.commandLine().getSubcommands().keySet()) {
      assertThat(execute(List.of(command, "--help"))).as(command).isEqualTo(ExitCodes.DONE);
    }
  }

  @Test
  void aNameMayStandInTheFilesPlaceIfNoSuchFileIsThereAndTheUsualOneHasIt() {
    List<String> names = new ArrayList<>();
    assertThat(StartCommand.read(Path.of("orders"), file, names).migrations()).hasSize(1);
    assertThat(names).containsExactly("orders");

    names.clear();
    assertThatThrownBy(() -> StartCommand.read(Path.of("order"), file, names))
        .isInstanceOf(FileProblems.class)
        .hasMessageContaining("order: there is no such file");
    Path nothing = folder.resolve("nothing.yaml");
    assertThatThrownBy(() -> StartCommand.read(Path.of("orders"), nothing, names))
        .hasMessageContaining("orders: there is no such file");
    assertThat(names).isEmpty();
    assertThat(StartCommand.read(file, nothing, names).migrations()).hasSize(1);
    assertThat(names).isEmpty();
  }

  private int run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--address", address, "--namespace", "default"));
    return execute(all);
  }

  private int execute(List<String> args) {
    StringWriter outWriter = new StringWriter();
    StringWriter errWriter = new StringWriter();
    int code =
        StarterCli.commandLine()
            .setOut(new PrintWriter(outWriter))
            .setErr(new PrintWriter(errWriter))
            .execute(args.toArray(new String[0]));
    out = outWriter.toString();
    err = errWriter.toString();
    return code;
  }
}
