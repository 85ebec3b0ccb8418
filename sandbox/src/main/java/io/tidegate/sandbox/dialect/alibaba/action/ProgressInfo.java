package io.tidegate.sandbox.dialect.alibaba.action;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One element of JobProgress: an item of a precheck, or a table of a stage. */
record ProgressInfo(
    @Nullable String item,
    @Nullable String names,
    String state,
    boolean canSkip,
    boolean skip,
    String ignoreFlag,
    int orderNum,
    int total,
    String current,
    String sub,
    @Nullable String bootTime,
    @Nullable String finishTime,
    @Nullable String errMsg,
    @Nullable String errDetail,
    @Nullable String repairMethod,
    String jobId,
    String id,
    @Nullable String sourceSchema,
    @Nullable String destSchema,
    @Nullable String targetNames,
    @Nullable Long diffRow,
    @Nullable String ddlSql,
    int delaySeconds,
    List<JobLog> logs) {

  /** Why a subtask failed. */
  record JobLog(String errMsg, String errData, String errType, String logLevel) {}
}
