package io.tidegate.workflow.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Ends well a job that keeps following its source, once the target has everything.
 *
 * @param by as their operating system named them: claimed, not proven
 * @param frozenAt since when nobody writes to the source; null where that is not declared
 * @param acceptLoss whether it is sent at once, whatever the target does not have yet
 */
public record CutoverCommand(
    String by, String reason, @Nullable Instant frozenAt, boolean acceptLoss) {
  public CutoverCommand {
    by = by == null ? "" : by;
    reason = reason == null ? "" : reason;
  }
}
