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
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of the kill points in {@code docs/faults*.md}. Many jobs are brought to the points of
 * an effect and held there, then one process is killed with -9 under all of them. A worker for each
 * service runs side by side with the others, because most of a death is waiting until it is
 * noticed.
 */
class KillPointsIT {
  private static final long SEED = Long.getLong("tidegate.kill.seed", 1);

  /** Of each row of each service; a long run has more. */
  private static final int DEATHS_OF_WORKER = Integer.getInteger("tidegate.kill.deaths", 1);

  /** Of each row of each service, of the sandbox and of Temporal each. */
  private static final int DEATHS_OF_OTHERS = Integer.getInteger("tidegate.kill.deaths.others", 1);

  private static final List<SceneDialect> SERVICES = services();

  /**
   * What is brought to its points at once, under all that then die together, is bounded by this.
   */
  private static final int LANES_AT_ONCE = 3;

  /** Of one row, when a worker is killed: so that a row meets several kills. */
  private static final int HELD = 2;

  /** As many as arrive at their points before what is held there gives up. */
  private static final Semaphore ON_THEIR_WAY = new Semaphore(2);

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

  /** All but second ways, whose points are those of the first and of the others. */
  private static List<SceneDialect> services() {
    return System.getProperty("tidegate.kill.at") == null
        ? Arrays.stream(SceneDialect.values()).filter(d -> !d.isSecondWay()).toList()
        : SceneDialect.named("tidegate.kill.at");
  }

