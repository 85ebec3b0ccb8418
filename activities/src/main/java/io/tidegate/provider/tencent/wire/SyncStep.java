package io.tidegate.provider.tencent.wire;

import io.tidegate.provider.json.Lists;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a synchronisation, of its check as of its movement. How bad a tip is, the list says
 * that it stands in, and its code does not.
 */
public record SyncStep(
    @Nullable String stepNo,
    @Nullable String stepId,
    @Nullable String stepName,
    @Nullable String status,
    @Nullable String progress,
    @Nullable String startTime,
    @Nullable String finishTime,
    @Nullable List<@Nullable Tip> errors,
    @Nullable List<@Nullable Tip> warnings) {

  /** What is wrong, and what helps; {@code skipInfo} is what a shield of the step risks. */
  public record Tip(
      @Nullable String code,
      @Nullable String message,
      @Nullable String solution,
      @Nullable String helpDoc,
      @Nullable String skipInfo) {}

  public List<Tip> failures() {
    return Lists.present(errors);
  }

  public List<Tip> notices() {
    return Lists.present(warnings);
  }
}
