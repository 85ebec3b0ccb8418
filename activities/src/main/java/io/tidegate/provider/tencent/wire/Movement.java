package io.tidegate.provider.tencent.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.provider.json.Lists;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a job has moved. {@code secondsBehindMaster} is -1 where nobody knows. The steps are kept
 * as sent, and read one by one as {@link Step}.
 */
public record Movement(
    @Nullable String secondsBehindMaster, @Nullable List<@Nullable JsonNode> stepInfo) {

  /** One step of the way, e.g. {@code loader}. */
  public record Step(
      @Nullable String stepId,
      @Nullable String status,
      @Nullable String percent,
      @Nullable String startTime,
      @Nullable String finishTime,
      @Nullable String stepMessage,
      @Nullable List<@Nullable Tip> errors,
      @Nullable List<@Nullable Tip> warnings) {

    public List<Tip> failures() {
      return Lists.present(errors);
    }

    public List<Tip> notices() {
      return Lists.present(warnings);
    }
  }

  /** What is wrong with a step, and what helps. */
  public record Tip(
      @Nullable String message, @Nullable String solution, @Nullable String helpDoc) {}

  public List<JsonNode> steps() {
    return Lists.present(stepInfo);
  }
}
