package io.tidegate.activity;

import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.WatchGoal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One look at a job that moves, for somebody who waits for news of it. */
record JobWatch(Account account, JobRef job, TemporalAttempt attempt, Clock clock) {

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code NOT_FINISHED}, to be asked again after
   *     its delay, while there is no news
   */
  JobView news(@Nullable JobView seen, @Nullable WatchGoal goal, @Nullable Duration maxLag) {
    JobView view =
        Readings.asSeen(
            account.provider(),
            seen,
            account.board().view(job.job(), seen == null ? Instant.MIN : seen.readAt()));
    Instant now = clock.instant();
    boolean settled = isSettled(view, now);
    boolean come = goal != null && goal.isMetBy(view);
    if (settled && (come || Progress.isNews(seen, view, maxLag))) {
      return view;
    }
    refuseToWaitForNobody(view, now);
    throw Failures.notFinished(
        Progress.of(view), Pauses.after(attempt.number(), account.settings().watchInterval()));
  }

  /** A word that we do not know may be gone at the next look: only one that stays is news. */
  private boolean isSettled(JobView view, Instant now) {
    Memory before = attempt.memory();
    if (view.state() == JobState.UNKNOWN) {
      Memory memory = before.unknown(now);
      attempt.remember(memory);
      return hasLasted(memory.unknownSince(), now);
    }
    attempt.remember(Progress.isBetweenStages(view) ? before.behind(now) : before.known());
    return true;
  }

  /** A job that rests between two stages may rest for ever, and nobody would be told. */
  private void refuseToWaitForNobody(JobView view, Instant now) {
    if (Progress.isBetweenStages(view) && hasLasted(attempt.memory().behindSince(), now)) {
      account
          .provider()
          .standstill(job.job())
          .ifPresent(
              why -> {
                throw Failures.of(FailureType.JOB_CONFLICT, why);
              });
    }
  }

  private boolean hasLasted(@Nullable Instant since, Instant now) {
    Duration grace = account.provider().capability().verdictGrace();
    return since != null && !now.isBefore(since.plus(grace));
  }
}
