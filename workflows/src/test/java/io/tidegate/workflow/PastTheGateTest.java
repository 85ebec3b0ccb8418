package io.tidegate.workflow;

import static io.tidegate.workflow.contract.MigrationPhase.BLOCKED;
import static io.tidegate.workflow.contract.MigrationPhase.PAUSED;
import static io.tidegate.workflow.contract.MigrationPhase.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.CheckOutcome;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.MigrationResult;
import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.Snapshot;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody gets past the gate unseen, and whoever is told of it is told all of it. */
@Timeout(60)
class PastTheGateTest {
  private static final String OBJECTED = "CHECK_SQL_MODE";
  private static final String PLACED = "CHECK_SERVER_ID";

  private final ReadingJob job = new ReadingJob();
  private final MigrationRun run = new MigrationRun(job);

  @AfterEach
  void close() {
    run.close();
  }

  private List<String> objections() {
    return run.status().waiting().objections().stream().map(o -> o.item().code()).toList();
  }

  private int looks() {
    return (int) job.calls().stream().filter("look"::equals).count();
  }

  @Test
  void whoRetriesBeforeAJobThatTheGatePausedMovesIsToldTheObjectionsAgain() {
    job.warnings.add(OBJECTED);
    run.policy(Policy.Warnings.SUSPEND).start();
    run.awaitPhase(PAUSED);
    int looks = looks();

    run.retry();
    run.awaitUntil("two looks, ", () -> looks() > looks + 1);
    run.awaitPhase(PAUSED);

    assertThat(run.status().waiting().reason()).contains("the gate objects");
    assertThat(objections()).containsExactly(OBJECTED);

    job.state = JobState.MOVING;
    run.retry();
    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
  }

  @Test
  void aPauseOfSomebodyElsesAfterThatIsTheirs() {
    job.warnings.add(OBJECTED);
    run.policy(Policy.Warnings.SUSPEND).start();
    run.awaitPhase(PAUSED);
    job.state = JobState.MOVING;
    job.watchStates.add(JobState.PAUSED);

    run.retry();
    run.awaitUntil(
        "their pause, ",
        () ->
            run.status().waiting() != null
                && run.status().waiting().reason().contains("somebody paused the job"));

    assertThat(objections()).isEmpty();
  }

  @Test
  void aJobThatCouldNotBePausedIsToldWithWhatTheGateObjectsTo() {
    job.warnings.add(OBJECTED);
    job.failNext("suspend", FailureType.NOT_AUTHORISED, "no permission");
    run.policy(Policy.Warnings.SUSPEND).start();
    run.awaitPhase(BLOCKED);

    assertThat(run.status().waiting().reason())
        .contains("the gate objects to the precheck on which the job moves", "no permission");
    assertThat(objections()).containsExactly(OBJECTED);
  }

  @Test
  void aJobThatFailedIsNotStartedAgainOverAShieldThatNoRuleAllows() {
    job.watchStates.add(JobState.FAILED);
    run.start();
    run.awaitPhase(BLOCKED);
    job.failing.add(PLACED);
    job.shielded.add(PLACED);

    run.retry();
    run.awaitUntil(
        "the shield, ",
        () ->
            run.status().waiting() != null
                && run.status().waiting().reason().contains("nothing was sent"));

    assertThat(objections()).containsExactly(PLACED);
    assertThat(job.calls()).doesNotContain("recheck");

    job.failing.clear();
    job.shielded.clear();
    run.retry();
    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(job.calls()).contains("recheck");
  }

  @Test
  void aPassOfTheRunBeforeIsWaitedOutAndTheRunThatPassedIsTheOneThatIsJudgedAndKept() {
    job.watchStates.add(JobState.FAILED);
    run.policy(Policy.Warnings.SUSPEND).start();
    run.awaitPhase(BLOCKED);
    job.staleReads = 2;
    job.warnings.add(OBJECTED);

    run.retry();

    run.awaitPhase(PAUSED);
    assertThat(objections()).containsExactly(OBJECTED);
    job.state = JobState.MOVING;
    run.retry();
    MigrationResult result = run.result();
    assertThat(result.rounds()).last().matches(r -> r.runId().equals("run-2"));
  }

  /** Whose report is that of the run before, for so many reads after a recheck. */
  private static final class ReadingJob extends FakeJob {
    private int staleReads;

    @Override
    public synchronized CheckOutcome pollUntilFinished(
        JobRef ref, Baseline baseline, Instant submittedAt, Instant deadline) {
      CheckOutcome now = super.pollUntilFinished(ref, baseline, submittedAt, deadline);
      return new CheckOutcome(maybeOld(now.report()), now.view(), now.evidence(), List.of());
    }

    @Override
    public synchronized Snapshot lookAtJob(JobRef ref) {
      Snapshot now = super.lookAtJob(ref);
      return new Snapshot(
          now.view(), now.baseline(), maybeOld(now.report()), now.capability(), now.neverItems());
    }

    private PrecheckReport maybeOld(PrecheckReport now) {
      if (run < 2 || staleReads == 0) {
        return now;
      }
      staleReads--;
      return new PrecheckReport(
          PrecheckReport.State.PASSED, "PASSED", "run-1", "", List.of(), 14, 14, 0, "d1");
    }
  }
}
