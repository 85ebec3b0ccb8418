package io.tidegate.workflow;

import static io.tidegate.workflow.contract.MigrationPhase.AWAITING_FIX;
import static io.tidegate.workflow.contract.MigrationPhase.BLOCKED;
import static io.tidegate.workflow.contract.MigrationPhase.CUTTING_OVER;
import static io.tidegate.workflow.contract.MigrationPhase.MIGRATING;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.CredentialsMark;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.MigrationRequest.Until;
import io.tidegate.workflow.contract.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Records one history of each shape of a migration, to be replayed by every later build. Run when a
 * release changes the shape: {@code mvn -pl workflows test -Dtest=RecordedHistories
 * -Dtidegate.record-histories=src/test/resources/histories}; keep the old ones.
 */
@EnabledIfSystemProperty(
    named = "tidegate.record-histories",
    matches = ".+",
    disabledReason = "records only when told where to")
class RecordedHistories {
  private final FakeJob job = new FakeJob();

  @Test
  void pass() throws Exception {
    try (MigrationRun run = new MigrationRun(job)) {
      run.start();
      run.result();
      save(run, "pass");
    }
  }

  @Test
  void shield() throws Exception {
    job.failing.add("CHECK_SAME_OBJ");
    try (MigrationRun run = new MigrationRun(job)) {
      run.policy(Policy.Warnings.ACCEPT, run.allow("CHECK_SAME_OBJ")).start();
      run.result();
      save(run, "shield");
    }
  }

  @Test
  void fix() throws Exception {
    job.failing.add("CHECK_AUTH_SRC");
    try (MigrationRun run = new MigrationRun(job)) {
      run.start();
      run.awaitPhase(AWAITING_FIX);
      job.failing.clear();
      run.recheck();
      run.result();
      save(run, "fix");
    }
  }

  @Test
  void giveUp() throws Exception {
    job.failing.add("CHECK_AUTH_SRC");
    try (MigrationRun run = new MigrationRun(job)) {
      run.giveUpAfter(Duration.ofDays(3)).start();
      run.failure();
      save(run, "give-up");
    }
  }

  @Test
  void cancel() throws Exception {
    job.failing.add("CHECK_AUTH_SRC");
    try (MigrationRun run = new MigrationRun(job)) {
      run.start();
      run.awaitPhase(AWAITING_FIX);
      run.cancelStop();
      run.awaitEnd();
      save(run, "cancel");
    }
  }

  @Test
  void blockedAndRetried() throws Exception {
    job.failNext("submit", FailureType.NOT_AUTHORISED, "refused");
    try (MigrationRun run = new MigrationRun(job)) {
      run.start();
      run.awaitPhase(BLOCKED);
      run.retry();
      run.result();
      save(run, "blocked-and-retried");
    }
  }

  @Test
  void shieldRefused() throws Exception {
    job.failing.add("CHECK_SAME_OBJ");
    job.failNext("shield", FailureType.INVALID_REQUEST, "not this one");
    try (MigrationRun run = new MigrationRun(job)) {
      run.policy(Policy.Warnings.ACCEPT, run.allow("CHECK_SAME_OBJ")).start();
      run.awaitPhase(BLOCKED);
      run.retry();
      run.result();
      save(run, "shield-refused");
    }
  }

  @Test
  void credentialsRenewed() throws Exception {
    job.refuseNext("poll", new CredentialsMark("a", "1"));
    try (MigrationRun run = new MigrationRun(job)) {
      run.start();
      run.awaitPhase(BLOCKED);
      job.renewed = new CredentialsMark("a", "2");
      run.result();
      save(run, "credentials-renewed");
    }
  }

  @Test
  void startedByAnother() throws Exception {
    job.failing.add("CHECK_AUTH_SRC");
    try (MigrationRun run = new MigrationRun(job)) {
      run.start();
      run.awaitPhase(AWAITING_FIX);
      synchronized (job) {
        job.failing.clear();
        job.state = JobState.CHECKING;
      }
      run.result();
      save(run, "started-by-another");
    }
  }

