package io.tidegate.e2e;

import io.tidegate.e2e.ChaosPlan.Arm;
import io.tidegate.e2e.ChaosPlan.Event;
import io.tidegate.e2e.ChaosPlan.Kill;
import io.tidegate.e2e.ChaosPlan.Victim;
import io.tidegate.sandbox.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Does to a house what a plan says, and leaves it with everything up and nothing armed. */
final class ChaosMonkey implements Callable<Void> {
  static final String OTHER_WORKER = "other-worker";

  private final House house;
  private final Admin admin;
  private final List<Event> events;
  private final long began;
  private final Consumer<String> log;
  private final Map<Victim, Integer> killed = new EnumMap<>(Victim.class);

  /**
   * @param began nano time, from which the plan counts
   */
  ChaosMonkey(House house, List<Event> events, long began, Consumer<String> log) {
    this.house = house;
    this.admin = house.admin();
    this.events = events;
    this.began = began;
    this.log = log;
  }

  @Override
  public Void call() throws Exception {
    for (Event event : events) {
      TimeUnit.NANOSECONDS.sleep(began + event.at().toNanos() - System.nanoTime());
      if (event instanceof Kill kill) {
        log.accept("kill -9 " + words(kill.victims()) + ", down for " + kill.down());
        kill(kill);
      } else if (event instanceof Arm arm) {
        log.accept(
            "arm "
                + arm.fault().wireName()
                + " on "
                + arm.action()
                + ", "
                + arm.times()
                + " times, "
                + arm.lasting());
        arm(arm);
      }
    }
    admin.disarmAll();
    log.accept("everything is up, nothing is armed");
    return null;
  }

  private void arm(Arm arm) {
    if (arm.fault() == Fault.STALE_STATUS) {
      // One read: a service that goes on telling of the time before a start, long after reads have
      // told of the start, is one that no quiet window describes; a start may be sent to it then.
      admin.post("/faults", Map.of("action", arm.action(), "fault", arm.fault().wireName()));
    } else {
      admin.arm(arm.action(), arm.fault().wireName(), arm.times(), arm.lasting().toString());
    }
  }

  private void kill(Kill kill) throws Exception {
    for (Victim victim : kill.victims()) {
      switch (victim) {
        case WORKER -> house.killWorker();
        case OTHER_WORKER -> house.killWorker(OTHER_WORKER);
        case SANDBOX -> house.killSandbox();
        case TEMPORAL -> house.killTemporal();
      }
      killed.merge(victim, 1, Integer::sum);
    }
    sleep(kill.down());
    for (Victim victim : kill.victims()) {
      switch (victim) {
        case WORKER -> house.startWorker();
        case OTHER_WORKER -> house.startWorker(OTHER_WORKER);
        case SANDBOX -> house.startSandbox();
        case TEMPORAL -> house.startTemporal();
      }
    }
  }

  /** How often each was killed. */
  Map<Victim, Integer> killed() {
    return killed;
  }

  private static void sleep(Duration time) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(time.toMillis());
  }

  private static String words(Iterable<Victim> victims) {
    List<String> words = new ArrayList<>();
    victims.forEach(v -> words.add(v.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
    return String.join(" and ", words);
  }
}
