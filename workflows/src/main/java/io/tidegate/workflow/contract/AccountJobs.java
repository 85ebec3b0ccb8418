package io.tidegate.workflow.contract;

import java.util.List;

/**
 * What an account has at its service, as the service lists it.
 *
 * @param provider empty where the worker has no such account
 * @param more whether there are more than were read
 * @param problem why nothing could be read, with the provider's code and request id; else empty
 */
public record AccountJobs(
    String account,
    String provider,
    String dialect,
    String region,
    List<Listed> jobs,
    boolean more,
    String problem) {

  /** As many as are told of at most. */
  public static final int MOST = 2_000;

  /**
   * A job in the list.
   *
   * @param job the id that a migration of it may be given
   * @param name what people call it at the provider, or empty
   * @param status the provider's own word for {@code state}
   */
  public record Listed(String job, String name, JobState state, String status) {}

  public AccountJobs {
    jobs = List.copyOf(jobs);
  }
}
