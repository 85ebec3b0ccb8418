package io.tidegate.workflow.contract;

import java.util.List;

/**
 * A finished precheck run.
 *
 * @param view the job as it stands now; where the start follows by itself it may be moving already
 * @param evidence why this verdict belongs to the round: {@code run-id}, {@code boot-time}, {@code
 *     job-moved}, {@code seen-running}, or {@code grace} when only time speaks for it
 * @param neverItems codes that the account's own policy never lets pass, read at that moment
 */
public record CheckOutcome(
    PrecheckReport report, JobView view, String evidence, List<String> neverItems) {
  public CheckOutcome {
    neverItems = neverItems == null ? List.of() : List.copyOf(neverItems);
  }
}
