package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.dialect.tencent.Action;
import io.tidegate.sandbox.dialect.tencent.ApiVersion;
import io.tidegate.sandbox.dialect.tencent.Call;
import io.tidegate.sandbox.dialect.tencent.Permit;
import io.tidegate.sandbox.dialect.tencent.TencentError;
import io.tidegate.sandbox.fault.Fault;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * CompleteMigrateJob: ends the incremental stage well. Both modes wait until the target is level
 * with the source, as the service does for all jobs but those of an older make.
 */
record CompleteMigrateJob(ApiVersion version, Permit permit, Jobs jobs)
    implements Action<CompleteMigrateJob.Parameters> {
  private static final Set<String> MODES = Set.of("waitForSync", "immediately");

  /** What it takes. */
  record Parameters(@Nullable String jobId, @Nullable String completeMode) {}

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
    String mode = parameters.completeMode();
    if (mode != null && !MODES.contains(mode)) {
      throw TencentError.invalid("CompleteMode", "waitForSync or immediately");
    }
    jobs.change(parameters.jobId(), permit, view -> jobs.service().complete(view.job().id()));
    return Map.of();
  }
}
