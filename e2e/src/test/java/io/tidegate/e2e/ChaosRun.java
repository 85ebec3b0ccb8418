package io.tidegate.e2e;

import io.tidegate.cli.CliException;
import io.tidegate.cli.temporal.MigrationList;
import io.tidegate.cli.temporal.MigrationList.Listed;
import io.tidegate.cli.temporal.Migrations;
import io.tidegate.cli.temporal.TemporalConnection;
import io.tidegate.e2e.ChaosPlan.Arm;
import io.tidegate.e2e.ChaosPlan.Migration;
import io.tidegate.provider.AccountSettings.Family;
import io.tidegate.provider.Provider;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationResult;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A random run: many migrations, a monkey, and the judgement when it has gone. */
public final class ChaosRun {
  /** After the monkey; they end long before, unless the machine has much else to do. */
  private static final Duration TO_THE_END = Duration.ofMinutes(10);

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final ChaosPlan plan;
  private final House house;
  private final TemporalConnection temporal;
  private final Migrations migrations;
  private final List<ChaosJob> jobs = new ArrayList<>();
  private final Set<ChaosJob> tended = ConcurrentHashMap.newKeySet();
  private final Map<ChaosJob, String> ended = new ConcurrentHashMap<>();
  private final Map<ChaosJob, String> broken = new ConcurrentHashMap<>();
  private final List<String> schedule = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService people = Executors.newFixedThreadPool(8, ChaosRun::daemon);
  private final Consumer<String> log;
  private long began;

  /**
   * Runs and judges.
   *
   * @param folder for everything that it leaves behind
   * @param kills of processes, at least
   * @param log told what is done when it is done
   */
  public static ChaosReport run(
      Path folder, long seed, int migrations, int kills, Consumer<String> log) throws Exception {
    ChaosPlan plan = ChaosPlan.draw(seed, migrations, kills);
    House house =
        House.open(
            folder,
            List.of("poll-interval=1s", "watch-interval=1s"),
            "--precheck-time",
            "PT1S",
            "--load-rows-per-second",
            "1000");
    try (TemporalConnection temporal =
        asked(() -> TemporalConnection.open(house.temporalAddress(), "default"))) {
      house.startWorker(ChaosMonkey.OTHER_WORKER);
      return new ChaosRun(house, temporal, plan, log).run();
    } finally {
      house.close();
    }
  }

  private ChaosRun(House house, TemporalConnection temporal, ChaosPlan plan, Consumer<String> log)
      throws Exception {
    this.plan = plan;
    this.log = log;
    this.house = house;
    this.temporal = temporal;
    this.migrations = new Migrations(temporal);
    Provider console = house.provider(Family.DTS, House.SECRET);
    for (Migration migration : plan.migrations()) {
      String database = "chaos_" + jobs.size();
      jobs.add(new ChaosJob(house, migrations, console, migration, database));
    }
  }

  private ChaosReport run() throws Exception {
    began = System.nanoTime();
    ChaosMonkey monkey = new ChaosMonkey(house, plan.events(), began, this::note);
    ExecutorService cage = Executors.newSingleThreadExecutor(ChaosRun::daemon);
    Future<Void> gone = cage.submit(monkey);
    cage.shutdown();
    long patience = Long.MAX_VALUE;
    while (ended.size() < jobs.size() || !gone.isDone()) {
      if (gone.isDone()) {
        gone.get();
        patience = Math.min(patience, System.nanoTime() + TO_THE_END.toNanos());
      }
      if (System.nanoTime() > patience) {
        break;
      }
      tendAll();
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
    }
    gone.get();
    people.shutdown();
    if (!people.awaitTermination(1, TimeUnit.MINUTES)) {
      note("people are still busy with calls that do not end");
    }
    return report(monkey);
  }

  private void tendAll() {
    Map<String, Listed> listed = list();
    for (ChaosJob job : jobs) {
      Listed run = listed.get(job.id());
      if (run != null && !run.status().equals("RUNNING")) {
        ended.put(job, run.phase());
      } else if (!job.isStarted()) {
        if (sinceBegan().compareTo(job.plan.startsAt()) >= 0) {
          tend(job, job::start);
        }
      } else if (run != null && !run.phase().isEmpty()) {
        tend(job, () -> job.tend(MigrationPhase.valueOf(run.phase())));
      }
    }
  }

  private Map<String, Listed> list() {
    Map<String, Listed> byId = new TreeMap<>();
    try {
      new MigrationList(temporal).newest(jobs.size(), false).forEach(l -> byId.put(l.id(), l));
    } catch (CliException e) {
      // Temporal is down just now.
      return byId;
    }
    return byId;
  }

  /** What people do, one thing of a job at a time. */
  private interface Act {
    void act() throws Exception;
  }

  private void tend(ChaosJob job, Act act) {
    if (!tended.add(job)) {
      return;
    }
    people.execute(
        () -> {
          try {
            act.act();
          } catch (UncheckedIOException e) {
            // The sandbox is down just now: the next look comes soon.
          } catch (Exception | Error e) {
            broken.put(job, "the test itself failed: " + e);
          } finally {
            tended.remove(job);
          }
        });
  }

  private ChaosReport report(ChaosMonkey monkey) throws Exception {
    Map<String, Integer> outcomes = new TreeMap<>();
    List<String> violations = new ArrayList<>();
    int retries = 0;
    for (ChaosJob job : jobs) {
      String end = ended.getOrDefault(job, "not ended");
      outcomes.merge(job.plan.kind() + " " + end, 1, Integer::sum);
      retries += job.retries();
      List<String> found = new ArrayList<>();
      if (broken.containsKey(job)) {
        found.add(broken.get(job));
      }
      if (!ended.containsKey(job)) {
        found.add("has not ended: " + String.valueOf(asked(() -> migrations.status(job.id()))));
      } else {
        MigrationResult report = asked(() -> migrations.report(job.id()));
        found.addAll(ChaosJudge.violations(job, report, asked(() -> migrations.status(job.id()))));
      }
      if (!found.isEmpty()) {
        violations.add(story(job, found));
      }
    }
    Map<String, Integer> killed = new TreeMap<>();
    monkey.killed().forEach((victim, times) -> killed.put(victim.name(), times));
    int armed = (int) plan.events().stream().filter(Arm.class::isInstance).count();
    return new ChaosReport(
        plan.seed(),
        sinceBegan(),
        List.copyOf(schedule),
        killed,
        armed,
        retries,
        outcomes,
        violations);
  }

  private String story(ChaosJob job, List<String> found) {
    return "%s %s (%s): %s%n    people: %s%n    effects: %s%n    provider: %s"
        .formatted(
            job.plan.kind(),
            job.shop.database,
            job.id(),
            found,
            job.diary(),
            job.isStarted() ? asked(() -> migrations.report(job.id())).effects() : "none",
            job.truth());
  }

  /** What has just come up may need more than one call's time to answer. */
  private static <T> T asked(Supplier<T> question) {
    for (int attempt = 1; ; attempt++) {
      try {
        return question.get();
      } catch (CliException e) {
        if (attempt == 5) {
          throw e;
        }
      }
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "chaos");
    thread.setDaemon(true);
    return thread;
  }

  private Duration sinceBegan() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private void note(String what) {
    String line = "%6.1f s  %s".formatted(sinceBegan().toMillis() / 1000.0, what);
    schedule.add(line);
    log.accept(line);
  }
}
