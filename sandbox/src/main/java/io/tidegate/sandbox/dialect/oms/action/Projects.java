package io.tidegate.sandbox.dialect.oms.action;

import io.tidegate.sandbox.core.JobNotFound;
import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.Sight;
import io.tidegate.sandbox.dialect.oms.Call;
import io.tidegate.sandbox.dialect.oms.OmsDialect;
import io.tidegate.sandbox.dialect.oms.OmsError;
import io.tidegate.sandbox.dialect.oms.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The projects of this service; the jobs of others are not there. */
record Projects(JobService service) {

  /**
   * @throws OmsError if the call named no project
   */
  JobView look(@Nullable String id, Sight sight) {
    return ours(service.look(required(id, "id"), sight));
  }

  /** The oldest first. */
  List<JobView> list(Sight sight) {
    return service.list(OmsDialect.NAME, sight).stream()
        .map(job -> service.look(job.id(), sight))
        .toList();
  }

  /** Does it to the project, if its status allows it, and answers what that has come to. */
  <T> T change(@Nullable String id, Operation operation, Call call, Function<JobView, T> change) {
    List<T> result = new ArrayList<>(1);
    service.exclusively(
        required(id, "id"),
        view -> {
          require(operation, ours(view), call);
          result.add(change.apply(view));
        });
    return result.get(0);
  }

  private void require(Operation operation, JobView view, Call call) {
    try {
      operation.require(view, call.now());
    } catch (OmsError e) {
      if (operation.begins()) {
        service.startRefused(view.job().id());
      }
      throw e;
    }
  }

  private static JobView ours(JobView view) {
    if (!view.job().dialect().equals(OmsDialect.NAME)) {
      throw new JobNotFound(view.job().id());
    }
    return view;
  }

  /**
   * @throws OmsError PARAM_ERROR
   */
  static <T> T required(@Nullable T value, String name) {
    if (value == null || (value instanceof String text && text.isBlank())) {
      throw OmsError.parameter("'" + name + "' is missing");
    }
    return value;
  }
}
