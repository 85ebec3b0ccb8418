package io.tidegate.sandbox.dialect.oms.action;

import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.SandboxClock;
import io.tidegate.sandbox.dialect.oms.Call;
import java.util.HashSet;
import java.util.Set;

/**
 * Begins a project's first step, or goes on with a later one. Items that the deployment lets fail
 * are passed over by the check that is the first step.
 */
record Starts(JobService service, SandboxClock clock) {

  void start(JobView view, Call call) {
    Set<String> passedOver = new HashSet<>();
    call.deployment()
        .skippable()
        .forEach(
            (type, may) -> {
              if (may) {
                passedOver.addAll(ItemKey.ofBothSides(type));
              }
            });
    service.start(
        view.job().id(), call.misbehaviour().precheckHeldUntil(clock).orElse(null), passedOver);
  }
}
