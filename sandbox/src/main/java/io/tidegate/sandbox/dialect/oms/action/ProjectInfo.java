package io.tidegate.sandbox.dialect.oms.action;

import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobStatus;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.PrecheckRun;
import io.tidegate.sandbox.core.Stages;
import io.tidegate.sandbox.dialect.oms.Call;
import io.tidegate.sandbox.dialect.oms.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one project but its checks. The blocks that define it are those that a
 * definition is sent with.
 */
record ProjectInfo(
    String id,
    String type,
    String name,
    List<Label> labels,
    String owner,
    String importance,
    String status,
    @Nullable String gmtCreate,
    @Nullable String gmtModified,
    @Nullable String gmtStart,
    @Nullable String gmtFinish,
    @Nullable String destConnId,
    boolean isMerging,
    boolean isModifying,
    boolean isSubProject,
    String sourceEndpointType,
    String sinkEndpointType,
    Mapping transferMapping,
    Map<String, Object> commonTransferConfig,
    boolean enableStructTransfer,
    @Nullable Map<String, Object> structTransferConfig,
    boolean enableFullTransfer,
    boolean enableFullVerify,
    @Nullable Map<String, Object> fullTransferConfig,
    boolean enableIncrTransfer,
    boolean enableIncrVerify,
    boolean enableReverseIncrTransfer,
    @Nullable Map<String, Object> incrTransferConfig,
    ConnectInfo sourceConnectInfo,
    ConnectInfo sinkConnectInfo,
    List<ProjectStep> steps,
    ExtraInfo extraInfo,
    @Nullable Object alarmStats) {
  static final String TYPE = "MIGRATION";
  static final String IMPORTANCE = "MEDIUM";

  /** The account that every project belongs to. */
  static final String OWNER = "admin";

  /** A sandbox has none. */
  record Label(String id, String name) {}

  /** Where the project is. */
  record ExtraInfo(
      String runningStep,
      int runningProgress,
      boolean monitoringIncr,
      @Nullable Long syncDelay,
      @Nullable Long syncDelaySampleTimestamp) {}

  static ProjectInfo of(JobView view, Call call) {
    Job job = view.job();
    Stages stages = job.spec().stages();
    List<ProjectStep> steps = ProjectSteps.of(view, call.now());
    return new ProjectInfo(
        job.id(),
        TYPE,
        job.spec().name(),
        List.of(),
        OWNER,
        IMPORTANCE,
        call.statusOr(Status.of(job.state(), call.now()).name()),
        Words.time(job.createdAt()),
        Words.time(modified(view)),
        Words.time(job.state().startedAt()),
        job.status() == JobStatus.FINISHED ? Words.time(job.state().endedAt()) : null,
        null,
        false,
        false,
        false,
        ConnectInfo.SOURCE_TYPE,
        ConnectInfo.SINK_TYPE,
        Mapping.of(job.spec().objects()),
        Map.of("tableCategory", "ALL", "activeActive", false),
        stages.structure(),
        stages.structure() ? Map.of("deferIndexCreation", false) : null,
        stages.fullLoad(),
        stages.fullLoad(),
        stages.fullLoad() ? Map.of("nonePkUkTruncateDstTable", false) : null,
        stages.incremental(),
        false,
        false,
        stages.incremental()
            ? Map.of("recordTypeWhiteList", List.of("INSERT", "UPDATE", "DELETE"))
            : null,
        ConnectInfo.ofSource(job.spec().source()),
        ConnectInfo.ofSink(job.spec().target()),
        steps,
        extra(view, steps, call),
        null);
  }

  private static ExtraInfo extra(JobView view, List<ProjectStep> steps, Call call) {
    String current = ProjectSteps.current(view, call.now()).name();
    long lag = view.progress().following().lagSeconds();
    return new ExtraInfo(
        current,
        steps.stream()
            .filter(step -> step.name().equals(current))
            .mapToInt(ProjectStep::progress)
            .findFirst()
            .orElse(0),
        steps.stream().anyMatch(step -> step.status().equals("MONITORING")),
        lag < 0 ? null : lag,
        lag < 0 ? null : call.now().getEpochSecond());
  }

  /** When anything about the project last changed that has a time. */
  static Instant modified(JobView view) {
    Job job = view.job();
    Instant latest = job.createdAt();
    for (Instant time :
        new @Nullable Instant[] {
          job.state().startedAt(),
          job.state().endedAt(),
          job.state().releasedAt(),
          view.precheck().map(PrecheckRun::bootTime).orElse(null),
          view.precheck().map(PrecheckRun::finishTime).orElse(null)
        }) {
      if (time != null && time.isAfter(latest)) {
        latest = time;
      }
    }
    return latest;
  }
}
