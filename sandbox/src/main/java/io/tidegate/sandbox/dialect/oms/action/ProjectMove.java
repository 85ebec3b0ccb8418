package io.tidegate.sandbox.dialect.oms.action;

import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.dialect.oms.Action;
import io.tidegate.sandbox.dialect.oms.Call;
import io.tidegate.sandbox.dialect.oms.Operation;
import io.tidegate.sandbox.dialect.oms.Reply;
import io.tidegate.sandbox.fault.Fault;
import java.util.function.BiConsumer;

/**
 * An action that moves a project on and has nothing to tell but that this was accepted.
 *
 * @param move does it to the project
 */
record ProjectMove(
    String name,
    Fault.Reach reach,
    Operation operation,
    Projects projects,
    BiConsumer<JobView, Call> move)
    implements Action<ById> {

  @Override
  public Class<ById> parameters() {
    return ById.class;
  }

  @Override
  public Reply answer(ById parameters, Call call) {
    return projects.change(
        parameters.id(),
        operation,
        call,
        view -> {
          move.accept(view, call);
          return Reply.YES;
        });
  }
}
