package io.tidegate.sandbox.core;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Moves rows. Its place is kept in the {@link Metadatabase}, so that a killed process goes on. */
public interface Engine {

  /**
   * Begins to move the job's objects, or goes on from the stored checkpoints. Returns at once.
   * Launching a job that is already moving in this process changes nothing.
   *
   * @param shielded codes that were passed over when the precheck passed; with {@code
   *     CHECK_SAME_OBJ} or {@code DEST/SYNC_SCHEMA_CONSISTENCY} among them, rows are loaded into
   *     tables that exist, which are never dropped; with {@code ConstraintCheck=shield}, tables are
   *     made without their foreign keys
   */
  void launch(String jobId, JobSpec spec, Set<String> shielded, Listener listener);

  /** Stops moving and keeps the place. Returns when no thread of the job writes any more. */
  void halt(String jobId);

  /**
   * Asks a launched job with the incremental stage to end: to apply what the source has logged by
   * now, and to finish. Jobs that were halted have to be asked again when they are launched.
   */
  void complete(String jobId);

  /** How far the job has got, from the metadatabase; answers for jobs that ended long ago too. */
  Progress progress(String jobId);

  /** Is told how a launched job ended. Called once per launch, unless the job is halted. */
  interface Listener {
    void finished();

    /**
     * @param reason names the object and the database's own words
     */
    void failed(String reason);
  }

  /**
   * How far a job has got.
   *
   * @param verified whether the target's rows were compared with the source's and are equal; with
   *     the incremental stage, those of the load's snapshot, and in the end of a last one
   */
  record Progress(
      StageProgress structure,
      StageProgress fullLoad,
      List<StructureObject> objects,
      List<TableProgress> tables,
      boolean verified,
      Following following) {
    public Progress {
      objects = List.copyOf(objects);
      tables = List.copyOf(tables);
    }
  }

  /** One stage: {@code done} of {@code total} objects or rows. Only a finished one is at 100 %. */
  record StageProgress(State state, long done, long total, String error) {
    /** Where a stage stands. */
    public enum State {
      NOT_STARTED,
      RUNNING,
      FAILED,
      FINISHED
    }

    /** Whole percent; 100 only when the stage is finished. */
    public int percent() {
      if (state == State.FINISHED) {
        return 100;
      }
      return total <= 0 ? 0 : (int) Math.min(99, done * 100 / total);
    }
  }

  /**
   * The incremental stage.
   *
   * @param lagSeconds how far the target is behind the source; 0 when all that is logged is
   *     applied, -1 while that is not known
   * @param checkpoint up to where the source's log is applied, {@code file:offset}; empty at first
   * @param checkpointTime when that was
   * @param inserted rows inserted since the load; updated and deleted ones likewise
   */
  record Following(
      StageProgress.State state,
      long lagSeconds,
      String checkpoint,
      @Nullable Instant checkpointTime,
      long inserted,
      long updated,
      long deleted,
      String error) {
    public static final Following NOT_STARTED =
        new Following(StageProgress.State.NOT_STARTED, -1, "", null, 0, 0, 0, "");

    // The source says only each second that it has nothing more.
    private static final long NEAR_SECONDS = 3;

    /** Whether the target is at most a few seconds behind, which is as near as can be known. */
    public boolean isCaughtUp() {
      return lagSeconds >= 0 && lagSeconds <= NEAR_SECONDS;
    }

    /** Whole percent; it is not done before somebody completes the job. */
    public int percent() {
      if (state == StageProgress.State.FINISHED) {
        return 100;
      }
      return isCaughtUp() ? 99 : 0;
    }
  }

  /**
   * One object of the schema migration, in the order in which they are created.
   *
   * @param ddl the statement that it was created with at the source; empty until it was read there
   */
  record StructureObject(Kind kind, String sourceName, String targetName, String ddl) {
    /** What is moved. */
    public enum Kind {
      SEQUENCE,
      TABLE,
      VIEW
    }
  }

  /**
   * One table.
   *
   * @param sourceRows rows counted at the source; -1 before they were counted
   * @param targetRows rows counted at the target by the verification; before it, rows loaded so far
   * @param verified whether the target's rows were compared with the source's and are equal
   */
  record TableProgress(
      String sourceTable, String targetTable, long sourceRows, long targetRows, boolean verified) {}
}
