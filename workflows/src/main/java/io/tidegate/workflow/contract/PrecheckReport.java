package io.tidegate.workflow.contract;

import java.util.List;

/**
 * What a precheck run says, bounded so that history stays small: items that passed are only
 * counted, and at most {@link #MAX_ITEMS} of the others are carried.
 *
 * @param state the run as a whole
 * @param status the provider's own word for {@code state}
 * @param runId the provider's id of this run, or empty
 * @param bootTime when the run began, as the provider writes it, or empty
 * @param items those that did not pass, and those that a shield passes over
 * @param omitted how many such items are not carried; with any omitted nothing is ever shielded
 * @param digest SHA-256 over the whole report as read, as hex
 */
public record PrecheckReport(
    State state,
    String status,
    String runId,
    String bootTime,
    List<PrecheckItem> items,
    int total,
    int passed,
    int omitted,
    String digest) {

  /** Bounds what history carries of a report. */
  public static final int MAX_ITEMS = 50;

  /** A precheck run as a whole. */
  public enum State {
    NOT_RUN,
    RUNNING,
    PASSED,
    FAILED,
    PAUSED,
    UNKNOWN;

    /** Whether it says what the run came to. */
    public boolean isVerdict() {
      return this == PASSED || this == FAILED;
    }
  }

  public PrecheckReport {
    status = status == null ? "" : status;
    runId = runId == null ? "" : runId;
    bootTime = bootTime == null ? "" : bootTime;
    items = items == null ? List.of() : List.copyOf(items);
  }

  /** Items that failed and that no shield passes over. */
  public List<PrecheckItem> failed() {
    return items.stream()
        .filter(i -> i.verdict() == PrecheckItem.Verdict.FAILED && !i.shielded())
        .toList();
  }
}
