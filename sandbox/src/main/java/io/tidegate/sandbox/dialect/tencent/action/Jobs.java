package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobNotFound;
import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.Sight;
import io.tidegate.sandbox.dialect.tencent.Permit;
import io.tidegate.sandbox.dialect.tencent.TencentError;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The jobs of one dialect; those of others are not there. */
record Jobs(JobService service, String dialect) {

  /**
   * @throws TencentError if the call named no job
   */
  JobView look(@Nullable String id, Sight sight) {
    return ours(service.look(required(id, "JobId"), sight));
  }

  /**
   * The oldest first.
   *
   * @param wanted by what is known without a look at each
   */
  List<JobView> list(Sight sight, Predicate<Job> wanted) {
    return service.list(dialect, sight).stream()
        .filter(wanted)
        .map(job -> service.look(job.id(), sight))
        .toList();
  }

  /** Does it to the job, if its status allows it. */
  void change(@Nullable String id, Permit permit, Consumer<JobView> change) {
    service.exclusively(
        required(id, "JobId"),
        view -> {
          require(permit, ours(view));
          change.accept(view);
        });
  }

  private void require(Permit permit, JobView view) {
    try {
      permit.require(view);
    } catch (TencentError e) {
      if (permit.begins()) {
        service.startRefused(view.job().id());
      }
      throw e;
    }
  }

  private JobView ours(JobView view) {
    if (!view.job().dialect().equals(dialect)) {
      throw new JobNotFound(view.job().id());
    }
    return view;
  }

  /**
   * @throws TencentError MissingParameter
   */
  static <T> T required(@Nullable T value, String name) {
    if (value == null || (value instanceof String text && text.isBlank())) {
      throw TencentError.missing(name);
    }
    return value;
  }
}
