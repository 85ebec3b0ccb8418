package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.Sight;
import io.tidegate.sandbox.dialect.alibaba.Action;
import io.tidegate.sandbox.dialect.alibaba.AlibabaError;
import io.tidegate.sandbox.dialect.alibaba.Call;
import io.tidegate.sandbox.dialect.alibaba.Words;
import io.tidegate.sandbox.fault.Fault;
import java.util.function.BiConsumer;

/**
 * An action that moves one direction of a synchronisation on and has nothing to tell but yes.
 *
 * @param move does it to the job with this id
 */
record SyncMove(String name, Fault.Reach reach, JobService jobs, BiConsumer<String, Call> move)
    implements Action {

  @Override
  public Family family() {
    return Family.LEGACY;
  }

  @Override
  public Object answer(Call call) {
    move.accept(JobIds.synchronisation(jobs, call.parameters(), Sight.TRUTH).job().id(), call);
    return LegacyEnvelope.yes(call.requestId());
  }

  /**
   * Pauses a job that follows its source. One that still loads is refused, as the service says that
   * it does.
   */
  static void suspend(JobService jobs, JobView view) {
    String status = Words.status(view);
    if (status.equals("Initializing")) {
      throw AlibabaError.soft(
          "DTS.Msg.OperationDenied.JobStatus",
          "job %s is %s: it can be suspended once it is Synchronizing"
              .formatted(view.job().id(), status));
    }
    jobs.pause(view.job().id());
  }
}
