package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.Sight;
import io.tidegate.sandbox.dialect.alibaba.Action;
import io.tidegate.sandbox.dialect.alibaba.Call;
import io.tidegate.sandbox.fault.Fault;
import java.util.function.BiConsumer;

/**
 * An action that moves a job on and has nothing to tell but yes. Both families move the same jobs;
 * they differ in how they name one and in how they say yes.
 *
 * @param move does it to the job with this id
 */
record JobMove(
    String name, Family family, Fault.Reach reach, JobService jobs, BiConsumer<String, Call> move)
    implements Action {

  /** The legacy family takes no GET that would change a job. */
  @Override
  public boolean postOnly() {
    return family == Family.LEGACY;
  }

  @Override
  public Object answer(Call call) {
    return switch (family) {
      case DTS -> {
        move.accept(
            JobIds.dts(jobs, call.parameters(), "DtsInstanceId", Sight.TRUTH).job().id(), call);
        yield DtsEnvelope.yes(call.requestId());
      }
      case LEGACY -> {
        String instanceId = call.parameters().get("MigrationJobId");
        move.accept(JobIds.instance(jobs, instanceId, Sight.TRUTH).job().id(), call);
        yield LegacyEnvelope.yes(call.requestId());
      }
    };
  }
}