  @BeforeAll
  static void killAll() throws Exception {
    threads = Executors.newCachedThreadPool();
    House house = House.withScenes(Path.of("target", "kill-points-" + UUID.randomUUID()));
    try (Trap trap = new Trap(house.sandboxAddress())) {
      List<KillLane> lanes =
          SERVICES.stream().map(dialect -> new KillLane(house, trap, dialect, SEED)).toList();
      sideBySide(lanes, KillPointsIT::killWorkers);
      for (int from = 0; from < lanes.size(); from += LANES_AT_ONCE) {
        List<KillLane> some = lanes.subList(from, Math.min(from + LANES_AT_ONCE, lanes.size()));
        killOthers(
            some,
            () -> {
              house.killSandbox();
              house.startSandbox();
            },
            false);
        killOthers(
            some,
            () -> {
              house.killTemporal();
              house.startTemporal();
            },
            true);
      }
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
    lane.dialect().killed().forEach(effect -> missing.put(effect, each(DEATHS_OF_WORKER)));
    lane.startWorker();
    for (int kills = 0; !missing.isEmpty() && kills < MOST_KILLS; kills++) {
      List<Case> cases = new ArrayList<>();
      for (Map.Entry<KilledEffect, Map<KillPoint, Integer>> entry : missing.entrySet()) {
        Map<KillPoint, Integer> wanted = held(entry.getValue());
        Set<KillPoint> withRows = kills == 0 ? wanted.keySet() : Set.of();
        cases.addAll(lane.prepare(entry.getKey(), wanted, withRows, true));
      }
      ON_THEIR_WAY.acquire();
      try {
        bringToTheirPoints(List.of(lane), Map.of(lane, cases));
        lane.killWorker();
      } finally {
        ON_THEIR_WAY.release();
      }
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

  /** Under these lanes at once; all workers live on. */
  private static void killOthers(List<KillLane> lanes, Act killAndRestart, boolean answered)
      throws Exception {
    Map<KillLane, Map<KilledEffect, Map<KillPoint, Integer>>> missing = new HashMap<>();
    for (KillLane lane : lanes) {
      Map<KilledEffect, Map<KillPoint, Integer>> its = new EnumMap<>(KilledEffect.class);
      lane.dialect().killed().forEach(effect -> its.put(effect, each(DEATHS_OF_OTHERS)));
      missing.put(lane, its);
    }
    for (int kills = 0; areMissing(missing) && kills < MOST_KILLS; kills++) {
      Map<KillLane, List<Case>> cases = new ConcurrentHashMap<>();
      boolean first = kills == 0;
      sideBySide(
          lanes,
          lane -> {
            List<Case> its = new ArrayList<>();
            for (Map.Entry<KilledEffect, Map<KillPoint, Integer>> wanted :
                missing.get(lane).entrySet()) {
              KilledEffect effect = wanted.getKey();
              Set<KillPoint> withRows = first ? Set.of(pointOfRows(effect, answered)) : Set.of();
              its.addAll(lane.prepare(effect, held(wanted.getValue()), withRows, false));
            }
            cases.put(lane, its);
          });
      bringToTheirPoints(lanes, cases);
      killAndRestart.run();
      KILLS_OF_OTHERS.incrementAndGet();
      cases.values().forEach(its -> snares(its).forEach(snare -> snare.letGo(answered)));
      sideBySide(lanes, lane -> SEEN.addAll(lane.await(cases.get(lane), KillRow.Killed.OTHER)));
      cases.forEach(
          (lane, its) ->
              its.stream()
                  .filter(c -> c.snare().wasHeld())
                  .forEach(c -> hit(missing.get(lane), c.effect(), c.point())));
    }
  }

  /** As many as are held at once. */
  private static Map<KillPoint, Integer> held(Map<KillPoint, Integer> missing) {
    Map<KillPoint, Integer> wanted = new EnumMap<>(missing);
    wanted.replaceAll((point, count) -> Math.min(count, HELD));
    return wanted;
  }

  /** Where one job of an effect has rows, when another dies than the worker. */
  private static KillPoint pointOfRows(KilledEffect effect, boolean answered) {
    KillPoint[] points = KillPoint.values();
    return points[new Random(Objects.hash(SEED, effect.receipt, answered)).nextInt(points.length)];
  }

  private static boolean areMissing(
      Map<KillLane, Map<KilledEffect, Map<KillPoint, Integer>>> missing) {
    return missing.values().stream().anyMatch(its -> !its.isEmpty());
  }

  /** The way through a check is longer than the others: they set off when one has arrived. */
  private static void bringToTheirPoints(List<KillLane> lanes, Map<KillLane, List<Case>> cases)
      throws Exception {
    List<Trap.Snare> first = new ArrayList<>();
    List<Trap.Snare> all = new ArrayList<>();
    for (KillLane lane : lanes) {
      List<Case> longest = checkedFirst(cases.get(lane), true);
      sideBySide(longest, lane::go);
      first.addAll(snares(longest));
      all.addAll(snares(cases.get(lane)));
    }
    if (!first.isEmpty()) {
      Trap.awaitFirst(first);
    }
    sideBySide(lanes, lane -> sideBySide(checkedFirst(cases.get(lane), false), lane::go));
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
    List<KillRow> rows = new ArrayList<>();
    for (SceneDialect dialect : SERVICES) {
      rows.addAll(KillRow.readAll(dialect));
    }
    return rows;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void aKillComesToWhatItsRowSays(KillRow row) {
    List<Seen> hits =
        SEEN.stream()
            .filter(Seen::hit)
            .filter(s -> s.dialect() == row.dialect())
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
            softly.assertThat(row.miscounts(seen.counts())).as(which).isEmpty();
          }
        });
  }

  /** Those that had not come to their point yet when their worker died. */
  @Test
  void aKillAnywhereElseComesToTheSameCounts() throws Exception {
    List<KillRow> rows = rows();
    assertSoftly(
        softly ->
            SEEN.stream()
                .filter(seen -> !seen.hit())
                .forEach(
                    seen -> {
                      KillRow row =
                          rows.stream()
                              .filter(r -> r.dialect() == seen.dialect())
                              .filter(r -> r.effect() == seen.effect())
                              .findFirst()
                              .orElseThrow();
                      String which = "%s, seed %d".formatted(seen, SEED);
                      softly.assertThat(seen.trouble()).as(which).isEmpty();
                      softly.assertThat(row.miscounts(seen.counts())).as(which).isEmpty();
                    }));
  }

  @ParameterizedTest
  @EnumSource
  void everyEffectIsKilledAtEveryPoint(SceneDialect dialect) throws Exception {
    int all = dialect.killed().size() * KillRow.Killed.values().length * KillPoint.values().length;
    assertThat(KillRow.readAll(dialect).stream().map(KillRow::toString).distinct()).hasSize(all);
  }
}
