package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.dialect.tencent.Call;
import io.tidegate.sandbox.dialect.tencent.Operation;
import io.tidegate.sandbox.dialect.tencent.TencentError;
import io.tidegate.sandbox.fault.Fault;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** ResumeMigrateJob: goes on with a job that has failed, without asking anything again. */
record ResumeMigrateJob(Jobs jobs) implements Version2021<ResumeMigrateJob.Parameters> {

  /** What it takes. */
  record Parameters(@Nullable String jobId, @Nullable String resumeOption) {}

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
    String option = parameters.resumeOption();
    if (option != null && !option.equals("normal")) {
      throw TencentError.invalid("ResumeOption", "normal; the others are for Redis");
    }
    jobs.change(
        parameters.jobId(), Operation.RESUME, view -> jobs.service().start(view.job().id(), null));
    return Map.of();
  }
}
