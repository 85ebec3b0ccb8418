package io.tidegate.sandbox.dialect.oms.action;

import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.dialect.oms.Action;
import io.tidegate.sandbox.dialect.oms.Call;
import io.tidegate.sandbox.dialect.oms.Reply;
import io.tidegate.sandbox.fault.Fault;

/** DescribeProjectSteps: what a project has to do, and how far it is with each. */
record DescribeProjectSteps(Projects projects) implements Action<ById> {

  @Override
  public Class<ById> parameters() {
    return ById.class;
  }

  @Override
  public Fault.Reach reach() {
    return Fault.Reach.STATUS_READS;
  }

  @Override
  public Reply answer(ById parameters, Call call) {
    JobView view = projects.look(parameters.id(), call.sight());
    return Reply.of(
        ProjectSteps.of(view, call.now()).stream()
            .map(step -> step.with(call.statusOr(step.status())))
            .toList());
  }
}
