package io.tidegate.sandbox.dialect.alibaba;

import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.Sight;
import io.tidegate.sandbox.fault.ArmedFault;
import io.tidegate.sandbox.fault.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * One authenticated call of an action.
 *
 * @param fault misbehaviour that the action itself shows; empty for none
 */
public record Call(String requestId, Parameters parameters, Optional<ArmedFault> fault) {

  /** What a status read may see. */
  public Sight sight() {
    return has(Fault.STALE_STATUS) ? Sight.STALE : Sight.READ;
  }

  /** The job's status in the service's word. */
  public String statusOf(Job job) {
    return has(Fault.UNKNOWN_STATUS) ? "Rebalancing" : Words.status(job.status());
  }

  /** Until when the precheck that this call begins must not end; empty for no such order. */
  public Optional<Instant> precheckHeldUntil(InstantSource clock) {
    return fault
        .filter(armed -> armed.fault() == Fault.ENDLESS_CHECK)
        .map(
            armed -> {
              Duration duration = armed.duration();
              return duration == null ? JobService.NEVER : clock.instant().plus(duration);
            });
  }

  /** Whether a list is another one for each page of it. */
  public boolean pagesChange() {
    return has(Fault.CHANGING_PAGE);
  }

  private boolean has(Fault wanted) {
    return fault.filter(armed -> armed.fault() == wanted).isPresent();
  }
}
