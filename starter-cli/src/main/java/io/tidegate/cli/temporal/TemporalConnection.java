package io.tidegate.cli.temporal;

import com.google.protobuf.util.Timestamps;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowQueryException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.tidegate.cli.CliException;
import io.tidegate.cli.output.Texts;
import io.tidegate.workflow.contract.WorkflowIds;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/** A connection to Temporal on which every call ends in time, and in words that help. */
public final class TemporalConnection implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** A poll lasts a minute: a poller not seen for longer has gone. */
  private static final Duration POLLER_SEEN_WITHIN = Duration.ofSeconds(75);

  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private final String address;
  private final String namespace;

  private TemporalConnection(WorkflowServiceStubs stubs, String address, String namespace) {
    this.stubs = stubs;
    this.address = address;
    this.namespace = namespace;
    this.client =
        WorkflowClient.newInstance(
            stubs, WorkflowClientOptions.newBuilder().setNamespace(namespace).build());
  }

  /** Connects, or says that it cannot. */
  public static TemporalConnection open(String address, String namespace) {
    if (!address.matches("\\S+:\\d{1,5}")) {
      throw CliException.usage("'" + address + "' is not host:port, such as 127.0.0.1:7233");
    }
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget(address)
                .setRpcTimeout(Deadlines.CALL)
                .setRpcQueryTimeout(Deadlines.CALL)
                .setRpcRetryOptions(
                    RpcRetryOptions.newBuilder()
                        .setExpiration(Deadlines.CALL)
                        .validateBuildWithDefaults())
                .build());
    try {
      stubs.connect(CONNECT);
    } catch (RuntimeException e) {
      stubs.shutdownNow();
      throw CliException.unreachable(
          "Temporal is not reachable at "
              + address
              + ": start it, or name another with --address or TEMPORAL_ADDRESS",
          e);
    }
    return new TemporalConnection(stubs, address, namespace);
  }

  public WorkflowClient client() {
    return client;
  }

  public String address() {
    return address;
  }

  public String namespace() {
    return namespace;
  }

  private static boolean isUnimplemented(RuntimeException e) {
    return statusOf(e) == Status.Code.UNIMPLEMENTED;
  }

  /** Says that no worker polls, before a call waits for one. */
  public void requireWorker() {
    if (!isPolled(WorkflowIds.TASK_QUEUE, TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW)) {
      throw noWorker();
    }
  }

  /** Whether a worker polls a queue; taken for true where this server does not tell. */
  boolean isPolled(String queue, TaskQueueType type) {
    try {
      return stubs
          .blockingStub()
          .describeTaskQueue(
              DescribeTaskQueueRequest.newBuilder()
                  .setNamespace(namespace)
                  .setTaskQueue(TaskQueue.newBuilder().setName(queue))
                  .setTaskQueueType(type)
                  .build())
          .getPollersList()
          .stream()
          .anyMatch(
              p ->
                  System.currentTimeMillis() - Timestamps.toMillis(p.getLastAccessTime())
                      < POLLER_SEEN_WITHIN.toMillis());
    } catch (StatusRuntimeException e) {
      if (isUnimplemented(e)) {
        return true;
      }
      throw inWords(e, "");
    }
  }

  /**
   * Calls, with an end in time.
   *
   * @param about the migration that the call is about, for messages
   */
  <T> T call(String about, Duration limit, Callable<T> call) {
    try {
      return Deadlines.within(limit, call);
    } catch (TimeoutException e) {
      throw noWorker();
    } catch (CliException e) {
      throw e;
    } catch (RuntimeException e) {
      if (isUnimplemented(e)) {
        throw new NotOffered("this Temporal cannot list: it is the in-memory test server", e);
      }
      if (isUnregistered(e)) {
        throw new NotOffered("no worker has polled this Temporal yet, so nothing can be listed", e);
      }
      throw inWords(e, about);
    }
  }

  /** This server cannot do this, or not yet. */
  static final class NotOffered extends RuntimeException {
    NotOffered(String why, Throwable cause) {
      super(why, cause);
    }
  }

  private static boolean isUnregistered(RuntimeException e) {
    return statusOf(e) == Status.Code.INVALID_ARGUMENT
        && String.valueOf(e.getMessage()).contains("invalid search attribute");
  }

  private CliException noWorker() {
    return CliException.unreachable(
        "no worker is polling task queue "
            + WorkflowIds.TASK_QUEUE
            + " at "
            + address
            + " (namespace "
            + namespace
            + "): start one with ./tidegate worker");
  }

  private CliException inWords(RuntimeException e, String about) {
    if (e instanceof WorkflowUpdateException && e.getCause() instanceof ApplicationFailure cause) {
      return CliException.failed(about + ": " + Texts.line(cause.getOriginalMessage()), e);
    }
    if (e instanceof WorkflowFailedException) {
      return CliException.failed(about + ": " + Texts.line(reason(e)), e);
    }
    if (e instanceof WorkflowNotFoundException) {
      return CliException.failed(
          about + ": there is no such migration running; see ./tidegate list", e);
    }
    Status.Code code = statusOf(e);
    if (code == Status.Code.NOT_FOUND) {
      return CliException.usage(
          "Temporal at " + address + " has no namespace '" + namespace + "': set --namespace");
    }
    if (code == Status.Code.DEADLINE_EXCEEDED) {
      return noWorker();
    }
    if (code == Status.Code.UNAVAILABLE) {
      return CliException.unreachable("the connection to Temporal at " + address + " is lost", e);
    }
    boolean served = e instanceof WorkflowQueryException || e instanceof WorkflowServiceException;
    String words = e.getCause() != null && served ? e.getCause().getMessage() : e.getMessage();
    return CliException.failed(
        (about.isEmpty() ? "" : about + ": ") + Texts.line(String.valueOf(words)), e);
  }

  /** Why a workflow failed, in the words of whoever said so: they are wrapped for each layer. */
  private static String reason(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ApplicationFailure said) {
        return String.valueOf(said.getOriginalMessage());
      }
      if (cause instanceof TimeoutFailure) {
        return "there was no answer in time; ask again, and see the worker's log";
      }
    }
    return String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
  }

  private static Status.Code statusOf(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof StatusRuntimeException status) {
        return status.getStatus().getCode();
      }
    }
    return Status.Code.UNKNOWN;
  }

  @Override
  public void close() {
    stubs.shutdownNow();
  }
}
