package io.tidegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.tidegate.e2e.KillLane.Case;
import io.tidegate.e2e.KillLane.Seen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of the kill points in {@code docs/faults.md}. Many jobs are brought to the points of an
 * effect and held there, then one process is killed with -9 under all of them. Three workers run
 * side by side, because most of a death is waiting until it is noticed.
 */
class KillPointsIT {
  private static final Path DOCUMENT = House.ROOT.resolve("docs").resolve("faults.md");
  private static final long SEED = Long.getLong("tidegate.kill.seed", 1);

  private static final int DEATHS_OF_WORKER = Integer.getInteger("tidegate.kill.deaths", 20);
  private static final int DEATHS_OF_OTHERS = 2;

  /** A worker each. */
  private static final List<List<KilledEffect>> LANES =
      List.of(
          List.of(KilledEffect.SUBMIT_CHECK, KilledEffect.RECHECK, KilledEffect.SHIELD),
          List.of(KilledEffect.SUSPEND, KilledEffect.STOP),
          List.of(KilledEffect.START, KilledEffect.COMPLETE));

  /** Of one row, when a worker is killed: so that a row meets several kills. */
  private static final int HELD = 5;

  /** Jobs that do not come to their point in time are made up for, but not for ever. */
  private static final int MOST_KILLS = 20;

  private static final List<Seen> SEEN = new CopyOnWriteArrayList<>();
  private static final AtomicInteger KILLS_OF_WORKERS = new AtomicInteger();
  private static final AtomicInteger KILLS_OF_OTHERS = new AtomicInteger();
  private static ExecutorService threads;

  /** To be done to something. */
  private interface Act {
    void run() throws Exception;
  }

  @BeforeAll
  static void killAll() throws Exception {
    threads = Executors.newCachedThreadPool();
    House house = House.withScenes(Path.of("target", "kill-points-" + UUID.randomUUID()));
    try (Trap trap = new Trap(house.sandboxAddress())) {
      List<KillLane> lanes =
          LANES.stream().map(effects -> new KillLane(house, trap, effects, SEED)).toList();
      sideBySide(lanes, KillPointsIT::killWorkers);
      killOthers(
          lanes,
          () -> {
            house.killSandbox();
            house.startSandbox();
          },
          false);
      killOthers(
          lanes,
          () -> {
            house.killTemporal();
            house.startTemporal();
          },
          true);
    } finally {
      threads.shutdownNow();
      house.close();
    }
    System.out.printf(
        "Kill points, seed %d: %d kills of a worker, %d of the sandbox or Temporal; of %d jobs, %d"
            + " were at their point%n",
        SEED,
        KILLS_OF_WORKERS.get(),
        KILLS_OF_OTHERS.get(),
        SEEN.size(),
        SEEN.stream().filter(Seen::hit).count());
  }

  private static void killWorkers(KillLane lane) throws Exception {
    Map<KilledEffect, Map<KillPoint, Integer>> missing = new EnumMap<>(KilledEffect.class);
    lane.effects().forEach(effect -> missing.put(effect, each(DEATHS_OF_WORKER)));
    lane.startWorker();
    for (int kills = 0; !missing.isEmpty() && kills < MOST_KILLS; kills++) {
      List<Case> cases = new ArrayList<>();
      for (Map.Entry<KilledEffect, Map<KillPoint, Integer>> entry : missing.entrySet()) {
        Map<KillPoint, Integer> wanted = new EnumMap<>(entry.getValue());
        wanted.replaceAll((point, count) -> Math.min(count, HELD));
        cases.addAll(lane.prepare(entry.getKey(), wanted, kills == 0, true));
      }
      bringToTheirPoints(List.of(lane), Map.of(lane, cases));
      lane.killWorker();
      KILLS_OF_WORKERS.incrementAndGet();
      snares(cases).forEach(snare -> snare.letGo(false));
      lane.pauseAtRandom();
      lane.startWorker();
      SEEN.addAll(lane.await(cases, KillRow.Killed.WORKER));
      cases.stream()
          .filter(c -> c.snare().wasHeld())
          .forEach(c -> hit(missing, c.effect(), c.point()));
    }
  }

  /** Under all lanes at once, whose workers live on. */
  private static void killOthers(List<KillLane> lanes, Act killAndRestart, boolean answered)
      throws Exception {
    Map<KilledEffect, Map<KillPoint, Integer>> missing = new EnumMap<>(KilledEffect.class);
    lanes.forEach(
        lane -> lane.effects().forEach(effect -> missing.put(effect, each(DEATHS_OF_OTHERS))));
    for (int kills = 0; !missing.isEmpty() && kills < MOST_KILLS; kills++) {
      Map<KillLane, List<Case>> cases = new HashMap<>();
      for (KillLane lane : lanes) {
        List<Case> its = new ArrayList<>();
        for (KilledEffect effect : lane.effects()) {
          Map<KillPoint, Integer> wanted = missing.getOrDefault(effect, Map.of());
          its.addAll(lane.prepare(effect, wanted, false, false));
        }
        cases.put(lane, its);
      }
      bringToTheirPoints(lanes, cases);
      killAndRestart.run();
      KILLS_OF_OTHERS.incrementAndGet();
      cases.values().forEach(its -> snares(its).forEach(snare -> snare.letGo(answered)));
      sideBySide(lanes, lane -> SEEN.addAll(lane.await(cases.get(lane), KillRow.Killed.OTHER)));
      cases.values().stream()
          .flatMap(List::stream)
          .filter(c -> c.snare().wasHeld())
          .forEach(c -> hit(missing, c.effect(), c.point()));
    }
  }

