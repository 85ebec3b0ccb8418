package io.tidegate.sandbox.dialect.tencent.action;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.Stages;
import io.tidegate.sandbox.dialect.tencent.Call;
import io.tidegate.sandbox.dialect.tencent.Status;
import io.tidegate.sandbox.fault.Fault;
import java.util.List;

/** DescribeMigrationDetail: everything about one job, its latest check too. */
record DescribeMigrationDetail(Jobs jobs) implements Version2021<ByJob> {

  /** The job. */
  record Response(
      String jobId,
      String jobName,
      String createTime,
      String updateTime,
      String startTime,
      String endTime,
      String briefMsg,
      String status,
      JobParts.Action action,
      MigrateDetail stepInfo,
      JobParts.DbEndpoint srcInfo,
      JobParts.DbEndpoint dstInfo,
      JobParts.CompareTask compareTask,
      List<String> tags,
      String runMode,
      String expectRunTime,
      MigrateOption migrateOption,
      CheckStepInfo checkStepInfo,
      JobParts.TradeInfo tradeInfo,
      List<ErrorInfo> errorInfo,
      String dumperResumeCtrl) {}

  /** What the job was configured to do. */
  record MigrateOption(
      DatabaseTable databaseTable,
      String migrateType,
      Consistency consistency,
      boolean isMigrateAccount,
      boolean isOverrideRoot,
      boolean isDstReadOnly,
      List<String> extraAttr) {}

  /** What is moved. */
  record DatabaseTable(String objectMode, List<Database> databases, List<String> advancedObjects) {}

  /** One database, whole or in part. */
  record Database(
      String dbName,
      String newDbName,
      @JsonProperty("DBMode") String dbMode,
      String tableMode,
      List<Table> tables) {}

  /** One table. */
  record Table(String tableName, String newTableName) {}

  /** The comparison after the load, which is always made. */
  record Consistency(String mode) {}

  /** Why the job does not move any more. */
  record ErrorInfo(String code, String solution, String errorLog, String helpDoc) {}

  @Override
  public Class<ByJob> parameters() {
    return ByJob.class;
  }

  @Override
  public Fault.Reach reach() {
    return Fault.Reach.STATUS_READS;
  }

  @Override
  public Object answer(ByJob parameters, Call call) {
    JobView view = jobs.look(parameters.jobId(), call.sight());
    Job job = view.job();
    return new Response(
        job.id(),
        job.spec().name(),
        Words.time(job.createdAt()),
        Words.time(JobParts.updated(view)),
        Words.time(job.state().startedAt()),
        JobParts.ended(view),
        Brief.ofJob(view),
        call.statusOf(view),
        JobParts.Action.of(view),
        MigrateDetail.of(view),
        JobParts.DbEndpoint.of(job.spec().source()),
        JobParts.DbEndpoint.of(job.spec().target()),
        JobParts.CompareTask.NONE,
        List.of(),
        JobParts.RUN_MODE,
        JobParts.NO_EXPECTED_TIME,
        option(job),
        CheckStepInfo.of(view),
        JobParts.TradeInfo.NORMAL,
        errors(view),
        JobParts.RESUMABLE);
  }

  private static MigrateOption option(Job job) {
    return new MigrateOption(
        new DatabaseTable(
            "partial",
            job.spec().objects().stream().map(DescribeMigrationDetail::database).toList(),
            List.of()),
        type(job.spec().stages()),
        new Consistency("full"),
        false,
        false,
        false,
        List.of());
  }

  private static Database database(DatabaseSelection selection) {
    String mode = selection.tables().isEmpty() ? "all" : "partial";
    return new Database(
        selection.database(),
        selection.targetDatabase(),
        mode,
        mode,
        selection.tables().stream().map(table -> new Table(table, table)).toList());
  }

  private static String type(Stages stages) {
    if (stages.incremental()) {
      return "fullAndIncrement";
    }
    return stages.fullLoad() ? "full" : "structure";
  }

  private static List<ErrorInfo> errors(JobView view) {
    return Status.of(view) == Status.ERROR
        ? List.of(
            new ErrorInfo(
                "MigrateError",
                "repair what the message names, then resume the job",
                Brief.ofJob(view),
                ""))
        : List.of();
  }
}
