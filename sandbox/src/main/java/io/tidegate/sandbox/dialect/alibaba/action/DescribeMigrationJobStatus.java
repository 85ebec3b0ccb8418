package io.tidegate.sandbox.dialect.alibaba.action;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidegate.sandbox.core.CheckResult;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.PrecheckRun;
import io.tidegate.sandbox.core.Stages;
import io.tidegate.sandbox.dialect.alibaba.Action;
import io.tidegate.sandbox.dialect.alibaba.Call;
import io.tidegate.sandbox.dialect.alibaba.Words;
import io.tidegate.sandbox.dialect.alibaba.action.DtsJobParts.StageStatus;
import io.tidegate.sandbox.fault.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DescribeMigrationJobStatus: one job of the legacy family, with its precheck item by item. */
final class DescribeMigrationJobStatus implements Action {
  private final JobService jobs;

  DescribeMigrationJobStatus(JobService jobs) {
    this.jobs = jobs;
  }

  /** The job at top level. */
  record Response(
      String requestId,
      boolean success,
      String migrationJobId,
      String taskId,
      String migrationJobName,
      String migrationJobStatus,
      String migrationJobClass,
      String payType,
      String migrationObject,
      MigrationMode migrationMode,
      PrecheckStatus precheckStatus,
      StageStatus structureInitializationStatus,
      StageStatus dataInitializationStatus,
      SynchronizationStatus dataSynchronizationStatus,
      LegacyEndpoint sourceEndpoint,
      LegacyEndpoint destinationEndpoint) {}

  /** In lower camel case, here and nowhere else. */
  record MigrationMode(
      @JsonProperty("structureInitialization") boolean structure,
      @JsonProperty("dataInitialization") boolean data,
      @JsonProperty("dataSynchronization") boolean synchronization) {}

  /** The latest precheck. */
  record PrecheckStatus(String status, String percent, Detail detail) {}

  /** The wrapper that the items' array stands in. */
  record Detail(List<CheckItem> checkItem) {}

  /** One answered item. */
  record CheckItem(
      String itemName,
      String checkStatus,
      @Nullable String errorMessage,
      @Nullable String repairMethod) {}

  /** Incremental sync, its numbers as text. */
  record SynchronizationStatus(String status, String percent, String delay) {}

  /** A database server, without its password. */
  record LegacyEndpoint(
      String instanceType,
      String engineName,
      @JsonProperty("IP") String ip,
      String port,
      String userName) {
    static LegacyEndpoint of(Endpoint endpoint) {
      return new LegacyEndpoint(
          "LocalInstance",
          "MySQL",
          endpoint.host(),
          Integer.toString(endpoint.port()),
          endpoint.user());
    }
  }

  @Override
  public Family family() {
    return Family.LEGACY;
  }

  @Override
  public Fault.Reach reach() {
    return Fault.Reach.STATUS_READS;
  }

  @Override
  public Object answer(Call call) {
    JobView view = JobIds.instance(jobs, call.parameters().get("MigrationJobId"), call.sight());
    Job job = view.job();
    Stages stages = job.spec().stages();
    return new Response(
        call.requestId(),
        true,
        job.instanceId(),
        job.id(),
        job.spec().name(),
        call.statusOf(job),
        "small",
        "PostPaid",
        LegacyObjects.text(job),
        new MigrationMode(stages.structure(), stages.fullLoad(), stages.incremental()),
        precheck(view),
        StageStatus.of(view.progress().structure(), job.status()),
        StageStatus.of(view.progress().fullLoad(), job.status()),
        new SynchronizationStatus("NotStarted", "0", "0"),
        LegacyEndpoint.of(job.spec().source()),
        LegacyEndpoint.of(job.spec().target()));
  }

  private static PrecheckStatus precheck(JobView view) {
    List<CheckItem> items =
        view.precheck().stream()
            .flatMap(
                run ->
                    run.items().stream()
                        .filter(item -> item.result() != null)
                        .map(item -> item(view.job(), run, item)))
            .toList();
    return new PrecheckStatus(
        Words.precheck(view.precheck()),
        view.precheck().map(LegacyWords::percent).orElse("0"),
        new Detail(items));
  }

  private static CheckItem item(Job job, PrecheckRun run, PrecheckRun.Item item) {
    CheckResult result = item.result();
    return result != null && LegacyWords.fails(job, run, item)
        ? new CheckItem(item.code(), "Failed", LegacyWords.reason(result), result.repair())
        : new CheckItem(item.code(), "Success", null, null);
  }
}
