package io.tidegate.provider.oms.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.tidegate.provider.json.Scalars;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Data of {@code GetPreCheckResult}. The editions call id and status of the run differently; that
 * of the enterprise edition is of the run too, whatever its name says. The items are kept as sent,
 * and read one by one as {@link Item}.
 */
public record PrecheckRunReply(
    @Nullable String projectId,
    @Nullable String projectStatus,
    @Nullable String preCheckId,
    @Nullable String preCheckStatus,
    @Nullable List<@Nullable JsonNode> preCheckResults,
    @Nullable String progress,
    @Nullable String message,
    @Nullable JsonNode errorDetail) {

  /**
   * One item; {@code name} is for people alone. {@code skippable} says that it may be skipped, and
   * {@code blackObjectsInfo} which objects would be left out.
   */
  public record Item(
      @Nullable String name,
      @Nullable String endpointType,
      @Nullable String checkType,
      @Nullable String status,
      @Nullable String message,
      @Nullable String skippable,
      @Nullable String role,
      @Nullable String skipConsequence,
      @Nullable JsonNode errorDetail,
      @Nullable String removable,
      @Nullable JsonNode blackObjectsInfo) {}

  /** The run's id, or empty. */
  public String id() {
    return firstOf(preCheckId, projectId);
  }

  /** The service's word for the run, or empty. */
  public String status() {
    return firstOf(preCheckStatus, projectStatus);
  }

  private static String firstOf(@Nullable String one, @Nullable String other) {
    String first = Scalars.text(one);
    return first.isEmpty() ? Scalars.text(other) : first;
  }

  /** An item that is nothing stays one: it is not an item that is well. */
  public List<JsonNode> items() {
    return preCheckResults == null
        ? List.of()
        : preCheckResults.stream().map(i -> i == null ? NullNode.getInstance() : i).toList();
  }
}
