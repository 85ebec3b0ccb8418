package io.tidegate.provider.alibaba.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.provider.json.Lists;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reply of {@code DescribePreCheckStatus}: one page. What it lists is kept as sent, and read one by
 * one as the records here.
 */
public record DescribePreCheckStatusReply(
    @Nullable String requestId,
    @Nullable String success,
    @Nullable String httpStatusCode,
    @Nullable String state,
    @Nullable String jobId,
    @Nullable String jobName,
    @Nullable String code,
    @Nullable String total,
    @Nullable String errorItem,
    @Nullable String errorAnalysisItem,
    @Nullable String pageNumber,
    @Nullable String pageRecordCount,
    @Nullable String totalRecordCount,
    @Nullable List<JsonNode> jobProgress,
    @Nullable List<JsonNode> analysisJobProgress,
    @Nullable List<JsonNode> subDistributedJobStatus,
    @Nullable List<JsonNode> fullNetCheckJobStatus,
    @Nullable NetworkDiagnosis networkDiagnosisResult) {

  /**
   * A check of a part, with items of its own; regions and networks only where it checks the way
   * between two.
   */
  public record SubJob(
      @Nullable String jobId,
      @Nullable String jobName,
      @Nullable String code,
      @Nullable String state,
      @Nullable String total,
      @Nullable String errorItem,
      @Nullable String hostRegion,
      @Nullable String srcRegion,
      @Nullable String destRegion,
      @Nullable String srcRegionCidr,
      @Nullable String destRegionCidr,
      @Nullable String sourceEndpointType,
      @Nullable String destinationEndpointType,
      @Nullable List<JsonNode> jobProgress) {}

  /** One item of a check, or one object of a stage. */
  public record Item(
      @Nullable String item,
      @Nullable String names,
      @Nullable String state,
      @Nullable String canSkip,
      @Nullable String skip,
      @Nullable String ignoreFlag,
      @Nullable String orderNum,
      @Nullable String total,
      @Nullable String current,
      @Nullable String sub,
      @Nullable String bootTime,
      @Nullable String finishTime,
      @Nullable String errMsg,
      @Nullable String errDetail,
      @Nullable String repairMethod,
      @Nullable String jobId,
      @Nullable String id,
      @Nullable String sourceSchema,
      @Nullable String destSchema,
      @Nullable String targetNames,
      @Nullable String parentObj,
      @Nullable String diffRow,
      @Nullable String ddlSql,
      @Nullable String delaySeconds,
      @Nullable List<@Nullable Log> logs) {

    /** What was logged of it, in the order of the service. */
    public List<Log> logged() {
      return Lists.present(logs);
    }
  }

  /** A line of an item's log. */
  public record Log(
      @Nullable String errMsg,
      @Nullable String errData,
      @Nullable String errType,
      @Nullable String logLevel) {}

  /** What a model of the service's makes of trouble on the way to an endpoint. */
  public record NetworkDiagnosis(
      @Nullable String modelVersion, @Nullable List<JsonNode> diagnosis) {}

  /** One finding; {@code result} is reserved, and empty or "none" as a rule. */
  public record Diagnosis(
      @Nullable String endpointType,
      @Nullable String code,
      @Nullable String cnDocUrl,
      @Nullable String internationalDocUrl,
      @Nullable String result) {}
}
