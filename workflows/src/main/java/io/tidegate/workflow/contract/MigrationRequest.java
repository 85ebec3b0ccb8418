package io.tidegate.workflow.contract;

/**
 * What an operator asks for: everything the workflow needs and nothing that it can look up itself.
 *
 * @param name what people call the migration
 * @param requestedBy who started it, as their operating system named them: claimed, not proven
 */
public record MigrationRequest(
    String name, JobRef job, Policy policy, Rounds rounds, Until until, String requestedBy) {

  /** What counts as the end. */
  public enum Until {
    /** Every configured stage has finished by itself. */
    FINISHED
  }

  // Normalises only: a throw here would fail decoding, and a workflow whose input cannot be decoded
  // retries its task for ever instead of failing.
  public MigrationRequest {
    requestedBy = requestedBy == null ? "" : requestedBy;
  }

  /** Whether both ask for the same thing, whoever asked and wherever it was written. */
  public boolean asksTheSameAs(MigrationRequest other) {
    return name.equals(other.name)
        && policy.withoutOrigins().equals(other.policy.withoutOrigins())
        && rounds.equals(other.rounds)
        && until == other.until;
  }
}
