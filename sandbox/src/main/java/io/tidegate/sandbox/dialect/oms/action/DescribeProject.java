package io.tidegate.sandbox.dialect.oms.action;

import io.tidegate.sandbox.dialect.oms.Action;
import io.tidegate.sandbox.dialect.oms.Call;
import io.tidegate.sandbox.dialect.oms.Reply;
import io.tidegate.sandbox.fault.Fault;
import java.util.List;

/** DescribeProject: everything about one project, in a list of one as the vendor's sample is. */
record DescribeProject(Projects projects) implements Action<ById> {

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
    return Reply.of(List.of(ProjectInfo.of(projects.look(parameters.id(), call.sight()), call)));
  }
}
