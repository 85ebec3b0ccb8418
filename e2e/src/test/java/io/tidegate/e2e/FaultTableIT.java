package io.tidegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.tidegate.sandbox.fault.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of every service's table of faults, over the wire. They run side by side, each on a
 * sandbox of its own, because most of a row is waiting.
 */
class FaultTableIT {
  private static final int SIDE_BY_SIDE = 32;
  private static final int MINUTES = 5;

  private static final Map<FaultRow, Future<Seen>> RUNS = new LinkedHashMap<>();
  private static ExecutorService pool;
  private static StepRun steps;

  /** What a row came to, by the sandbox's own counts. */
  private record Seen(
      StepRun.End end, int accepted, int refusedStarts, int moved, List<String> unmet) {}

  @BeforeAll
  static void beginAll() throws Exception {
    pool = Executors.newFixedThreadPool(SIDE_BY_SIDE);
    steps = new StepRun();
    Path data = Path.of("target", "faults-" + UUID.randomUUID());
    List<FaultRow> rows = rows();
    for (int i = 0; i < rows.size(); i++) {
      FaultRow row = rows.get(i);
      Path own = data.resolve("row-" + i);
      RUNS.put(row, pool.submit(() -> run(row, own)));
    }
  }

  @AfterAll
  static void endAll() throws InterruptedException {
    pool.shutdownNow();
    pool.awaitTermination(30, TimeUnit.SECONDS);
    steps.close();
  }

  static List<FaultRow> rows() throws Exception {
    List<FaultRow> rows = new ArrayList<>();
    for (SceneDialect dialect : SceneDialect.named("tidegate.fault.at")) {
      rows.addAll(FaultRow.readAll(dialect));
    }
    return rows;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void aFaultComesToWhatItsRowSays(FaultRow row) throws Exception {
    Seen seen = RUNS.get(row).get(MINUTES, TimeUnit.MINUTES);

    assertSoftly(
        softly -> {
          softly.assertThat(seen.unmet()).as("faults that met no call").isEmpty();
          softly.assertThat(seen.end().failures()).as("failures").isEqualTo(row.failures());
          softly.assertThat(seen.end().outcome()).as("outcome").isEqualTo(row.outcome());
          softly.assertThat(seen.accepted()).as("accepted").isEqualTo(row.accepted());
          softly
              .assertThat(seen.refusedStarts())
              .as("starts that were refused")
              .isLessThanOrEqualTo(row.mostRefusedStarts());
          softly.assertThat(seen.moved()).as("moved").isEqualTo(row.moved());
          String texts = String.join("\n", seen.end().texts());
          softly.assertThat(texts).as("read by the operator").contains(row.reads());
        });
  }

  private static Seen run(FaultRow row, Path data) throws Exception {
    try (FaultScene scene = new FaultScene(data, row)) {
      StepRun.End end = steps.of(row, scene);
      boolean endless = row.faults().stream().anyMatch(FaultRow.Armed::isEndless);
      return new Seen(
          end,
          scene.accepted(),
          scene.refusedStarts(),
          endless ? scene.movedMeanwhile() : scene.moved(),
          scene.unmet());
    }
  }

  /** A fault that is new to the sandbox is a promise that is missing here. */
  @ParameterizedTest
  @EnumSource
  void everyStepMeetsEveryFaultThatCanReachIt(SceneDialect dialect) throws Exception {
    Map<String, Set<String>> met =
        FaultRow.readAll(dialect).stream()
            .collect(
                Collectors.groupingBy(
                    FaultRow::step,
                    Collectors.flatMapping(
                        row -> row.faults().stream().map(FaultRow.Armed::fault),
                        Collectors.toCollection(TreeSet::new))));
    List<String> missing = new ArrayList<>();
    met.forEach(
        (step, faults) -> {
          for (Fault fault : EnumSet.allOf(Fault.class)) {
            if (!faults.contains(fault.wireName())) {
              missing.add(step + " " + fault.wireName());
            }
          }
        });
    assertThat(missing).containsExactlyInAnyOrderElementsOf(cannotOccur(dialect));
    assertThat(met)
        .hasSize(12 - dialect.lacks().size())
        .doesNotContainKeys(dialect.lacks().toArray(String[]::new));
  }

  @Test
  void everyOutcomeHasThePhaseThatFollowsIt() throws Exception {
    Set<String> outcomes = new TreeSet<>();
    for (SceneDialect dialect : SceneDialect.values()) {
      FaultRow.readAll(dialect).forEach(row -> outcomes.add(row.step() + " " + row.outcome()));
    }

    List<String> withPhase =
        DocumentedTable.in(SceneDialect.ALIBABA.document(), "| step | outcome | phase |")
            .rows()
            .stream()
            .map(cells -> cells.get(0) + " " + cells.get(1))
            .toList();

    assertThat(withPhase)
        .extracting(FaultTableIT::withoutEvidence)
        .containsExactlyInAnyOrderElementsOf(
            outcomes.stream().map(FaultTableIT::withoutEvidence).distinct().toList());
  }

  private static String withoutEvidence(String outcome) {
    return outcome.replaceAll(" by .*", "");
  }

  /** The documents say why. */
  private static List<String> cannotOccur(SceneDialect dialect) {
    return switch (dialect) {
      case ALIBABA ->
          List.of(
              "ShieldSkippable unknown-status",
              "StartMigration endless-check",
              "WatchMigration endless-check");
      case ALIBABA_LEGACY ->
          List.of(
              "ShieldSkippable unknown-status",
              "StartMigration changing-page",
              "StartMigration endless-check",
              "WatchMigration changing-page",
              "WatchMigration endless-check",
              "SuspendMigration changing-page",
              "CompleteMigration changing-page",
              "StopMigration changing-page");
      case ALIBABA_SYNC ->
          List.of(
              "SubmitCheck changing-page",
              "Recheck changing-page",
              "ShieldSkippable changing-page",
              "StartMigration endless-check",
              "WatchMigration endless-check",
              "SuspendMigration changing-page",
              "CompleteMigration changing-page",
              "StopMigration changing-page");
      case OMS ->
          List.of(
              "SubmitCheck changing-page",
              "Recheck changing-page",
              "StartMigration endless-check",
              "WatchMigration endless-check",
              "SuspendMigration changing-page",
              "CompleteMigration changing-page",
              "StopMigration changing-page");
      case OMS_DEFINED ->
          List.of(
              "SubmitCheck changing-page",
              "Recheck changing-page",
              "StartMigration changing-page",
              "SuspendMigration changing-page",
              "CompleteMigration changing-page",
              "StopMigration changing-page",
              "WatchMigration endless-check");
      case TENCENT_2018 ->
          List.of(
              "SubmitCheck changing-page",
              "Recheck changing-page",
              "ModifyJob changing-page",
              "StartMigration changing-page",
              "CompleteMigration changing-page",
              "StopMigration changing-page",
              "WatchMigration endless-check");
      case TENCENT, TENCENT_SYNC ->
          List.of(
              "SubmitCheck changing-page",
              "Recheck changing-page",
              "ShieldSkippable changing-page",
              "StartMigration changing-page",
              "ResumeMigration changing-page",
              "SuspendMigration changing-page",
              "CompleteMigration changing-page",
              "StopMigration changing-page",
              "WatchMigration endless-check");
    };
  }
}
