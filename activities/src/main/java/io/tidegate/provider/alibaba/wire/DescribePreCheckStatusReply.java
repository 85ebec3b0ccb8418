package io.tidegate.provider.alibaba.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reply of {@code DescribePreCheckStatus}: one page. Items are kept as sent as well. */
public record DescribePreCheckStatusReply(
    @Nullable String state,
    @Nullable String jobId,
    @Nullable String totalRecordCount,
    @Nullable String errorAnalysisItem,
    @Nullable List<JsonNode> jobProgress,
    @Nullable List<JsonNode> analysisJobProgress,
    @Nullable List<SubJob> subDistributedJobStatus,
    @Nullable List<SubJob> fullNetCheckJobStatus) {

  /** A check of a part, with items of its own. */
  public record SubJob(
      @Nullable String jobId,
      @Nullable String jobName,
      @Nullable String code,
      @Nullable String state,
      @Nullable List<JsonNode> jobProgress) {}

  /** One item. */
  public record Item(
      @Nullable String item,
      @Nullable String state,
      @Nullable String canSkip,
      @Nullable String skip,
      @Nullable String ignoreFlag,
      @Nullable String bootTime,
      @Nullable String errMsg,
      @Nullable String errDetail,
      @Nullable String repairMethod,
      @Nullable String sub,
      @Nullable String sourceSchema,
      @Nullable String targetNames) {}
}
