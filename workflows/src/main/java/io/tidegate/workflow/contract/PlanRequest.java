package io.tidegate.workflow.contract;

import java.time.Duration;
import java.util.List;

/** Asks what would happen; changes nothing. */
public record PlanRequest(List<Entry> entries) {

  /**
   * One migration of a file.
   *
   * @param job the job as the file names it: any id that the provider knows it by
   * @param defined whether it brings the definition of what is to be prechecked
   */
  public record Entry(
      String name,
      String account,
      String job,
      Policy policy,
      Rounds rounds,
      MigrationRequest.Until until,
      Duration maxLag,
      boolean defined) {
    public Entry {
      // A command line of an earlier version says none.
      maxLag = maxLag == null ? MigrationRequest.DEFAULT_MAX_LAG : maxLag;
    }

    /** An entry that brings no definition. */
    public Entry(
        String name,
        String account,
        String job,
        Policy policy,
        Rounds rounds,
        MigrationRequest.Until until,
        Duration maxLag) {
      this(name, account, job, policy, rounds, until, maxLag, false);
    }
  }

  public PlanRequest {
    entries = entries == null ? List.of() : List.copyOf(entries);
  }
}
