package io.tidegate.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationRequest.Until;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.StageProgress;
import io.tidegate.workflow.contract.Waiting;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the table in {@code docs/faults.md} of the phase that follows an outcome. */
@Timeout(60)
class StepOutcomesTest {
  private static final String BLOCKED_BY = "blocked by ";
  private static final String ALLOWED = "CHECK_SAME_OBJ";
  private static final String FORBIDDEN = "CHECK_SERVER_ID";

  /** One promise. */
  record Row(
      String step,
      String outcome,
      MigrationPhase phase,
      List<MigrationPhase> then,
      List<String> reads) {
    boolean isBlocked() {
      return outcome.startsWith(BLOCKED_BY);
    }

    /** As the fake has it. */
    String call() {
      return switch (step) {
        case "LookAtJob" -> "look";
        case "SubmitCheck" -> "submit";
        case "PollUntilFinished" -> "poll";
        case "Recheck" -> "recheck";
        default -> step.replaceAll("(?<=[a-z])[A-Z].*", "").toLowerCase(Locale.ROOT);
      };
    }

    @Override
    public String toString() {
      return step + " " + outcome;
    }
  }

  static List<Row> rows() throws Exception {
    return DocumentedRows.of("| step | outcome | phase |").stream()
        .map(StepOutcomesTest::row)
        .toList();
  }

  private static Row row(List<String> cells) {
    return new Row(
        cells.get(0),
        cells.get(1),
        MigrationPhase.valueOf(cells.get(2)),
        Arrays.stream(cells.get(3).split(", ")).map(MigrationPhase::valueOf).toList(),
        DocumentedRows.quoted(cells.get(4)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void anOutcomeLeadsToThePhaseThatItsRowSays(Row row) {
    FakeJob job = isOfFollowing(row.step()) ? new FollowingJob() : new FakeJob();
    job.failNext(row.call(), FailureType.PROVIDER_UNAVAILABLE, "try again");
    if (row.isBlocked()) {
      String type = row.outcome().substring(BLOCKED_BY.length());
      job.failNext(row.call(), FailureType.valueOf(type), "no");
    } else if (row.outcome().equals("adopted")) {
      job.outcome = Receipt.Outcome.ADOPTED;
    }
    try (MigrationRun run = new MigrationRun(job)) {
      bring(job, run, row);
      run.awaitUntil("rest, it is ", () -> isAtRest(run, job, row));

      String said = said(run);
      assertThat(row.reads()).as(said).allMatch(said::contains);
      assertThat(run.phasesBefore(row.step())).last().isEqualTo(row.phase());
      assertThat(run.phasesAfter(row.step())).isEqualTo(row.then());
      assertThat(job.movements).isLessThanOrEqualTo(1);
    }
  }

  private static boolean isOfFollowing(String step) {
    return step.equals("CompleteMigration") || step.equals("StopMigration");
  }

  /** Once it has been tried twice. */
  private static boolean isAtRest(MigrationRun run, FakeJob job, Row row) {
    long calls = job.calls().stream().filter(c -> c.split(" ")[0].equals(row.call())).count();
    MigrationPhase phase = run.status().phase();
    return calls > 1 && (phase.isEnd() || phase.needsHuman());
  }

  private static void bring(FakeJob job, MigrationRun run, Row row) {
    switch (row.step()) {
      case "LookAtJob" -> {
        show(job, row);
        run.start();
      }
      case "SubmitCheck" -> run.start();
      case "Recheck", "ShieldSkippable" -> {
        job.failing.add(ALLOWED);
        run.policy(Policy.Warnings.ACCEPT, run.allow(ALLOWED)).start();
      }
      case "PollUntilFinished" -> {
        job.startFollows = false;
        if (row.outcome().equals("CHECK_FAILED")) {
          job.failing.add(FORBIDDEN);
        }
        run.start();
      }
      case "ModifyJob" -> {
        job.extras = new Capability.Extras("ModifyMigrateJob", true, true);
        job.failing.add(FORBIDDEN);
        run.start();
        run.awaitPhase(MigrationPhase.AWAITING_FIX);
        job.failing.clear();
        run.modify("{\"JobName\":\"n\"}");
      }
      case "StartMigration" -> {
        job.startFollows = false;
        run.start();
      }
      case "ResumeMigration" -> {
        job.startFollows = false;
        job.extras = FailedJobTest.RESUMABLE;
        job.watchStates.add(JobState.FAILED);
        // It began once, and goes on.
        job.before.put("resume", () -> job.movements--);
        run.start();
        run.awaitPhase(MigrationPhase.BLOCKED);
        run.retry();
      }
      case "WatchMigration" -> {
        if (!row.isBlocked() && !row.outcome().equals("FINISHED")) {
          job.watchStates.add(JobState.valueOf(row.outcome()));
          job.before.put("watch", () -> readTheTimeBeforeOnce(job, row));
        }
        run.start();
      }
      case "SuspendMigration" -> {
        job.warnings.add(FORBIDDEN);
        run.policy(Policy.Warnings.SUSPEND).start();
      }
      case "CompleteMigration" -> {
        run.until(Until.CUT_OVER).start();
        run.awaitPhase(MigrationPhase.MIGRATING);
        ((FollowingJob) job).following = StageProgress.StageState.CAUGHT_UP;
        ((FollowingJob) job).lag = Duration.ofSeconds(2);
        run.awaitUntil("a reading, ", () -> run.status().view() != null);
        run.cutover();
      }
      case "StopMigration" -> {
        run.until(Until.CUT_OVER).start();
        run.awaitPhase(MigrationPhase.MIGRATING);
        run.cancelStop();
      }
      default -> throw new IllegalArgumentException("no such step: " + row.step());
    }
  }

  private static void show(FakeJob job, Row row) {
    if (row.isBlocked()) {
      return;
    }
    job.state = JobState.valueOf(row.outcome());
    if (job.state == JobState.CHECK_FAILED) {
      job.failing.add(FORBIDDEN);
      job.run = 1;
    }
  }

  /** The look that follows shows the job as it is. */
  private static void readTheTimeBeforeOnce(FakeJob job, Row row) {
    if (!row.outcome().equals("UNKNOWN")) {
      job.before.put("look", () -> job.state = JobState.MOVING);
    }
  }

  private static String said(MigrationRun run) {
    MigrationStatus status = run.status();
    Waiting waiting = status.waiting();
    String hold =
        waiting == null
            ? run.report().reason()
            : "%s %s %s %s"
                .formatted(
                    waiting.type(),
                    waiting.reason(),
                    waiting.nextStep(),
                    waiting.objections().stream()
                        .map(Waiting.Objection::why)
                        .collect(Collectors.joining(" ")));
    String receipts =
        run.report().effects().stream()
            .map(receipt -> receipt.effect() + " " + receipt.outcome())
            .collect(Collectors.joining(", "));
    return hold + " " + receipts;
  }
}
