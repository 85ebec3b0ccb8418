package io.tidegate.sandbox.dialect.tencent.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.Stages;
import io.tidegate.sandbox.dialect.tencent.Call;
import io.tidegate.sandbox.dialect.tencent.Status2018;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything about one migration of the version of 2018 but its check. */
record MigrateJobInfo(
    String jobId,
    String jobName,
    MigrateOption migrateOption,
    String srcDatabaseType,
    String srcAccessType,
    SrcInfo srcInfo,
    String dstDatabaseType,
    String dstAccessType,
    DstInfo dstInfo,
    String databaseInfo,
    String createTime,
    String startTime,
    String endTime,
    int status,
    Detail detail,
    List<ErrorInfo> errorInfo,
    List<String> tags,
    List<String> srcInfoMulti) {
  static final String SOURCE_ACCESS = "extranet";
  static final String TARGET_ACCESS = "cdb";

  /** At once, and of listed databases: a sandbox does nothing else. */
  static final int RUN_MODE = 1;

  static final int LISTED = 2;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
          .build();

  /** What the job was configured to do. The comparison after the load is always made. */
  record MigrateOption(
      int runMode,
      String expectTime,
      int migrateType,
      int migrateObject,
      int consistencyType,
      int isOverrideRoot,
      String externParams) {}

  /** The source, without its password. */
  record SrcInfo(String ip, int port, String user, String region, String supplier) {}

  /** The target, without its password. */
  record DstInfo(String region, String ip, int port, String user, int readOnly) {}

  /** What is moved out of one database: nothing said of tables means all of them. */
  record Database(String database, List<String> table) {}

  /** How far the job has got. */
  record Detail(
      int stepAll,
      int stepNow,
      String progress,
      String currentStepProgress,
      long masterSlaveDistance,
      long secondsBehindMaster,
      List<Step> stepInfo) {}

  /** One step. */
  record Step(int stepNo, String stepName, String stepId, int status, @Nullable String startTime) {}

  /** Why the job does not move any more. */
  record ErrorInfo(String errorLog, String helpDoc) {}

  static MigrateJobInfo of(JobView view, Call call) {
    Job job = view.job();
    Status2018 status = Status2018.of(view);
    Endpoint source = job.spec().source();
    Endpoint target = job.spec().target();
    return new MigrateJobInfo(
        job.id(),
        job.spec().name(),
        new MigrateOption(RUN_MODE, "", type(job.spec().stages()), LISTED, 2, 0, ""),
        JobParts.DATABASE,
        SOURCE_ACCESS,
        new SrcInfo(source.host(), source.port(), source.user(), JobParts.REGION, "others"),
        JobParts.DATABASE,
        TARGET_ACCESS,
        new DstInfo(JobParts.REGION, target.host(), target.port(), target.user(), 0),
        databases(job.spec().objects()),
        Words.time(job.createdAt()),
        Words.time(job.state().startedAt()),
        Words.time(isOver(status) ? job.state().endedAt() : null),
        call.statusOr(status.number()),
        detail(view),
        errors(view, status),
        List.of(),
        List.of());
  }

  private static boolean isOver(Status2018 status) {
    return status == Status2018.SUCCESS || status == Status2018.FAILED;
  }

  /** The service's number for what the job does. */
  static int type(Stages stages) {
    if (stages.incremental()) {
      return 3;
    }
    return stages.fullLoad() ? 2 : 1;
  }

  private static String databases(List<DatabaseSelection> objects) {
    try {
      return JSON.writeValueAsString(
          objects.stream().map(o -> new Database(o.database(), o.tables())).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Detail detail(JobView view) {
    MigrateDetail detail = MigrateDetail.of(view);
    List<MigrateDetail.Step> steps = detail.stepInfo();
    int all = steps.stream().mapToInt(MigrateDetail.Step::percent).sum();
    return new Detail(
        detail.stepAll(),
        detail.stepNow(),
        Integer.toString(steps.isEmpty() ? 0 : all / steps.size()),
        Integer.toString(detail.stepNow() == 0 ? 0 : steps.get(detail.stepNow() - 1).percent()),
        detail.masterSlaveDistance(),
        detail.secondsBehindMaster(),
        steps.stream().map(MigrateJobInfo::step).toList());
  }

  private static Step step(MigrateDetail.Step step) {
    int status =
        switch (step.status()) {
          case "finished" -> 1;
          case "failed" -> 2;
          case "running" -> 3;
          default -> 4;
        };
    return new Step(
        step.stepNo(),
        step.stepName(),
        step.stepId(),
        status,
        step.startTime().isEmpty() ? null : step.startTime());
  }

  private static List<ErrorInfo> errors(JobView view, Status2018 status) {
    String failure = view.job().state().failure();
    return status == Status2018.FAILED && failure != null
        ? List.of(new ErrorInfo(failure, ""))
        : List.of();
  }
}
