package io.tidegate.workflow.contract;

import java.time.Duration;

/**
 * What an operator asks for: everything the workflow needs and nothing that it can look up itself.
 *
 * @param name what people call the migration
 * @param maxLag how far behind the target may be that has caught up, and at a cutover
 * @param requestedBy who started it, as their operating system named them: claimed, not proven
 * @param definition what is to be prechecked, as a JSON object in the provider's words, where the
 *     provider takes one; empty where it knows the job itself
 */
public record MigrationRequest(
    String name,
    JobRef job,
    Policy policy,
    Rounds rounds,
    Until until,
    Duration maxLag,
    String requestedBy,
    String definition) {

  /** Where the file does not say how far behind the target may be. */
  public static final Duration DEFAULT_MAX_LAG = Duration.ofSeconds(5);

  /** What counts as the end. */
  public enum Until {
    /** The job has ended with every configured stage finished. */
    FINISHED,
    /** Nothing is left but to follow the source, and the target is near; the job goes on. */
    CAUGHT_UP,
    /** As {@code FINISHED}, for a job that somebody cuts over. */
    CUT_OVER
  }

  // Normalises only: a throw here would fail decoding, and a workflow whose input cannot be decoded
  // retries its task for ever instead of failing.
  public MigrationRequest {
    maxLag = maxLag == null ? DEFAULT_MAX_LAG : maxLag;
    requestedBy = requestedBy == null ? "" : requestedBy;
    definition = definition == null ? "" : definition;
  }

  /** A request that brings no definition. */
  public MigrationRequest(
      String name,
      JobRef job,
      Policy policy,
      Rounds rounds,
      Until until,
      Duration maxLag,
      String requestedBy) {
    this(name, job, policy, rounds, until, maxLag, requestedBy, "");
  }

  /** Whether both ask for the same thing, whoever asked and wherever it was written. */
  public boolean asksTheSameAs(MigrationRequest other) {
    return name.equals(other.name)
        && policy.withoutOrigins().equals(other.policy.withoutOrigins())
        && rounds.equals(other.rounds)
        && until == other.until
        && maxLag.equals(other.maxLag)
        && definition.equals(other.definition);
  }
}
