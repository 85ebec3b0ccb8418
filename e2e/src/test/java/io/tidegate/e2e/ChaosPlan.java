package io.tidegate.e2e;

import io.tidegate.sandbox.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** All that a random run does, drawn out of its seed before it begins. */
record ChaosPlan(long seed, List<Migration> migrations, List<Event> events) {
  private static final List<String> READS = List.of("DescribeDtsJobs", "DescribePreCheckStatus");
  private static final List<String> CALLS =
      List.of(
          "DescribeDtsJobs",
          "DescribePreCheckStatus",
          "StartDtsJob",
          "SkipPreCheck",
          "SuspendDtsJob",
          "StopDtsJob",
          "*");
  private static final Duration BETWEEN_KILLS = Duration.ofSeconds(5);

  /** What is wrong with a job and what people do about it: the rows of {@code docs/faults.md}. */
  enum Kind {
    SOUND,
    SHIELDED,
    REPAIRED,
    DENIED,
    STOPPED,
    PAUSED
  }

  /** A process that can be killed, in the order in which they are started again. */
  enum Victim {
    TEMPORAL,
    SANDBOX,
    WORKER,
    OTHER_WORKER
  }

  /**
   * One pipeline.
   *
   * @param rows in each of its tables
   * @param startsAt from the beginning of the run
   * @param patience how long people wait, from when they could, before they interfere
   * @param hold how long what people paused stays paused
   */
  record Migration(Kind kind, int rows, Duration startsAt, Duration patience, Duration hold) {}

  /** Something that is done to the house; late where the one before took long. */
  sealed interface Event {
    /** From the beginning of the run. */
    Duration at();
  }

  /** With -9, all at once. */
  record Kill(Duration at, Set<Victim> victims, Duration down) implements Event {}

  /** A fault for the next calls of an action. */
  record Arm(Duration at, String action, Fault fault, int times, Duration lasting)
      implements Event {}

  /**
   * @param kills processes that are killed, at least
   */
  static ChaosPlan draw(long seed, int migrations, int kills) {
    Random random = new Random(seed);
    Duration end = BETWEEN_KILLS.multipliedBy(kills);
    List<Migration> drawn = new ArrayList<>();
    for (int i = 0; i < migrations; i++) {
      // Each kind in turn, so that no seed leaves one out.
      drawn.add(migration(random, Kind.values()[i % Kind.values().length], end));
    }
    Collections.shuffle(drawn, random);
    List<Event> events = new ArrayList<>();
    for (int killed = 0; killed < kills; ) {
      Kill kill = kill(random, BETWEEN_KILLS.multipliedBy(killed));
      killed += kill.victims().size();
      events.add(kill);
    }
    // Each of them in turn, for the same reason.
    List<Fault> faults = new ArrayList<>();
    while (faults.size() < 2 * kills) {
      faults.addAll(List.of(Fault.values()));
    }
    Collections.shuffle(faults, random);
    faults.forEach(fault -> events.add(arm(random, fault, within(random, Duration.ZERO, end))));
    events.sort(Comparator.comparing(Event::at));
    return new ChaosPlan(seed, List.copyOf(drawn), List.copyOf(events));
  }

  private static Migration migration(Random random, Kind kind, Duration end) {
    // What is to be paused has to move for a while.
    int rows = kind == Kind.PAUSED ? 8_000 : 200 + random.nextInt(4_000);
    return new Migration(
        kind,
        rows,
        within(random, Duration.ZERO, end.dividedBy(2)),
        within(random, Duration.ZERO, Duration.ofSeconds(kind == Kind.STOPPED ? 20 : 3)),
        within(random, Duration.ofSeconds(1), Duration.ofSeconds(8)));
  }

  private static Kill kill(Random random, Duration from) {
    int several = random.nextInt(10);
    int count = several == 0 ? Victim.values().length : several <= 2 ? 2 : 1;
    Set<Victim> victims = EnumSet.noneOf(Victim.class);
    while (victims.size() < count) {
      victims.add(Victim.values()[random.nextInt(Victim.values().length)]);
    }
    Duration at = within(random, from.plusSeconds(1), from.plus(BETWEEN_KILLS));
    return new Kill(at, victims, within(random, Duration.ZERO, Duration.ofSeconds(2)));
  }

  private static Arm arm(Random random, Fault fault, Duration at) {
    List<String> reached =
        switch (fault.reach()) {
          case STATUS_READS -> READS;
          case STARTS -> List.of("StartDtsJob");
          default -> CALLS;
        };
    return new Arm(
        at,
        reached.get(random.nextInt(reached.size())),
        fault,
        1 + random.nextInt(3),
        within(random, Duration.ofSeconds(1), Duration.ofSeconds(12)));
  }

  private static Duration within(Random random, Duration from, Duration to) {
    return Duration.ofMillis(from.toMillis() + random.nextInt((int) to.minus(from).toMillis()));
  }
}
