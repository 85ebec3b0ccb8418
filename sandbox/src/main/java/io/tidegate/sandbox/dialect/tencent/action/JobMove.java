package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.dialect.tencent.Action;
import io.tidegate.sandbox.dialect.tencent.ApiVersion;
import io.tidegate.sandbox.dialect.tencent.Call;
import io.tidegate.sandbox.dialect.tencent.Permit;
import io.tidegate.sandbox.fault.Fault;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * An action that moves a job on and has nothing to tell but yes.
 *
 * @param move does it to the job with this id
 */
record JobMove(
    String name,
    ApiVersion version,
    Fault.Reach reach,
    Permit permit,
    Jobs jobs,
    BiConsumer<String, Call> move)
    implements Action<ByJob> {

  @Override
  public Class<ByJob> parameters() {
    return ByJob.class;
  }

  @Override
  public Object answer(ByJob parameters, Call call) {
    jobs.change(parameters.jobId(), permit, view -> move.accept(view.job().id(), call));
    return Map.of();
  }
}
