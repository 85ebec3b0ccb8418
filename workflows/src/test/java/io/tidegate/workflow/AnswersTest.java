package io.tidegate.workflow;

import static io.tidegate.workflow.contract.MigrationPhase.AWAITING_FIX;
import static io.tidegate.workflow.contract.MigrationPhase.BLOCKED;
import static io.tidegate.workflow.contract.MigrationPhase.PAUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.workflow.contract.AnswerRecord;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.MigrationResult;
import io.tidegate.workflow.contract.Policy;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people told a migration to do, as its report has it. */
@Timeout(60)
class AnswersTest {
  private final FakeJob job = new FakeJob();
  private final MigrationRun run = new MigrationRun(job);

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void whoLetsAJobGoOnThatTheGateObjectsToIsInTheReportWithWhatItObjectedTo() {
    job.warnings.add("CHECK_SQL_MODE");
    run.policy(Policy.Warnings.SUSPEND).start();
    run.awaitPhase(PAUSED);
    assertThat(run.report().answers()).isEmpty();

    job.state = JobState.MOVING;
    run.retry();

    AnswerRecord answer = run.result().answers().get(0);
    assertThat(answer.command()).isEqualTo("retry");
    assertThat(answer.by()).isEqualTo("ann");
    assertThat(answer.reason()).isEqualTo("mended");
    assertThat(answer.phase()).isEqualTo(PAUSED);
    assertThat(answer.to()).contains("the gate objects");
    assertThat(answer.items()).containsExactly("CHECK_SQL_MODE");
    assertThat(answer.at()).isBeforeOrEqualTo(run.now());
  }

  @Test
  void everyAnswerIsInTheReportOfAMigrationThatWasCancelled() {
    job.failing.add("CHECK_SERVER_ID");
    job.failNext("poll", FailureType.NOT_AUTHORISED, "refused");
    run.start();
    run.awaitPhase(BLOCKED);
    run.retry();
    run.awaitPhase(AWAITING_FIX);
    int round = run.recheck();
    run.awaitUntil("the next round, ", () -> run.status().round() == round);
    run.awaitPhase(AWAITING_FIX);

    run.cancelDetach();

    MigrationResult report = run.failure();
    assertThat(report.answers())
        .extracting(AnswerRecord::command, AnswerRecord::phase, AnswerRecord::items)
        .containsExactly(
            tuple("retry", BLOCKED, List.of()),
            tuple("recheck", AWAITING_FIX, List.of("CHECK_SERVER_ID")),
            tuple("cancel --detach", AWAITING_FIX, List.of("CHECK_SERVER_ID")));
    assertThat(report.answers().get(2).reason()).isEqualTo("not today");
  }

  @Test
  void whatWasRefusedIsNoAnswer() {
    run.start();
    run.result();

    assertThatThrownBy(run::cancelStop).isInstanceOf(RuntimeException.class);

    assertThat(run.report().answers()).isEmpty();
  }
}
