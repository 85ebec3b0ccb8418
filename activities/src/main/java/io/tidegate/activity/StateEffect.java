package io.tidegate.activity;

import io.tidegate.provider.Deadline;
import io.tidegate.workflow.contract.Baseline;
import java.util.function.Function;
import java.util.function.Supplier;

/** An effect that shows in the job's state or its last precheck run. */
record StateEffect(
    String name,
    boolean isWhole,
    Supplier<Baseline> reading,
    Function<Baseline, Effect.Look> meaning,
    Function<Deadline, String> sending)
    implements Effect {

  @Override
  public Look look() {
    return meaning.apply(reading.get());
  }

  @Override
  public String send(Deadline deadline) {
    return "request " + sending.apply(deadline);
  }
}
