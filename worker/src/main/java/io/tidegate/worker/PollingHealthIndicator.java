package io.tidegate.worker;

import io.grpc.ConnectivityState;
import io.temporal.serviceclient.WorkflowServiceStubs;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up means polling: a worker that polls nothing is not one. */
final class PollingHealthIndicator implements HealthIndicator {
  private final TemporalWorkers workers;
  private final WorkflowServiceStubs temporal;

  PollingHealthIndicator(TemporalWorkers workers, WorkflowServiceStubs temporal) {
    this.workers = workers;
    this.temporal = temporal;
  }

  @Override
  public Health health() {
    if (!workers.isPolling()) {
      return Health.down().withDetail("reason", workers.obstacle()).build();
    }
    if (temporal.getRawChannel().getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      return Health.down().withDetail("reason", "the connection to Temporal is lost").build();
    }
    return Health.up().build();
  }
}
