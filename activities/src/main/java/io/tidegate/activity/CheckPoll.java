package io.tidegate.activity;

import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.CheckOutcome;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PrecheckReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** One look at a precheck that somebody waits for. */
record CheckPoll(Account account, JobRef job, TemporalAttempt attempt, Clock clock) {

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code NOT_FINISHED}, to be asked again after
   *     its delay, while there is no verdict that counts
   */
  CheckOutcome outcome(Baseline baseline, Instant submittedAt, Instant deadline) {
    PollRules rules =
        new PollRules(
            baseline, submittedAt, deadline, account.provider().capability().verdictGrace());
    JobView alone = account.board().view(job.job(), submittedAt);
    PrecheckReport report = Readings.report(account.provider(), job);
    JobView view = Readings.view(account.provider(), job, alone, report);
    Instant now = clock.instant();
    Memory memory = rules.remember(attempt.memory(), view, report, now);
    attempt.remember(memory);

    PollRules.Verdict verdict = rules.judge(view, report, memory, now);
    if (verdict instanceof PollRules.Verdict.Finished finished) {
      return new CheckOutcome(report, view, finished.evidence(), account.settings().neverItems());
    } else if (verdict instanceof PollRules.Verdict.Broken broken) {
      throw Failures.of(broken.type(), broken.why());
    }
    String progress = ((PollRules.Verdict.NotYet) verdict).progress();
    Duration delay = Pauses.after(attempt.number(), account.settings().pollInterval());
    throw Failures.notFinished(progress, Pauses.atMost(delay, Duration.between(now, deadline)));
  }
}
