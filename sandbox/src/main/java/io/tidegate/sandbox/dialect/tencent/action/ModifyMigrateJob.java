package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.dialect.tencent.Call;
import io.tidegate.sandbox.dialect.tencent.Operation2018;
import io.tidegate.sandbox.fault.Fault;
import java.util.Map;

/** ModifyMigrateJob: changes what a job is to do, after which it has to be checked again. */
record ModifyMigrateJob(Jobs jobs) implements Version2018<Modification> {

  @Override
  public Class<Modification> parameters() {
    return Modification.class;
  }

  @Override
  public Fault.Reach reach() {
    return Fault.Reach.EVERY_CALL;
  }

  @Override
  public Object answer(Modification parameters, Call call) {
    jobs.change(
        parameters.jobId(),
        Operation2018.MODIFY,
        view -> jobs.service().configure(view.job().id(), parameters::appliedTo));
    return Map.of();
  }
}
