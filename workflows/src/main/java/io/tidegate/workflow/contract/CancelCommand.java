package io.tidegate.workflow.contract;

/**
 * Ends a migration on request.
 *
 * @param mode what becomes of the job at the provider
 */
public record CancelCommand(Mode mode, String by, String reason) {

  /** What becomes of the job. */
  public enum Mode {
    /** The job is left as it is. */
    DETACH,
    /** The job is stopped at the provider, for good. */
    STOP
  }

  public CancelCommand {
    mode = mode == null ? Mode.DETACH : mode;
    by = by == null ? "" : by;
    reason = reason == null ? "" : reason;
  }
}