  /** The way through a check is longer than the others: they set off when one has arrived. */
  private static void bringToTheirPoints(List<KillLane> lanes, Map<KillLane, List<Case>> cases)
      throws Exception {
    List<Trap.Snare> first = new ArrayList<>();
    List<Trap.Snare> all = new ArrayList<>();
    for (KillLane lane : lanes) {
      List<Case> longest = checkedFirst(cases.get(lane), true);
      lane.go(longest);
      first.addAll(snares(longest));
      all.addAll(snares(cases.get(lane)));
    }
    if (!first.isEmpty()) {
      Trap.awaitFirst(first);
    }
    sideBySide(lanes, lane -> lane.go(checkedFirst(cases.get(lane), false)));
    Trap.awaitCaught(all);
  }

  private static List<Case> checkedFirst(List<Case> cases, boolean wanted) {
    return cases.stream().filter(each -> each.effect().followsCheck() == wanted).toList();
  }

  private static Map<KillPoint, Integer> each(int count) {
    return Arrays.stream(KillPoint.values())
        .collect(
            Collectors.toMap(
                point -> point, point -> count, (a, b) -> a, () -> new EnumMap<>(KillPoint.class)));
  }

  private static void hit(
      Map<KilledEffect, Map<KillPoint, Integer>> missing, KilledEffect effect, KillPoint point) {
    missing.computeIfPresent(
        effect,
        (same, points) -> {
          points.computeIfPresent(point, (here, count) -> count > 1 ? count - 1 : null);
          return points.isEmpty() ? null : points;
        });
  }

  private static List<Trap.Snare> snares(List<Case> cases) {
    return cases.stream().map(Case::snare).toList();
  }

  /** Work on one of several. */
  private interface Work<T> {
    void on(T one) throws Exception;
  }

  private static <T> void sideBySide(List<T> all, Work<T> work) throws Exception {
    List<Callable<Void>> tasks = new ArrayList<>();
    for (T one : all) {
      tasks.add(
          () -> {
            work.on(one);
            return null;
          });
    }
    for (Future<Void> done : threads.invokeAll(tasks, 40, TimeUnit.MINUTES)) {
      done.get();
    }
  }

  static List<KillRow> rows() throws Exception {
    return KillRow.readAll(DOCUMENT);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void aKillComesToWhatItsRowSays(KillRow row) {
    List<Seen> hits =
        SEEN.stream()
            .filter(Seen::hit)
            .filter(s -> s.effect() == row.effect() && s.point() == row.point())
            .filter(s -> s.killed() == row.killed())
            .toList();

    int least = row.killed() == KillRow.Killed.WORKER ? DEATHS_OF_WORKER : 2 * DEATHS_OF_OTHERS;
    assertThat(hits).as("seed " + SEED).hasSizeGreaterThanOrEqualTo(least);
    assertSoftly(
        softly -> {
          for (Seen seen : hits) {
            String which = "%s, job %s, seed %d".formatted(row, seen.name(), SEED);
            softly.assertThat(seen.trouble()).as(which).isEmpty();
            softly.assertThat(seen.outcome()).as(which).isIn(row.outcomes());
            softly.assertThat(seen.counts()).as(which).isEqualTo(row.counts());
          }
        });
  }

  /** Those that had not come to their point yet when their worker died. */
  @Test
  void aKillAnywhereElseComesToTheSameCounts() throws Exception {
    Map<KilledEffect, KillRow.Counts> counts =
        rows().stream()
            .collect(Collectors.toMap(KillRow::effect, KillRow::counts, (one, other) -> one));
    assertSoftly(
        softly ->
            SEEN.stream()
                .filter(seen -> !seen.hit())
                .forEach(
                    seen -> {
                      String which = "%s, seed %d".formatted(seen, SEED);
                      softly.assertThat(seen.trouble()).as(which).isEmpty();
                      softly
                          .assertThat(seen.counts())
                          .as(which)
                          .isEqualTo(counts.get(seen.effect()));
                    }));
  }

  @Test
  void everyEffectIsKilledAtEveryPoint() throws Exception {
    int all =
        KilledEffect.values().length * KillRow.Killed.values().length * KillPoint.values().length;
    assertThat(rows().stream().map(KillRow::toString).distinct()).hasSize(all);
  }
}
