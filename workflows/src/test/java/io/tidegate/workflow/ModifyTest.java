package io.tidegate.workflow;

import static io.tidegate.workflow.contract.MigrationPhase.AWAITING_FIX;
import static io.tidegate.workflow.contract.MigrationPhase.BLOCKED;
import static io.tidegate.workflow.contract.MigrationPhase.MIGRATING;
import static io.tidegate.workflow.contract.MigrationPhase.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.MigrationResult;
import io.tidegate.workflow.contract.Receipt;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModifyTest {
  private static final String BODY = "{\"SrcInfo\":{\"Ip\":\"10.0.0.1\"},\"JobName\":\"n\"}";

  private final FakeJob job = new FakeJob();

  @BeforeEach
  void letTheJobBeChanged() {
    job.extras = new Capability.Extras("ModifyMigrateJob", true, true);
    job.shieldReach = Capability.ShieldReach.NONE;
    job.startFollows = false;
  }

  @Test
  void aChangeIsSentOnceAndTheJobIsCheckedAgain() {
    job.failing.add("PRECHECK");
    try (MigrationRun run = new MigrationRun(job)) {
      run.start();
      run.awaitPhase(AWAITING_FIX);
      assertThat(run.status().waiting().nextStep())
          .contains("tidegate modify", "--body FILE")
          .doesNotContain("add a rule");
      job.failing.clear();

      assertThat(run.modify(BODY)).isEqualTo(2);
      MigrationResult result = run.result();

      assertThat(result.outcome()).isEqualTo(SUCCEEDED);
      assertThat(job.calls())
          .containsSubsequence(
              "submit", "poll", "look", "modify CHECK_FAILED " + BODY, "look", "recheck", "start");
      assertThat(job.calls().stream().filter(c -> c.startsWith("modify"))).hasSize(1);
      assertThat(result.rounds()).hasSize(2);
      Receipt receipt =
          result.effects().stream().filter(r -> r.effect().equals("modify")).findFirst().get();
      assertThat(receipt.proof())
          .isEqualTo(
              "request-1; SrcInfo, JobName changed, as asked for by ada (the host was wrong)");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NOT_STARTED", "CHECK_FAILED", "CHECK_PASSED", "FAILED"})
  void whateverStatusAChangeLeavesBehindTheJobIsCheckedAgain(JobState after) {
    job.failing.add("PRECHECK");
    job.stateAfterModify = after;
    try (MigrationRun run = new MigrationRun(job)) {
      run.start();
      run.awaitPhase(AWAITING_FIX);
      job.failing.clear();

      run.modify(BODY);

      assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
      assertThat(job.calls()).containsSubsequence("modify CHECK_FAILED " + BODY, "recheck");
    }
  }

  @Test
  void theCheckAfterAChangeIsComparedWithNoAnswerFromBeforeIt() {
    job.failing.add("PRECHECK");
    try (MigrationRun run = new MigrationRun(job)) {
      run.start();
      run.awaitPhase(AWAITING_FIX);
      job.failing.clear();
      run.modify(BODY);
      run.result();

      assertThat(run.timerDurations())
          .anyMatch(
              d ->
                  d.compareTo(FakeJob.QUIET_WINDOW) > 0
                      && d.compareTo(FakeJob.QUIET_WINDOW.plus(Duration.ofSeconds(10))) <= 0);
    }
  }

  @Test
  void aBlockedMigrationGoesOnWithAChange() {
    job.state = JobState.FAILED;
    try (MigrationRun run = new MigrationRun(job)) {
      run.start();
      run.awaitPhase(BLOCKED);

      assertThat(run.modify(BODY)).isEqualTo(1);

      assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
      assertThat(job.calls()).containsSubsequence("modify FAILED " + BODY, "submit");
    }
  }

  @Test
  void aChangeThatCannotBeMadeBlocksAndARetryLooksAtTheJobAsItIs() {
    job.failing.add("PRECHECK");
    job.failNext("modify", FailureType.EFFECT_UNCLEAR, "changed by somebody");
    try (MigrationRun run = new MigrationRun(job)) {
      run.start();
      run.awaitPhase(AWAITING_FIX);

      run.modify(BODY);
      run.awaitPhase(BLOCKED);
      assertThat(run.status().waiting().reason()).contains("changed by somebody");
      run.retry();
      run.awaitPhase(AWAITING_FIX);

      assertThat(job.calls().stream().filter(c -> c.startsWith("modify"))).hasSize(1);
      assertThat(job.calls()).doesNotContain("recheck");
      assertThat(run.report().effects())
          .filteredOn(r -> r.effect().equals("modify"))
          .singleElement()
          .matches(r -> r.outcome() == Receipt.Outcome.UNCLEAR)
          .matches(
              r ->
                  r.proof()
                      .endsWith(
                          "; to change SrcInfo, JobName was asked for by ada (the host was"
                              + " wrong)"));
    }
  }

  @Test
  void aChangeBeforeWhichTheJobCannotBeReadHasToBeAskedForAgain() {
    job.failing.add("PRECHECK");
    try (MigrationRun run = new MigrationRun(job)) {
      run.start();
      run.awaitPhase(AWAITING_FIX);
      job.failNext("look", FailureType.JOB_NOT_FOUND, "no such job");

      run.modify(BODY);
      run.awaitPhase(BLOCKED);

      assertThat(run.status().waiting().reason())
          .isEqualTo(
              "no such job; the change that was asked for was not sent, and has to be asked for"
                  + " again");
      run.retry();
      run.awaitPhase(AWAITING_FIX);
      assertThat(job.calls()).noneMatch(c -> c.startsWith("modify"));
    }
  }

  @Test
  void whereTheServiceHasNoCallForItNobodyIsAsked() {
    job.extras = Capability.Extras.NONE;
    job.failing.add("PRECHECK");
    try (MigrationRun run = new MigrationRun(job)) {
      run.start();
      run.awaitPhase(AWAITING_FIX);

      assertThatThrownBy(() -> run.modify(BODY))
          .hasStackTraceContaining("the service has no call that changes a job");
      assertThat(run.status().waiting().nextStep()).doesNotContain("modify");
      assertThat(job.calls()).noneMatch(c -> c.startsWith("modify"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"JobId\":\"j\"}", "{\"Password\":\"p\"}"})
  void aBodyThatShouldNotBeSentIsRefusedBeforeItIsKept(String body) {
    job.failing.add("PRECHECK");
    try (MigrationRun run = new MigrationRun(job)) {
      run.start();
      run.awaitPhase(AWAITING_FIX);

      assertThatThrownBy(() -> run.modify(body)).hasStackTraceContaining("the body ");
      assertThat(run.history().toJson(false)).doesNotContain("WORKFLOW_EXECUTION_UPDATE");
      assertThat(run.status().phase()).isEqualTo(AWAITING_FIX);
    }
  }

  @Test
  void aJobThatMovesIsNotChanged() {
    FollowingJob following = new FollowingJob();
    following.extras = new Capability.Extras("ModifyMigrateJob", true, true);
    try (MigrationRun run = new MigrationRun(following)) {
      run.start();
      run.awaitPhase(MIGRATING);

      assertThatThrownBy(() -> run.modify(BODY))
          .hasStackTraceContaining("a job is changed while its migration awaits a fix");
      run.cancelDetach();
      run.awaitEnd();
    }
  }
}
