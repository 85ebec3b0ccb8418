package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobNotFound;
import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.dialect.alibaba.Action;
import io.tidegate.sandbox.dialect.alibaba.AlibabaError;
import io.tidegate.sandbox.dialect.alibaba.Call;
import io.tidegate.sandbox.fault.Fault;
import java.util.List;
import java.util.Set;

/** ShieldPrecheck: passes over items of an instance in every precheck that follows, for good. */
final class ShieldPrecheck implements Action {
  private static final Set<String> ITEMS =
      Set.of("CHECK_SAME_OBJ", "CHECK_SAME_USER", "CHECK_SRC", "CHECK_TOPOLOGY", "CHECK_SERVER_ID");

  private final JobService jobs;

  ShieldPrecheck(JobService jobs) {
    this.jobs = jobs;
  }

  @Override
  public Family family() {
    return Family.LEGACY;
  }

  @Override
  public Fault.Reach reach() {
    return Fault.Reach.EVERY_CALL;
  }

  @Override
  public Object answer(Call call) {
    String instanceId = call.parameters().get("DtsInstanceId");
    call.parameters().get("PrecheckItems");
    List<String> items = call.parameters().list("PrecheckItems");
    if (items.isEmpty() || !ITEMS.containsAll(items)) {
      throw AlibabaError.soft(
          "InvalidParameter",
          "PrecheckItems must be a comma list of "
              + String.join(", ", ITEMS.stream().sorted().toList()));
    }
    List<Job> there =
        jobs.ofInstance(instanceId).stream()
            .filter(job -> JobIds.DIALECTS.contains(job.dialect()))
            .toList();
    if (there.isEmpty()) {
      throw new JobNotFound(instanceId);
    }
    // The call takes no direction: of a two-way synchronisation it reaches both that still listen.
    List<Job> listening = there.stream().filter(job -> job.status().takesShields()).toList();
    for (Job job : listening.isEmpty() ? there : listening) {
      jobs.shield(job.id(), items);
    }
    return LegacyEnvelope.yes(call.requestId());
  }
}
