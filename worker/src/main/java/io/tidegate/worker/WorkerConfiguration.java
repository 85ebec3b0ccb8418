package io.tidegate.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.tidegate.activity.Accounts;
import io.tidegate.activity.AskActivitiesImpl;
import io.tidegate.activity.MigrationActivitiesImpl;
import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.Provider;
import io.tidegate.provider.alibaba.AlibabaProvider;
import io.tidegate.provider.oms.OmsProvider;
import io.tidegate.provider.tencent.TencentProvider;
import io.tidegate.workflow.AskWorkflowImpls;
import io.tidegate.workflow.MigrationWorkflowImpl;
import io.tidegate.workflow.contract.MigrationActivities;
import io.tidegate.workflow.contract.WorkflowIds;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** How the worker is put together: the only place that says {@code new}. */
@Configuration(proxyBeanMethods = false)
class WorkerConfiguration {
  private static final Logger log = LoggerFactory.getLogger(WorkerConfiguration.class);

  private static final boolean VIRTUAL_THREADS = Runtime.version().feature() >= 21;

  /** A watcher's death must not be noticed later because the SDK held a heartbeat back. */
  private static final Duration HEARTBEAT_THROTTLE = Duration.ofSeconds(2);

  // Destroyed by TemporalWorkers, which waits for what runs.
  @Bean(destroyMethod = "")
  WorkerFactory workerFactory(
      WorkflowClient client, WorkerProperties properties, Accounts accounts, Clock clock) {
    WorkerFactory factory =
        WorkerFactory.newInstance(
            client,
            WorkerFactoryOptions.newBuilder()
                .setUsingVirtualWorkflowThreads(VIRTUAL_THREADS)
                .build());
    Worker pipelines = factory.newWorker(WorkflowIds.TASK_QUEUE, options().build());
    pipelines.registerWorkflowImplementationTypes(
        MigrationWorkflowImpl.class,
        AskWorkflowImpls.PlanWorkflowImpl.class,
        AskWorkflowImpls.AccountsWorkflowImpl.class,
        AskWorkflowImpls.JobsWorkflowImpl.class,
        AskWorkflowImpls.ChecksWorkflowImpl.class);
    pipelines.registerActivitiesImplementations(new AskActivitiesImpl(accounts, clock));
    MigrationActivities activities = new MigrationActivitiesImpl(accounts, clock);
    properties
        .accounts()
        .forEach(
            (name, account) ->
                factory
                    .newWorker(
                        WorkflowIds.accountQueue(name),
                        options()
                            .setMaxTaskQueueActivitiesPerSecond(account.activitiesPerSecond())
                            // An eager activity passes by the queue, and so by its limit.
                            .setDisableEagerExecution(true)
                            .build())
                    .registerActivitiesImplementations(activities));
    return factory;
  }

  @Bean
  Accounts accounts(
      WorkerProperties properties, Function<AccountSettings, Provider> providers, Clock clock) {
    if (properties.accounts().isEmpty()) {
      log.warn("No account is configured (tidegate.accounts.NAME.*): no migration can run here");
    }
    List<AccountSettings> settings =
        properties.accounts().entrySet().stream()
            .map(e -> e.getValue().settings(e.getKey(), clock))
            .toList();
    return new Accounts(settings, providers, clock);
  }

  @Bean
  Function<AccountSettings, Provider> providers(MeterRegistry meters, Clock clock) {
    return account -> provider(account, meters, clock);
  }

  /** Where another provider is registered. Dialects knows the names beforehand. */
  static Provider provider(AccountSettings account, MeterRegistry meters, Clock clock) {
    return switch (account.provider()) {
      case Dialects.ALIBABA -> AlibabaProvider.create(account, meters, clock);
      case Dialects.TENCENT -> TencentProvider.create(account, meters, clock);
      case Dialects.OMS -> OmsProvider.create(account, meters, clock);
      default -> throw new IllegalArgumentException("provider " + account.provider());
    };
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
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
