package io.tidegate.sandbox.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The armed faults. They are forgotten when the process ends. Thread-safe. */
public final class Faults {
  private final List<ArmedFault> armed = new ArrayList<>();
  private long lastId;

  public synchronized ArmedFault arm(
      String action, Fault fault, int times, @Nullable Duration duration) {
    ArmedFault added = new ArmedFault(++lastId, action, fault, times, duration);
    armed.add(added);
    return added;
  }

  /** What meets this call: of the faults that do, the oldest, which is thereby used once. */
  public synchronized Misbehaviour take(String action, Fault.Reach reach) {
    for (int i = 0; i < armed.size(); i++) {
      ArmedFault fault = armed.get(i);
      if (fault.meets(action, reach)) {
        if (fault.times() == 1) {
          armed.remove(i);
        } else {
          armed.set(i, fault.used());
        }
        return new Misbehaviour(Optional.of(fault));
      }
    }
    return new Misbehaviour(Optional.empty());
  }

  public synchronized List<ArmedFault> armed() {
    return List.copyOf(armed);
  }

  public synchronized void disarmAll() {
    armed.clear();
  }
}
