package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.Stages;
import io.tidegate.sandbox.dialect.tencent.Call;
import io.tidegate.sandbox.dialect.tencent.SyncOperation;
import io.tidegate.sandbox.dialect.tencent.SyncStatus;
import java.util.List;

/** Everything about one synchronisation but its check. */
record SyncJobInfo(
    String jobId,
    String jobName,
    String payMode,
    String runMode,
    String expectRunTime,
    List<String> allActions,
    List<String> actions,
    Options options,
    Objects objects,
    String specification,
    String expireTime,
    String srcRegion,
    String srcDatabaseType,
    String srcAccessType,
    Server srcInfo,
    String srcNodeType,
    String dstRegion,
    String dstDatabaseType,
    String dstAccessType,
    Server dstInfo,
    String dstNodeType,
    String createTime,
    String startTime,
    String status,
    String endTime,
    List<String> tags,
    SyncDetail detail,
    String tradeStatus,
    String instanceClass,
    int autoRenew,
    String offlineTime,
    String optObjStatus,
    int autoRetryTimeRangeMinutes,
    String dumperResumeCtrl) {
  static final String PAY_MODE = "PostPay";
  static final String RUN_MODE = "Immediate";
  static final String JOB_TYPE = JobParts.DATABASE + "2" + JobParts.DATABASE;
  private static final String NODE_TYPE = "single";

  /** What the job was configured to do, and what becomes of rows that do not fit. */
  record Options(
      String initType,
      String dealOfExistSameTable,
      String conflictHandleType,
      boolean addAdditionalColumn,
      List<String> opTypes) {
    static Options of(Stages stages) {
      String init = stages.structure() ? "Full" : "Data";
      return new Options(
          init,
          "ReportErrorAfterCheck",
          "ReportError",
          false,
          List.of("Insert", "Update", "Delete"));
    }
  }

  /** What is moved. */
  record Objects(String mode, List<Database> databases, List<String> advancedObjects) {}

  /** One database, whole or in part. */
  record Database(
      String dbName, String newDbName, String dbMode, String tableMode, List<Table> tables) {
    static Database of(DatabaseSelection selection) {
      String mode = selection.tables().isEmpty() ? "All" : "Partial";
      return new Database(
          selection.database(),
          selection.targetDatabase(),
          mode,
          mode,
          selection.tables().stream().map(table -> new Table(table, table)).toList());
    }
  }

  /** One table. */
  record Table(String tableName, String newTableName) {}

  /** A database server, without its password. */
  record Server(String region, String ip, int port, String user, String supplier) {
    static Server of(Endpoint endpoint) {
      return new Server(
          JobParts.REGION, endpoint.host(), endpoint.port(), endpoint.user(), "others");
    }
  }

  static SyncJobInfo of(JobView view, Call call) {
    Job job = view.job();
    SyncStatus status = SyncStatus.of(view);
    return new SyncJobInfo(
        job.id(),
        job.spec().name(),
        PAY_MODE,
        RUN_MODE,
        JobParts.NO_EXPECTED_TIME,
        SyncOperation.all(),
        SyncOperation.allowed(status),
        Options.of(job.spec().stages()),
        new Objects("Partial", job.spec().objects().stream().map(Database::of).toList(), List.of()),
        "Standard",
        Words.time(null),
        JobParts.REGION,
        JobParts.DATABASE,
        JobParts.ACCESS,
        Server.of(job.spec().source()),
        NODE_TYPE,
        JobParts.REGION,
        JobParts.DATABASE,
        JobParts.ACCESS,
        Server.of(job.spec().target()),
        NODE_TYPE,
        Words.time(job.createdAt()),
        Words.time(job.state().startedAt()),
        call.statusOr(status.word()),
        Words.time(status == SyncStatus.STOPPED ? job.state().endedAt() : null),
        List.of(),
        SyncDetail.of(view),
        "Normal",
        "medium",
        0,
        Words.time(null),
        "Normal",
        0,
        JobParts.RESUMABLE);
  }
}
