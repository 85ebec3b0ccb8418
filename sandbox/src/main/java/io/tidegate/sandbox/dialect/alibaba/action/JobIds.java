package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobNotFound;
import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.Sight;
import io.tidegate.sandbox.dialect.alibaba.AlibabaDialect;
import io.tidegate.sandbox.dialect.alibaba.Parameters;

/** Finds the job that a call means; jobs of other dialects are not there. */
final class JobIds {
  private JobIds() {}

  /** Of the newer family: by task id, or by instance id where the task id was not sent. */
  static JobView dts(JobService jobs, Parameters parameters, String instanceName, Sight sight) {
    JobView view = find(jobs, parameters.getAny("DtsJobId", instanceName), sight);
    Job job = view.job();
    boolean agrees =
        parameters.find("DtsJobId").map(job.id()::equals).orElse(true)
            && parameters.find(instanceName).map(job.instanceId()::equals).orElse(true);
    if (!agrees) {
      throw new JobNotFound(parameters.getAny("DtsJobId", instanceName));
    }
    return view;
  }

  /** Of the legacy family, which knows instances only. */
  static JobView instance(JobService jobs, String instanceId, Sight sight) {
    JobView view = find(jobs, instanceId, sight);
    if (!view.job().instanceId().equals(instanceId)) {
      throw new JobNotFound(instanceId);
    }
    return view;
  }

  private static JobView find(JobService jobs, String id, Sight sight) {
    JobView view = jobs.look(id, sight);
    if (!view.job().dialect().equals(AlibabaDialect.NAME)) {
      throw new JobNotFound(id);
    }
    return view;
  }
}
