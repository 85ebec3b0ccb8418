package io.tidegate.workflow.contract;

/**
 * The name that decides about retry: the type of every {@code ApplicationFailure} an activity
 * throws, and of the reason for a blocked migration.
 */
public enum FailureType {
  /** The thing waited for has not happened yet; nothing is wrong. */
  NOT_FINISHED(true, ""),
  /** The provider could not be reached, or answered that it could not serve. */
  PROVIDER_UNAVAILABLE(true, "wait, or look at the provider's status page"),
  /** The provider asks us to slow down. */
  THROTTLED(true, "wait; the whole account slows down"),
  /** Credentials were refused, or do not permit the action. */
  NOT_AUTHORISED(
      false,
      "renew the account's credentials on the worker: it goes on by itself once they have changed;"
          + " where a permission was missing, grant it, then retry"),
  /** A quota or the balance of the account is used up. */
  QUOTA_EXCEEDED(false, "raise the quota or the balance at the provider, then retry"),
  /** The job is in a state in which the provider, or we, refuse the step. */
  JOB_CONFLICT(false, "bring the job into a state that allows the step, then retry"),
  /** The provider does not know the job. */
  JOB_NOT_FOUND(false, "check the job's id, region and account, then retry or cancel"),
  /** The provider refuses the request as it is. */
  INVALID_REQUEST(false, "read the provider's message, correct what it names, then retry"),
  /**
   * What was decided does not hold any more, and was not sent: a rule has ended, or the check shows
   * failures that nobody has decided about.
   */
  NO_LONGER_ALLOWED(false, "see what the gate says of it now: retry, and it decides anew"),
  /** The worker has no account of that name. */
  UNKNOWN_ACCOUNT(false, "configure the account on the worker, then retry"),
  /** The provider reports a status that we do not know, and keeps to it. */
  UNKNOWN_STATUS(false, "look at the job in the provider's console, then retry or cancel"),
  /** Whether an effect took place stays unclear. */
  EFFECT_UNCLEAR(false, "look at the job in the provider's console, then retry"),
  /** The job began to move and failed at the provider. */
  JOB_FAILED(false, "repair what the provider names, then retry"),
  /** A check that passed cannot be told from the one before it. */
  NO_EVIDENCE(false, "look at the job in the provider's console, then retry"),
  /** A precheck did not end in the time it is given. */
  CHECK_OVERDUE(false, "look at the job in the provider's console, then retry");

  private final boolean retryable;
  private final String nextStep;

  FailureType(boolean retryable, String nextStep) {
    this.retryable = retryable;
    this.nextStep = nextStep;
  }

  /** Whether trying again by itself can help. */
  public boolean isRetryable() {
    return retryable;
  }

  /** What a person should do about it, as half a sentence. */
  public String nextStep() {
    return nextStep;
  }
}
