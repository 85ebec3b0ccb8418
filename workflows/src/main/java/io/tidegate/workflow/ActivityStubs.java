package io.tidegate.workflow;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import io.tidegate.workflow.contract.AskActivities;
import io.tidegate.workflow.contract.MigrationActivities;
import io.tidegate.workflow.contract.WorkflowIds;
import java.time.Duration;

/** Every timeout and retry policy the workflows use, by the kind of call it covers. */
final class ActivityStubs {

  /** A precheck that takes longer than this is looked at by a person. */
  static final Duration CHECK_DEADLINE = Duration.ofHours(6);

  /** Reads are retried until the provider answers: nothing is lost by reading again. */
  private static final RetryOptions UNTIL_IT_ANSWERS =
      RetryOptions.newBuilder()
          .setInitialInterval(Duration.ofSeconds(1))
          .setMaximumInterval(Duration.ofSeconds(30))
          .build();

  /** A few requests, paged where the job is large. */
  private static final Duration READING = Duration.ofSeconds(60);

  /** Finds out within this that the worker which was sending has died. */
  private static final Duration EFFECT_HEARTBEAT = Duration.ofSeconds(15);

  /** A person waits at a terminal for the answer, which a lost worker must not keep from coming. */
  private static final Duration ASKING = Duration.ofMinutes(2);

  private final String account;

  ActivityStubs(String account) {
    this.account = account;
  }

  MigrationActivities reading(String summary) {
    return stub(READING, summary).apply(ActivityOptions.newBuilder());
  }

  /** Retried by the server, with the progress in the message of the attempt before. */
  MigrationActivities polling(String summary) {
    return stub(READING, summary)
        .apply(
            ActivityOptions.newBuilder()
                // A little beyond the deadline, so that the activity itself can say it has passed.
                .setScheduleToCloseTimeout(CHECK_DEADLINE.plusMinutes(10)));
  }

  /** As {@link #polling}, without an end, of what nobody needs to hear the end of. */
  MigrationActivities waiting(String summary) {
    return stub(READING, ActivityCancellationType.TRY_CANCEL, summary)
        .apply(ActivityOptions.newBuilder());
  }

  /**
   * Something that changes the job. An attempt after the first reads for a whole quiet window
   * before it may send.
   */
  MigrationActivities changing(Duration quietWindow, String summary) {
    return stub(quietWindow.plusSeconds(60), summary)
        .apply(ActivityOptions.newBuilder().setHeartbeatTimeout(EFFECT_HEARTBEAT));
  }

  /** Reads that no migration owns: given up soon, since a person waits. */
  static AskActivities asking(String summary) {
    return Workflow.newActivityStub(
        AskActivities.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(WorkflowIds.TASK_QUEUE)
            .setStartToCloseTimeout(ASKING)
            .setScheduleToCloseTimeout(ASKING)
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(3).build())
            .setSummary(Display.summary(summary))
            .build());
  }

  private java.util.function.Function<ActivityOptions.Builder, MigrationActivities> stub(
      Duration startToClose, String summary) {
    // An attempt that is under way may still act: only its end tells what it did.
    return stub(startToClose, ActivityCancellationType.WAIT_CANCELLATION_COMPLETED, summary);
  }

  private java.util.function.Function<ActivityOptions.Builder, MigrationActivities> stub(
      Duration startToClose, ActivityCancellationType cancellation, String summary) {
    return options ->
        Workflow.newActivityStub(
            MigrationActivities.class,
            options
                .setTaskQueue(WorkflowIds.accountQueue(account))
                .setStartToCloseTimeout(startToClose)
                .setRetryOptions(UNTIL_IT_ANSWERS)
                .setCancellationType(cancellation)
                .setSummary(Display.summary(summary))
                .build());
  }
}
