package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.dialect.tencent.Call;
import io.tidegate.sandbox.dialect.tencent.Operation;
import io.tidegate.sandbox.dialect.tencent.TencentError;
import io.tidegate.sandbox.fault.Fault;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * SkipCheckItem: marks steps of the latest check, which later checks then pass over. The verdict
 * that was given stays.
 */
record SkipCheckItem(Jobs jobs) implements Version2021<SkipCheckItem.Parameters> {
  /** The step whose skip must say what becomes of the foreign keys. */
  private static final String FOREIGN_KEYS = "ConstraintCheck";

  private static final Set<String> FLAGS = Set.of("shield", "migrate");

  /** What it takes. */
  record Parameters(
      @Nullable String jobId,
      @Nullable List<@Nullable String> stepIds,
      @Nullable String foreignKeyFlag) {}

  /** Yes. */
  record Response(String message) {}

  @Override
  public Class<Parameters> parameters() {
    return Parameters.class;
  }

  @Override
  public Fault.Reach reach() {
    return Fault.Reach.EVERY_CALL;
  }

  @Override
  public Object answer(Parameters parameters, Call call) {
    Jobs.required(parameters.jobId(), "JobId");
    List<String> steps = StepIds.of(parameters.stepIds());
    checkFlag(steps, parameters.foreignKeyFlag());
    jobs.change(
        parameters.jobId(),
        Operation.SKIP,
        view -> {
          StepIds.requireKnown(view.precheck(), steps);
          jobs.service()
              .shieldFindings(view.job().id(), null, steps, choices(parameters.foreignKeyFlag()));
        });
    return new Response("skip item successfully");
  }

  private static void checkFlag(List<String> steps, @Nullable String flag) {
    boolean needed = steps.contains(FOREIGN_KEYS);
    if (flag == null || flag.isEmpty()) {
      if (needed) {
        throw TencentError.missing("ForeignKeyFlag");
      }
    } else if (!needed) {
      throw TencentError.invalid(
          "ForeignKeyFlag", "left out unless " + FOREIGN_KEYS + " is skipped");
    } else if (!FLAGS.contains(flag)) {
      throw TencentError.invalid("ForeignKeyFlag", "shield or migrate");
    }
  }

  private static Map<String, String> choices(@Nullable String flag) {
    return flag == null || flag.isEmpty() ? Map.of() : Map.of(FOREIGN_KEYS, flag);
  }
}
