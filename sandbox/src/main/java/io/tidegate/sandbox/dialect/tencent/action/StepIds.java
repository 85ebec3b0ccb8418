package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.core.PrecheckRun;
import io.tidegate.sandbox.dialect.tencent.TencentError;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameter that names steps of the latest check. */
final class StepIds {
  private static final String NAME = "StepIds";

  private StepIds() {}

  /** Each once. */
  static List<String> of(@Nullable List<@Nullable String> sent) {
    List<String> steps =
        Jobs.required(sent, NAME).stream()
            .map(step -> Jobs.required(step, NAME))
            .distinct()
            .toList();
    if (steps.isEmpty()) {
      throw TencentError.missing(NAME);
    }
    return steps;
  }

  static void requireKnown(Optional<PrecheckRun> run, List<String> steps) {
    for (String step : steps) {
      if (run.flatMap(found -> found.item(step)).isEmpty()) {
        throw TencentError.invalid(NAME, "made of steps of the latest check");
      }
    }
  }
}
