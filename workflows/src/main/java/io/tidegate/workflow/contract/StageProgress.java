package io.tidegate.workflow.contract;

/**
 * One configured stage of a job.
 *
 * @param status the provider's own word
 * @param percent whole percent, or -1 where the provider does not say
 * @param message the provider's words where the stage failed, else empty
 */
public record StageProgress(
    Stage stage, StageState state, String status, int percent, String message) {

  /** A stage of a migration, in the order in which they run. */
  public enum Stage {
    SCHEMA_MIGRATION,
    FULL_LOAD,
    INCREMENTAL_SYNC
  }

  /** Where a stage stands. */
  public enum StageState {
    NOT_STARTED,
    RUNNING,
    FAILED,
    FINISHED,
    CAUGHT_UP,
    UNKNOWN
  }

  public StageProgress {
    status = status == null ? "" : status;
    message = message == null ? "" : message;
  }
}
