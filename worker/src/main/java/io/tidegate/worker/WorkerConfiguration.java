package io.tidegate.worker;

import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.tidegate.workflow.contract.WorkflowIds;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** How the worker is put together: the only place that says {@code new}. */
@Configuration(proxyBeanMethods = false)
class WorkerConfiguration {

  private static final boolean VIRTUAL_THREADS = Runtime.version().feature() >= 21;

  /** A watcher's death must not be noticed later because the SDK held a heartbeat back. */
  private static final Duration HEARTBEAT_THROTTLE = Duration.ofSeconds(2);

  // Destroyed by TemporalWorkers, which waits for what runs.
  @Bean(destroyMethod = "")
  WorkerFactory workerFactory(WorkflowClient client, WorkerProperties properties) {
    WorkerFactory factory =
        WorkerFactory.newInstance(
            client,
            WorkerFactoryOptions.newBuilder()
                .setUsingVirtualWorkflowThreads(VIRTUAL_THREADS)
                .build());
    factory.newWorker(WorkflowIds.TASK_QUEUE, options().build());
    properties
        .accounts()
        .forEach(
            (name, account) ->
                factory.newWorker(
                    WorkflowIds.accountQueue(name),
                    options()
                        .setMaxTaskQueueActivitiesPerSecond(account.activitiesPerSecond())
                        // An eager activity passes by the queue, and so by the queue's limit.
                        .setDisableEagerExecution(true)
                        .build()));
    return factory;
  }

  private static WorkerOptions.Builder options() {
    return WorkerOptions.newBuilder()
        .setUsingVirtualThreads(VIRTUAL_THREADS)
        .setMaxHeartbeatThrottleInterval(HEARTBEAT_THROTTLE)
        .setDefaultHeartbeatThrottleInterval(HEARTBEAT_THROTTLE);
  }

  @Bean(destroyMethod = "")
  OperatorServiceStubs operatorServiceStubs(WorkflowServiceStubs temporal) {
    return OperatorServiceStubs.newServiceStubs(
        OperatorServiceStubsOptions.newBuilder()
            .setChannel(temporal.getRawChannel())
            .validateAndBuildWithDefaults());
  }

  @Bean
  TemporalWorkers temporalWorkers(
      WorkerFactory factory,
      OperatorServiceStubs operator,
      WorkerProperties properties,
      Environment environment,
      @Value("${spring.temporal.connection.target}") String address,
      @Value("${spring.temporal.namespace}") String namespace) {
    return new TemporalWorkers(
        factory,
        new SearchAttributesRegistrar(operator, namespace),
        new ReadyFile(
            properties.readyFile(),
            () -> environment.getProperty("local.server.port", Integer.class, 0)),
        new TemporalWorkers.Target(address, namespace),
        properties.shutdownGrace());
  }

  @Bean
  PollingHealthIndicator pollingHealthIndicator(
      TemporalWorkers workers, WorkflowServiceStubs temporal) {
    return new PollingHealthIndicator(workers, temporal);
  }
}
