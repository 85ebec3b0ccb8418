package io.tidegate.workflow.contract;

import io.temporal.activity.ActivityInterface;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one migration, under the names that an operator reads in the Temporal Web UI.
 *
 * <p>Every method may run more than once. Those that change something at the provider do so at most
 * once per attempt, and an attempt after the first sends only after reading has shown, over the
 * dialect's quiet window, that nothing changed against the baseline. All of them fail with a type
 * of {@link FailureType}.
 */
@ActivityInterface
public interface MigrationActivities {

  /** Reads the job and its last precheck; changes nothing. */
  Snapshot lookAtJob(JobRef job);

  /**
   * Begins the first precheck of a migration, or adopts one that already runs.
   *
   * @param baseline how the job looked before the first attempt
   * @param definition as in {@link MigrationRequest#definition}; null where the job is checked as
   *     the provider knows it
   * @throws io.temporal.failure.ApplicationFailure {@code JOB_CONFLICT} when the job is paused:
   *     starting it would resume what somebody paused
   */
  Receipt submitCheck(JobRef job, Baseline baseline, @Nullable String definition);

  /** As {@link #submitCheck}, for every round after the first. */
  Receipt recheck(JobRef job, Baseline baseline, @Nullable String definition);

  /**
   * Returns once the precheck that follows the baseline has a verdict; until then fails with the
   * benign {@code NOT_FINISHED}, which the server retries.
   *
   * @param baseline how the job looked before the submit
   * @param submittedAt when the submit was known to have happened
   * @param deadline when to give up, with {@code CHECK_OVERDUE}; retries never outlast it
   */
  CheckOutcome pollUntilFinished(
      JobRef job, Baseline baseline, Instant submittedAt, Instant deadline);

  /**
   * Has the provider pass over these items of this run, and nothing else.
   *
   * @param runId the run whose report was decided on
   * @param choices what rules say further, by item: {@link Rule#choice}
   * @param allowedUntil when the first of the rules that allow it ends; null for never
   * @throws io.temporal.failure.ApplicationFailure {@code NO_LONGER_ALLOWED} when that is over by
   *     the time of the send, or the account's own policy says never by then
   */
  Receipt shieldSkippable(
      JobRef job,
      String runId,
      List<String> items,
      @Nullable Map<String, String> choices,
      @Nullable Instant allowedUntil);

  /**
   * Sets a checked job moving, or, where the start follows the check by itself, confirms by reading
   * that it moves.
   */
  Receipt startMigration(JobRef job, Baseline baseline);

  /**
   * Returns when the job is no longer as {@code seen}: another state, a stage that ended, or ten
   * percent more, or when it has come to {@code goal}; until then fails with the benign {@code
   * NOT_FINISHED}.
   *
   * @param seen null for an answer at once
   * @param goal null for none
   */
  JobView watchMigration(JobRef job, @Nullable JobView seen, @Nullable WatchGoal goal);

  /** Pauses a job that runs on although the gate objects. */
  Receipt suspendMigration(JobRef job, Baseline baseline);

  /**
   * Ends a job well that keeps following its source. Never sent to one that is paused or has
   * failed.
   */
  Receipt completeMigration(JobRef job, Baseline baseline);

  /**
   * Changes what the job is to do, which takes its last check back.
   *
   * <p>The same body sent twice is harmless; one sent over a change of somebody else's may undo it.
   * So it is adopted where the job shows all that the body says, sent again only where nothing
   * changed, and where the job was changed and does not show that it was by this body, it fails
   * with {@code EFFECT_UNCLEAR}: a person has to look.
   *
   * @param body as {@link ModifyBody} takes it
   */
  Receipt modifyJob(JobRef job, Baseline baseline, String body);

  /** Stops the job at the provider for good. */
  Receipt stopMigration(JobRef job, Baseline baseline);

  /**
   * Returns when the worker that runs this has credentials for the job's account which are worth a
   * try; until then fails with the benign {@code NOT_FINISHED}. Asks nothing of the provider.
   *
   * @param tried the last of each worker that did not help
   * @return what that worker has now
   */
  CredentialsMark awaitCredentials(JobRef job, List<TriedCredentials> tried);
}
