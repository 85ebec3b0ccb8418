package io.tidegate.activity;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;

/** The attempt that Temporal is running on this thread. */
final class TemporalAttempt implements Attempt {
  private final ActivityExecutionContext context = Activity.getExecutionContext();

  @Override
  public int number() {
    return context.getInfo().getAttempt();
  }

  @Override
  public void heartbeat(String doing) {
    context.heartbeat(doing);
  }

  /** What attempts before this one remembered. */
  Memory memory() {
    return context.getHeartbeatDetails(Memory.class).orElse(Memory.NONE);
  }

  /** Costs a call only where there is something new: the server keeps what it has been told. */
  void remember(Memory memory) {
    if (!memory.equals(memory())) {
      context.heartbeat(memory);
    }
  }
}
