package io.tidegate.workflow;

import static io.tidegate.workflow.contract.MigrationPhase.BLOCKED;
import static io.tidegate.workflow.contract.MigrationPhase.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.contract.Capability.Extras;
import io.tidegate.workflow.contract.Capability.Resume;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.Rule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs that failed while they moved, at services that do not check one again. */
@Timeout(60)
class FailedJobTest {
  static final Extras RESUMABLE =
      new Extras("", false, false, new Resume("ResumeMigrateJob", List.of("failed")));

  private final FakeJob job = new FakeJob();
  private final MigrationRun run = new MigrationRun(job);

  @BeforeEach
  void aStartIsACallOfItsOwn() {
    job.startFollows = false;
    job.extras = RESUMABLE;
  }

  @AfterEach
  void close() {
    run.close();
  }

  private String nextStep() {
    return run.status().waiting().nextStep();
  }

  private long resumes() {
    return job.calls().stream().filter("resume"::equals).count();
  }

  private void failOnceItMoves() {
    job.watchStates.add(JobState.FAILED);
  }

  /** Until the migration has been told of it again. */
  private void retryInVain(String reason) {
    int looks = looks();
    run.retry();
    run.awaitUntil("another look, ", () -> looks() > looks);
    run.awaitPhase(BLOCKED);
    assertThat(run.status().waiting().reason()).contains(reason);
  }

  private int looks() {
    return (int) job.calls().stream().filter("look"::equals).count();
  }

  @Test
  void whatToDoNamesTheCallThatARetryMakes() {
    failOnceItMoves();
    run.start();
    run.awaitPhase(BLOCKED);

    assertThat(nextStep())
        .contains("repair what the provider names", "ResumeMigrateJob", "without another check")
        .endsWith(": tidegate retry orders");
  }

  @Test
  void oneThatIsCheckedAgainIsToldSo() {
    job.extras = Extras.NONE;
    failOnceItMoves();
    run.start();
    run.awaitPhase(BLOCKED);

    assertThat(nextStep()).contains("the job is checked again: tidegate retry orders");
  }

  @Test
  void whereNothingGoesOnWithItARetrySendsNothingAndTellsWhatHelps() {
    job.extras = new Extras("ModifyMigrateJob", true, true);
    failOnceItMoves();
    run.start();
    run.awaitPhase(BLOCKED);
    int sent = run.report().effects().size();

    retryInVain("the job failed at the provider");
    retryInVain("the job failed at the provider");

    assertThat(nextStep())
        .contains("no call that goes on", "cancel --detach orders", "modify orders --body FILE");
    assertThat(run.report().effects()).hasSize(sent);
    assertThat(job.calls()).doesNotContain("recheck", "resume");

    run.modify("{\"JobName\":\"n\"}");
    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(job.calls()).containsSubsequence("modify FAILED {\"JobName\":\"n\"}", "recheck");
  }

  @Test
  void aStatusThatTheCallDoesNotTakeIsNotResumed() {
    job.extras = new Extras("", false, false, new Resume("ResumeMigrateJob", List.of("error")));
    failOnceItMoves();
    run.start();
    run.awaitPhase(BLOCKED);

    retryInVain("the job failed at the provider");

    assertThat(nextStep()).contains("no call that goes on");
    assertThat(job.calls()).doesNotContain("recheck", "resume");
  }

  @Test
  void aJobThatFailsAgainIsToldAgainAndResumedByAnotherRetryAlone() {
    job.watchStates.addAll(List.of(JobState.FAILED));
    job.before.put("resume", () -> job.watchStates.add(JobState.FAILED));
    run.start();
    run.awaitPhase(BLOCKED);

    retryInVain("the job failed at the provider");
    assertThat(resumes()).isEqualTo(1);

    run.retry();
    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(resumes()).isEqualTo(2);
  }

  @Test
  void aResumeThatCouldNotBeSentIsSentByTheNextRetry() {
    failOnceItMoves();
    job.failNext("resume", FailureType.QUOTA_EXCEEDED, "no balance");
    run.start();
    run.awaitPhase(BLOCKED);

    retryInVain("no balance");
    run.retry();

    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(resumes()).isEqualTo(2);
  }

  @Test
  void readsAreTrustedAgainBeforeTheResumedJobIsWatched() {
    failOnceItMoves();
    run.start();
    run.awaitPhase(BLOCKED);
    int timers = run.timerDurations().size();

    run.retry();
    run.result();

    assertThat(run.timerDurations().subList(timers, run.timerDurations().size()))
        .anyMatch(d -> d.compareTo(FakeJob.QUIET_WINDOW) >= 0);
  }

  @Test
  void aJobFoundFailedWithAShieldThatNoRuleAllowsIsLeftToAPerson() {
    job.state = JobState.FAILED;
    job.run = 1;
    job.failing.add("CHECK_SAME_OBJ");
    job.shielded.add("CHECK_SAME_OBJ");
    run.start();
    run.awaitPhase(BLOCKED);

    retryInVain("the gate objects to what its check passed over");
    assertThat(run.status().waiting().objections())
        .extracting(o -> o.item().code())
        .containsExactly("CHECK_SAME_OBJ");
    assertThat(nextStep()).contains("resume it at the provider");
    retryInVain("the gate objects to what its check passed over");
    assertThat(resumes()).isZero();

    // They have, which is their decision.
    job.state = JobState.MOVING;
    run.retry();
    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(resumes()).isZero();
  }

  @Test
  void aJobFoundFailedWithAShieldThatARuleAllowsIsResumed() {
    job.state = JobState.FAILED;
    job.run = 1;
    job.failing.add("CHECK_SAME_OBJ");
    job.shielded.add("CHECK_SAME_OBJ");
    run.policy(Policy.Warnings.ACCEPT, run.allow("CHECK_SAME_OBJ")).start();
    run.awaitPhase(BLOCKED);

    run.retry();

    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(resumes()).isEqualTo(1);
  }

  @Test
  void whatTheGateLetPassIsResumedAlsoWhenItsRuleHasExpiredSince() {
    job.failing.add("CHECK_SAME_OBJ");
    failOnceItMoves();
    run.policy(Policy.Warnings.ACCEPT, allowFor(Duration.ofHours(1))).start();
    run.awaitPhase(BLOCKED);
    run.pass(Duration.ofHours(2));

    run.retry();

    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(resumes()).isEqualTo(1);
  }

  @Test
  void aShieldThatHasComeSinceTheGateLetTheJobPassIsNotSlippedPast() {
    failOnceItMoves();
    run.start();
    run.awaitPhase(BLOCKED);
    synchronized (job) {
      job.run++;
      job.failing.add("CHECK_SAME_OBJ");
      job.shielded.add("CHECK_SAME_OBJ");
    }

    retryInVain("the gate objects to what its check passed over");

    assertThat(resumes()).isZero();
  }

  private Rule allowFor(Duration time) {
    return new Rule(
        "CHECK_SAME_OBJ",
        Rule.Decision.ALLOW,
        "created ahead",
        run.now().plus(time),
        List.of(),
        List.of(),
        List.of(),
        "",
        "",
        "tidegate.yaml:6");
  }
}
