package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobNotFound;
import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.Sight;
import io.tidegate.sandbox.dialect.alibaba.AlibabaDialect;
import io.tidegate.sandbox.dialect.alibaba.Parameters;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the job that a call means; jobs of other dialects are not there. */
final class JobIds {
  /** Those whose jobs the service has. */
  static final Set<String> DIALECTS = Set.of(AlibabaDialect.NAME, AlibabaDialect.SYNC_NAME);

  private JobIds() {}

  /**
   * Of the newer family, which knows migrations and synchronisations: by task id, or by instance id
   * and direction where the task id was not sent.
   */
  static JobView dts(JobService jobs, Parameters parameters, String instanceName, Sight sight) {
    String id = parameters.getAny("DtsJobId", instanceName);
    Optional<Direction> direction = Direction.asked(parameters);
    Optional<String> task = parameters.find("DtsJobId");
    List<Job> there =
        jobs.ofInstance(
            parameters.find(instanceName).orElseGet(() -> jobs.look(id, sight).job().instanceId()));
    // A task is of one direction, and who names the other beside it means neither.
    Optional<Job> found =
        task.isPresent() && direction.isEmpty()
            ? there.stream().filter(job -> job.id().equals(task.get())).findFirst()
            : Direction.choose(there, direction)
                .filter(job -> task.isEmpty() || job.id().equals(task.get()));
    return look(jobs, found.filter(job -> DIALECTS.contains(job.dialect())), id, sight);
  }

  /** A migration of the legacy family, which knows instances only. */
  static JobView instance(JobService jobs, String instanceId, Sight sight) {
    Optional<Job> found =
        jobs.ofInstance(instanceId).stream()
            .filter(job -> job.dialect().equals(AlibabaDialect.NAME))
            .findFirst();
    return look(jobs, found, instanceId, sight);
  }

  /** One direction of a synchronisation, by its instance. */
  static JobView synchronisation(JobService jobs, Parameters parameters, Sight sight) {
    String instanceId = parameters.get("SynchronizationJobId");
    List<Job> there =
        jobs.ofInstance(instanceId).stream()
            .filter(job -> job.dialect().equals(AlibabaDialect.SYNC_NAME))
            .toList();
    return look(jobs, Direction.choose(there, Direction.asked(parameters)), instanceId, sight);
  }

  private static JobView look(JobService jobs, Optional<Job> found, String id, Sight sight) {
    return jobs.look(found.orElseThrow(() -> new JobNotFound(id)).id(), sight);
  }
}
