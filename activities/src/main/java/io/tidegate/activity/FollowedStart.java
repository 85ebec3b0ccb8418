package io.tidegate.activity;

import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.Receipt.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A start that nobody sends: it follows the check by itself, and is waited for. */
record FollowedStart(Account account, JobRef job, TemporalAttempt attempt, Clock clock) {

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code NOT_FINISHED}, to be asked again after
   *     its delay, while the service may still be about to move the job; {@code JOB_CONFLICT} or
   *     {@code UNKNOWN_STATUS} where it will not
   */
  Receipt receipt(Baseline baseline) {
    JobView view = account.board().view(job.job(), baseline.takenAt());
    Instant now = clock.instant();
    return switch (view.state()) {
      case MOVING, COMPLETING, FINISHED, FAILED -> {
        String proof = "the start followed the check: status " + view.status();
        yield new Receipt("start", Outcome.ADOPTED, proof, List.of(), attempt.number(), now);
      }
      case PAUSED ->
          throw Failures.of(
              FailureType.JOB_CONFLICT, "somebody paused the job: it reports " + view.status());
      case CHECKING, CHECK_FAILED, CHECK_PASSED, NOT_STARTED, NOT_CONFIGURED, HELD, UNKNOWN ->
          throw notMoving(view, baseline, now);
    };
  }

  private RuntimeException notMoving(JobView view, Baseline baseline, Instant now) {
    Duration grace = account.provider().capability().verdictGrace();
    if (now.isBefore(baseline.takenAt().plus(grace))) {
      return Failures.notFinished(
          "the check passed; the job still reports " + view.status(), Pauses.SOON);
    }
    return Failures.of(
        view.state() == JobState.UNKNOWN ? FailureType.UNKNOWN_STATUS : FailureType.JOB_CONFLICT,
        "the check passed, and after %d s the job still does not move: it reports %s"
            .formatted(grace.toSeconds(), view.status()));
  }
}
