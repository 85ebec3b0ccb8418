package io.tidegate.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.CheckOutcome;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.Snapshot;
import io.tidegate.workflow.contract.WatchGoal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A migration that brings a definition, which is prechecked in runs that only their reply names.
 */
class DefinedMigrationTest {
  private static final String DEFINITION = "{\"name\":\"orders\"}";

  private final RunsOfTheirOwn job = new RunsOfTheirOwn();
  private final MigrationRun run = new MigrationRun(job);

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void theRunOfARoundSpeaksForTheJobUntilItIsStarted() {
    job.startFollows = false;
    run.definition(DEFINITION).start();

    assertThat(run.result().outcome()).isEqualTo(MigrationPhase.SUCCEEDED);
    assertThat(job.asked)
        .containsSubsequence(
            "look null", "submit null " + DEFINITION, "poll t_1", "start t_1", "watch null");
  }

  @Test
  void aRecheckSendsTheDefinitionAgainAndItsRunTakesTheOthersPlace() {
    job.startFollows = false;
    job.failing.add("DB_UK_INDEX");
    run.definition(DEFINITION).start();
    run.awaitPhase(MigrationPhase.AWAITING_FIX);

    job.failing.clear();
    run.recheck();

    assertThat(run.result().outcome()).isEqualTo(MigrationPhase.SUCCEEDED);
    assertThat(job.asked)
        .containsSubsequence(
            "submit null " + DEFINITION,
            "poll t_1",
            "watch t_1",
            "look t_1",
            "recheck t_1 " + DEFINITION,
            "poll t_2",
            "start t_2");
    assertThat(run.report().effects()).extracting(Receipt::run).contains("t_1", "t_2");
  }

  @Test
  void withoutADefinitionNoneIsSentAndNoRunRemembered() {
    run.start();

    assertThat(run.result().outcome()).isEqualTo(MigrationPhase.SUCCEEDED);
    assertThat(job.asked)
        .contains("submit null null", "poll null")
        .noneMatch(a -> a.contains("t_"));
  }

  /** Writes down which run was meant, with each call. */
  private static final class RunsOfTheirOwn extends FakeJob {
    final List<String> asked = new ArrayList<>();

    private Receipt named(Receipt receipt, @Nullable String definition) {
      return definition == null
          ? receipt
          : new Receipt(
              receipt.effect(),
              receipt.outcome(),
              receipt.proof(),
              receipt.items(),
              receipt.attempts(),
              receipt.at(),
              "t_" + run);
    }

    @Override
    public synchronized Snapshot lookAtJob(JobRef ref) {
      asked.add("look " + ref.run());
      return super.lookAtJob(ref);
    }

    @Override
    public synchronized Receipt submitCheck(
        JobRef ref, Baseline baseline, @Nullable String definition) {
      asked.add("submit " + ref.run() + " " + definition);
      return named(super.submitCheck(ref, baseline, definition), definition);
    }

    @Override
    public synchronized Receipt recheck(
        JobRef ref, Baseline baseline, @Nullable String definition) {
      asked.add("recheck " + ref.run() + " " + definition);
      return named(super.recheck(ref, baseline, definition), definition);
    }

    @Override
    public synchronized CheckOutcome pollUntilFinished(
        JobRef ref, Baseline baseline, Instant submittedAt, Instant deadline) {
      asked.add("poll " + ref.run());
      return super.pollUntilFinished(ref, baseline, submittedAt, deadline);
    }

    @Override
    public synchronized Receipt startMigration(JobRef ref, Baseline baseline) {
      asked.add("start " + ref.run());
      return super.startMigration(ref, baseline);
    }

    @Override
    public synchronized JobView watchMigration(
        JobRef ref, JobView seen, WatchGoal goal, Duration maxLag) {
      asked.add("watch " + ref.run());
      return super.watchMigration(ref, seen, goal, maxLag);
    }
  }
}
