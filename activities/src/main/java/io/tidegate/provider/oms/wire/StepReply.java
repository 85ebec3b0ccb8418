package io.tidegate.provider.oms.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.provider.json.Lists;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of a project, of {@code DescribeProjectSteps} as of {@code ListProjects}. */
public record StepReply(
    @Nullable String order,
    @Nullable String name,
    @Nullable String status,
    @Nullable String progress,
    @Nullable String startTime,
    @Nullable String finishTime,
    @Nullable JsonNode extraInfo) {

  /**
   * Why a step failed. Of a step that was repaired since, {@code failedTime} and the others may
   * stay.
   */
  public record ExtraInfo(
      @Nullable String errorCode,
      @Nullable String errorMsg,
      @Nullable List<@Nullable JsonNode> errorDetails,
      @Nullable String failedTime) {

    public List<JsonNode> details() {
      return Lists.present(errorDetails);
    }
  }
}