  @Test
  void startedPastTheGate() throws Exception {
    job.failing.add("CHECK_SAME_OBJ");
    job.shielded.add("CHECK_SAME_OBJ");
    job.run = 1;
    job.state = JobState.MOVING;
    try (MigrationRun run = new MigrationRun(job)) {
      run.start();
      run.awaitPhase(BLOCKED);
      run.retry();
      run.result();
      save(run, "started-past-the-gate");
    }
  }

  @Test
  void looksAgain() throws Exception {
    job.failing.add("CHECK_AUTH_SRC");
    job.failNext("others", FailureType.QUOTA_EXCEEDED, "no quota");
    try (MigrationRun run = new MigrationRun(job)) {
      run.start();
      run.awaitPhase(AWAITING_FIX);
      run.awaitCall("others");
      synchronized (job) {
        job.failing.clear();
        job.state = JobState.CHECKING;
      }
      run.result();
      save(run, "looks-again");
    }
  }

  @Test
  void detached() throws Exception {
    job.pollsUntilVerdict = Integer.MAX_VALUE;
    try (MigrationRun run = new MigrationRun(job)) {
      run.start();
      run.awaitCall("poll");
      run.cancelDetach();
      run.awaitEnd();
      save(run, "detached");
    }
  }

  @Test
  void adopted() throws Exception {
    job.state = JobState.CHECKING;
    try (MigrationRun run = new MigrationRun(job)) {
      run.start();
      run.result();
      save(run, "adopted");
    }
  }

  @Test
  void pausedByTheGate() throws Exception {
    job.warnings.add("CHECK_SQL_MODE");
    try (MigrationRun run = new MigrationRun(job)) {
      run.policy(Policy.Warnings.SUSPEND).start();
      run.awaitPhase(io.tidegate.workflow.contract.MigrationPhase.PAUSED);
      job.state = JobState.MOVING;
      run.retry();
      run.result();
      save(run, "paused-by-the-gate");
    }
  }

  @Test
  void cutOver() throws Exception {
    FollowingJob following = new FollowingJob();
    try (MigrationRun run = new MigrationRun(following).until(Until.CUT_OVER)) {
      run.start();
      run.awaitPhase(MIGRATING);
      run.awaitUntil("a reading, ", () -> run.status().view() != null);
      run.cutover();
      run.awaitPhase(CUTTING_OVER);
      run.revokeCutover();
      run.awaitPhase(MIGRATING);
      run.cutover();
      following.lag = Duration.ZERO;
      run.result();
      save(run, "cut-over");
    }
  }

  @Test
  void caughtUp() throws Exception {
    FollowingJob following = new FollowingJob();
    following.lag = Duration.ZERO;
    try (MigrationRun run = new MigrationRun(following).until(Until.CAUGHT_UP)) {
      run.start();
      run.result();
      save(run, "caught-up");
    }
  }

  @Test
  void modified() throws Exception {
    job.extras = new Capability.Extras("ModifyMigrateJob", true, true);
    job.shieldReach = Capability.ShieldReach.NONE;
    job.startFollows = false;
    job.failing.add("PRECHECK");
    try (MigrationRun run = new MigrationRun(job)) {
      run.start();
      run.awaitPhase(AWAITING_FIX);
      job.failing.clear();
      run.modify("{\"JobName\":\"n\"}");
      run.result();
      save(run, "modified");
    }
  }

  private static void save(MigrationRun run, String name) throws Exception {
    Path folder = Path.of(System.getProperty("tidegate.record-histories"));
    Files.createDirectories(folder);
    Path file = folder.resolve("migration-1-" + name + ".json");
    Files.writeString(file, run.history().toJson(true));
    assertThat(file).isNotEmptyFile();
  }
}
