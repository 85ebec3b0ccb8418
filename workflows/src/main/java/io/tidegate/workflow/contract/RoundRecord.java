package io.tidegate.workflow.contract;

import java.time.Instant;
import java.util.List;

/**
 * One precheck run of one migration.
 *
 * @param number counted from 1
 * @param failedItems codes that failed, at most {@link PrecheckReport#MAX_ITEMS}
 * @param decision what the gate made of it, as a word: proceed, shield, ask, wait; or {@code
 *     passed}, {@code stopped}, where the service has decided
 * @param evidence why the verdict belongs to this round
 * @param digest of the whole report as read
 */
public record RoundRecord(
    int number,
    String runId,
    Instant submittedAt,
    Instant decidedAt,
    int total,
    int passed,
    List<String> failedItems,
    String decision,
    String evidence,
    String digest) {
  public RoundRecord {
    failedItems = failedItems == null ? List.of() : List.copyOf(failedItems);
  }
}
