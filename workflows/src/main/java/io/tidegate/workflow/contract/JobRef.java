package io.tidegate.workflow.contract;

import org.jspecify.annotations.Nullable;

/**
 * A job as its provider identifies it: what a pipeline is about, whatever we call the account.
 *
 * @param account the configured access to use, by name; never a credential
 * @param provider e.g. {@code alibaba}
 * @param dialect the API of that provider, e.g. {@code alibaba} or {@code tencent-2021}
 * @param region the provider's region, e.g. {@code cn-hangzhou}
 * @param job the provider's own id of the job, resolved by a look at the provider
 * @param run the precheck run that speaks for the job now, where the provider does not tell of a
 *     job which one that is; null elsewhere, and while there is none
 */
public record JobRef(
    String account,
    String provider,
    String dialect,
    String region,
    String job,
    @Nullable String run) {

  /** A job for which no run of its own speaks. */
  public JobRef(String account, String provider, String dialect, String region, String job) {
    this(account, provider, dialect, region, job, null);
  }

  /**
   * The same job.
   *
   * @param other the run that speaks for it; empty for none
   */
  public JobRef withRun(String other) {
    return new JobRef(account, provider, dialect, region, job, other.isEmpty() ? null : other);
  }
}
