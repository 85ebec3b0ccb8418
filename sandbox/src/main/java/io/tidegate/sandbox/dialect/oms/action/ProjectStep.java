package io.tidegate.sandbox.dialect.oms.action;

import org.jspecify.annotations.Nullable;

/**
 * One step of a project.
 *
 * @param order counted from 1, of those that the project has
 * @param extraInfo a {@link FailureInfo}; empty where nothing has failed
 * @param stepInfo numbers of the step itself; null where it has none
 */
record ProjectStep(
    int order,
    String name,
    String description,
    String status,
    int progress,
    @Nullable String startTime,
    @Nullable String finishTime,
    Object extraInfo,
    @Nullable Object stepInfo) {

  /** How far a step is that copies or compares rows; null for what is not measured. */
  record Rows(
      @Nullable Long processedRecords,
      @Nullable Long capacity,
      @Nullable Long srcRps,
      @Nullable Long srcRt,
      @Nullable Long srcIops,
      @Nullable Long dstRps,
      @Nullable Long dstRt,
      @Nullable Long dstIops,
      @Nullable Long srcRpsRef,
      @Nullable Long srcRtRef,
      @Nullable Long dstRpsRef,
      @Nullable Long dstRtRef,
      @Nullable Long srcIopsRef) {
    static Rows of(long processed, long capacity) {
      return new Rows(
          processed, capacity, null, null, null, null, null, null, null, null, null, null, null);
    }
  }

  /** Up to when the source is followed, and when that was looked at, in Unix seconds. */
  record Following(
      @Nullable Long incrTimestampCheckpoint,
      long checkpointSampleTimestamp,
      boolean enableIncrStatistics) {}

  /** When the switchover was looked at, in Unix seconds. */
  record Switchover(long checkpointSampleTimestamp) {}

  ProjectStep with(String newStatus) {
    return new ProjectStep(
        order, name, description, newStatus, progress, startTime, finishTime, extraInfo, stepInfo);
  }
}
