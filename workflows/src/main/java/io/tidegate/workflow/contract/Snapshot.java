package io.tidegate.workflow.contract;

import java.util.List;

/**
 * What a first look at a job finds.
 *
 * @param report the last precheck run; {@code NOT_RUN} where there is none
 * @param neverItems codes that the account's own policy never lets pass, read at that moment
 */
public record Snapshot(
    JobView view,
    Baseline baseline,
    PrecheckReport report,
    Capability capability,
    List<String> neverItems) {
  public Snapshot {
    neverItems = neverItems == null ? List.of() : List.copyOf(neverItems);
  }
}
