package io.tidegate.workflow.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cutover that somebody asked for, and what became of it.
 *
 * @param state where it stands
 * @param changedAt when it was revoked or about to be sent; null while it waits
 * @param why who revoked it and why, or the reading that it was sent on; empty while it waits for
 *     the first time
 */
public record CutoverRecord(
    CutoverCommand order, Instant askedAt, State state, @Nullable Instant changedAt, String why) {

  /** Where a cutover stands. */
  public enum State {
    /** It waits for the target, and may be revoked. */
    WAITING,
    REVOKED,
    /** It is being sent, or was: nobody can take it back. */
    SENT
  }

  public CutoverRecord {
    why = why == null ? "" : why;
  }
}
