package io.tidegate.provider.tencent.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reply of {@code DescribeCheckSyncJobResult}: the last check, whole. {@code status} is of the task
 * and its verdict in one. The steps are kept as sent, and read one by one as {@link SyncStep}.
 */
public record DescribeCheckSyncJobResultReply(
    @Nullable String status,
    @Nullable String progress,
    @Nullable String stepCount,
    @Nullable String stepCur,
    @Nullable List<JsonNode> stepInfos) {

  /** A step that is nothing stays one: it is not a step that is well. */
  public List<JsonNode> steps() {
    return stepInfos == null ? List.of() : stepInfos;
  }
}
