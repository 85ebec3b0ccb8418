package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.dialect.tencent.Call;
import io.tidegate.sandbox.dialect.tencent.SyncOperation;
import io.tidegate.sandbox.fault.Fault;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * SkipSyncCheckItem: marks steps of the latest check, which later checks then pass over. The
 * verdict that was given stays, and so do its steps.
 */
record SkipSyncCheckItem(Jobs jobs) implements Version2021<SkipSyncCheckItem.Parameters> {

  /** What it takes. */
  record Parameters(@Nullable String jobId, @Nullable List<@Nullable String> stepIds) {}

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
    jobs.change(
        parameters.jobId(),
        SyncOperation.SKIP,
        view -> {
          StepIds.requireKnown(view.precheck(), steps);
          jobs.service().shieldFindings(view.job().id(), null, steps);
        });
    return Map.of();
  }
}
