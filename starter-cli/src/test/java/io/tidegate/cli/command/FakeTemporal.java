package io.tidegate.cli.command;

import com.google.protobuf.util.Timestamps;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.StreamObserver;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.QueryWorkflowRequest;
import io.temporal.api.workflowservice.v1.QueryWorkflowResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import io.temporal.common.converter.DefaultDataConverter;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.Rounds;
import io.tidegate.workflow.contract.WorkflowIds;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A Temporal that tells who polls, which the in-memory one does not. It has one migration in each
 * phase, called as the phase is, and a worker; that of the account was seen when the test says.
 */
final class FakeTemporal extends WorkflowServiceGrpc.WorkflowServiceImplBase
    implements AutoCloseable {
  private final Server server;
  private volatile Duration accountSeen = Duration.ZERO;
  private volatile boolean tells = true;

  FakeTemporal() throws IOException {
    HealthStatusManager health = new HealthStatusManager();
    health.setStatus(WorkflowServiceGrpc.SERVICE_NAME, ServingStatus.SERVING);
    server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(this)
            .addService(health.getHealthService())
            .build()
            .start();
  }

  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  void seeAccount(Duration ago) {
    accountSeen = ago;
  }

  void tellOnlyOfTheWorker() {
    tells = false;
  }

  @Override
  public void getSystemInfo(
      GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> answer) {
    answer.onNext(GetSystemInfoResponse.getDefaultInstance());
    answer.onCompleted();
  }

  @Override
  public void describeTaskQueue(
      DescribeTaskQueueRequest request, StreamObserver<DescribeTaskQueueResponse> answer) {
    boolean isAccounts = request.getTaskQueue().getName().equals(WorkflowIds.accountQueue("a"));
    if (isAccounts && !tells) {
      answer.onError(Status.UNIMPLEMENTED.asRuntimeException());
      return;
    }
    boolean isAsked =
        request.getTaskQueueType()
            == (isAccounts
                ? TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY
                : TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW);
    Instant seen = Instant.now().minus(isAccounts ? accountSeen : Duration.ZERO);
    DescribeTaskQueueResponse.Builder response = DescribeTaskQueueResponse.newBuilder();
    if (isAsked) {
      response.addPollers(
          PollerInfo.newBuilder().setLastAccessTime(Timestamps.fromMillis(seen.toEpochMilli())));
    }
    answer.onNext(response.build());
    answer.onCompleted();
  }

  @Override
  public void queryWorkflow(
      QueryWorkflowRequest request, StreamObserver<QueryWorkflowResponse> answer) {
    String id = request.getExecution().getWorkflowId();
    MigrationPhase phase = MigrationPhase.valueOf(id.substring(id.lastIndexOf('/') + 1));
    answer.onNext(
        QueryWorkflowResponse.newBuilder()
            .setQueryResult(
                Payloads.newBuilder()
                    .addPayloads(
                        DefaultDataConverter.STANDARD_INSTANCE
                            .toPayload(status(phase))
                            .orElseThrow()))
            .build());
    answer.onCompleted();
  }

  private static MigrationStatus status(MigrationPhase phase) {
    MigrationRequest request =
        new MigrationRequest(
            phase.name(),
            new JobRef("a", "alibaba", "alibaba", "cn-x", phase.name()),
            new Policy(Policy.Warnings.ACCEPT, List.of()),
            new Rounds(5, null),
            MigrationRequest.Until.FINISHED,
            null,
            "ann",
            "");
    return new MigrationStatus(
        request,
        phase,
        Instant.EPOCH,
        Instant.EPOCH,
        1,
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
