package io.tidegate.provider.tencent.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.provider.json.Lists;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reply of {@code DescribeMigrationCheckJob}: the last check, whole. {@code status} is of the task
 * that checks, {@code checkFlag} is its verdict. The steps are kept as sent, and read one by one as
 * {@link Step}.
 */
public record DescribeMigrationCheckJobReply(
    @Nullable String status,
    @Nullable String checkFlag,
    @Nullable String briefMsg,
    @Nullable List<JsonNode> stepInfo) {

  /** One step of the check. */
  public record Step(
      @Nullable String stepId,
      @Nullable String stepStatus,
      @Nullable String stepMessage,
      @Nullable String hasSkipped,
      @Nullable List<@Nullable Finding> detailCheckItems) {

    public List<Finding> findings() {
      return Lists.present(detailCheckItems);
    }
  }

  /** One finding of a step; {@code skipInfo} is what a shield of the step risks. */
  public record Finding(
      @Nullable String checkItemName,
      @Nullable String description,
      @Nullable String checkResult,
      @Nullable String failureReason,
      @Nullable String solution,
      @Nullable List<@Nullable String> errorLog,
      @Nullable List<@Nullable String> helpDoc,
      @Nullable String skipInfo) {

    public List<String> log() {
      return Lists.present(errorLog);
    }

    public List<String> help() {
      return Lists.present(helpDoc);
    }
  }

  /** A step that is nothing stays one: it is not a step that is well. */
  public List<JsonNode> steps() {
    return stepInfo == null ? List.of() : stepInfo;
  }
}
