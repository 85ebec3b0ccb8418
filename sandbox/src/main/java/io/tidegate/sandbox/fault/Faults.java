package io.tidegate.sandbox.fault;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The armed faults. They are forgotten when the process ends. Thread-safe. */
public final class Faults {
  private final InstantSource clock;
  private final List<ArmedFault> armed = new ArrayList<>();

  /** Of those that last, the ends of what has begun. */
  private final Map<Long, Instant> ends = new HashMap<>();

  private long lastId;

  /**
   * @param clock by which it is told how long a fault has lasted
   */
  public Faults(InstantSource clock) {
    this.clock = clock;
  }

  public synchronized ArmedFault arm(
      String action, Fault fault, int times, @Nullable Duration duration) {
    ArmedFault added = new ArmedFault(++lastId, action, fault, times, duration);
    armed.add(added);
    return added;
  }

  /**
   * What meets this call: of the faults that do, the oldest, which is thereby used once. One that
   * lasts meets every call until its end, which together use it once.
   */
  public synchronized Misbehaviour take(String action, Fault.Reach reach) {
    forgetWhatHasEnded();
    for (int i = 0; i < armed.size(); i++) {
      ArmedFault fault = armed.get(i);
      if (fault.meets(action, reach)) {
        if (!ends.containsKey(fault.id())) {
          use(i, fault);
        }
        return new Misbehaviour(Optional.of(fault));
      }
    }
    return new Misbehaviour(Optional.empty());
  }

  private void use(int index, ArmedFault fault) {
    Duration lasting = fault.lasting();
    if (lasting != null) {
      ends.put(fault.id(), clock.instant().plus(lasting));
    } else if (fault.times() == 1) {
      armed.remove(index);
      return;
    }
    armed.set(index, fault.used());
  }

  private void forgetWhatHasEnded() {
    Instant now = clock.instant();
    for (Iterator<ArmedFault> each = armed.iterator(); each.hasNext(); ) {
      ArmedFault fault = each.next();
      Instant end = ends.get(fault.id());
      if (end != null && !now.isBefore(end)) {
        ends.remove(fault.id());
        if (fault.times() == 0) {
          each.remove();
        }
      }
    }
  }

  /** Those that still meet calls; one that lasts and has no times left is in its last time. */
  public synchronized List<ArmedFault> armed() {
    forgetWhatHasEnded();
    return List.copyOf(armed);
  }

  public synchronized void disarmAll() {
    armed.clear();
    ends.clear();
  }
}
