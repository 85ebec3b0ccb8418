package io.tidegate.sandbox.dialect.alibaba;

import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.core.Engine.Following;
import io.tidegate.sandbox.core.Engine.StageProgress.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A call of an action to a job in a certain state. Together the calls send every parameter that is
 * read, and show every field that is answered.
 *
 * @param parameters with ID for the job's id and RUN for its precheck run's
 */
record VendorCall(String action, Scene scene, Map<String, String> parameters) {
  private static final String TORN =
      "shop.orders was redefined at the source; move the table in a new job";
  private static final String TWO_DATABASES =
      """
      {"dialect":"alibaba","name":"orders",
       "source":{"host":"127.0.0.1","port":3301,"user":"src","password":"canary-source"},
       "target":{"host":"127.0.0.1","port":3302,"user":"dst","password":"canary-target"},
       "objects":[{"database":"shop","targetDatabase":"shop_new","tables":["orders"]},
                  {"database":"bills","targetDatabase":"bills","tables":["due"]}]}""";

  /** Where the job is when it is called for. */
  enum Scene {
    NEW,
    FAILED,
    UNREACHABLE,
    MOVING,
    UNBUILT,
    BROKEN,
    FOLLOWING,
    TORN_OFF,
    FINISHED;

    /** Makes such a migration, beside another one, and returns its id. */
    String prepare(SandboxFixture sandbox, RpcClient client) {
      sandbox.prechecks.passAll();
      sandbox.createJob();
      return bring(
          sandbox.admin("POST", "/admin/jobs", TWO_DATABASES).body().get("id").asText(),
          sandbox,
          client);
    }

    /** Makes such a synchronisation, beside another one, and returns its id. */
    String synchronise(SandboxFixture sandbox, RpcClient client) {
      sandbox.prechecks.passAll();
      Synchronisations.create(sandbox);
      return bring(Synchronisations.create(sandbox), sandbox, client);
    }

    private String bring(String id, SandboxFixture sandbox, RpcClient client) {
      if (this == NEW) {
        return id;
      }
      sandbox.prechecks.fail("CHECK_SRC", true, "shop.orders");
      if (this == FAILED || this == UNREACHABLE) {
        if (this == UNREACHABLE) {
          sandbox.prechecks.unreachable(3301);
          sandbox.admin("POST", "/admin/jobs/" + id + "/assessment", ASSESSED);
        }
        client.call("StartDtsJob", "DtsJobId", id);
        sandbox.awaitStatus(id, "PRECHECK_FAILED");
        return id;
      }
      client.call("ShieldPrecheck", "DtsInstanceId", "dts" + id, "PrecheckItems", "CHECK_SRC");
      client.call("StartDtsJob", "DtsJobId", id);
      sandbox.awaitStatus(id, "MIGRATING");
      sandbox.engine.listener(id);
      if (this == UNBUILT) {
        sandbox.engine.failStructure(id, "shop_new.orders: exists with other columns");
        sandbox.awaitStatus(id, "MIGRATION_FAILED");
      } else if (this == BROKEN) {
        sandbox.engine.fail(id, "shop_new.orders: duplicate key 7");
        sandbox.awaitStatus(id, "MIGRATION_FAILED");
      } else if (this == FOLLOWING) {
        sandbox.engine.follow(id, following(State.RUNNING, 0, ""));
      } else if (this == TORN_OFF) {
        sandbox.engine.fail(id, TORN);
        sandbox.engine.follow(id, following(State.FAILED, 60, TORN));
        sandbox.awaitStatus(id, "MIGRATION_FAILED");
      } else if (this == FINISHED) {
        sandbox.engine.finish(id);
        sandbox.awaitStatus(id, "FINISHED");
      }
      return id;
    }
  }

  private static final String ASSESSED =
      "{\"item\":\"ANALYSIS_MYSQL_4_ITEM\",\"error\":\"e\",\"repair\":\"r\"}";

  static Following following(State state, long lagSeconds, String error) {
    Instant reached = Instant.parse("2027-03-01T12:00:00Z");
    return new Following(state, lagSeconds, "binlog.000001:4711", reached, 3, 2, 1, error);
  }

  static final List<VendorCall> ALL =
      List.of(
          of("DescribePreCheckStatus", Scene.FAILED, "DtsJobId=ID JobCode=01 StructType=before"),
          of(
              "DescribePreCheckStatus",
              Scene.UNREACHABLE,
              "DtsInstanceId=dtsID JobCode=01 PageNo=1 PageSize=20"),
          of(
              "DescribePreCheckStatus",
              Scene.MOVING,
              "DtsJobId=ID JobCode=02 StructType=before StructPhase=Table Name=o"),
          of("DescribePreCheckStatus", Scene.MOVING, "DtsJobId=ID JobCode=02 StructType=after"),
          of("DescribePreCheckStatus", Scene.UNBUILT, "DtsJobId=ID JobCode=02"),
          of("DescribePreCheckStatus", Scene.BROKEN, "DtsJobId=ID JobCode=03"),
          of("DescribePreCheckStatus", Scene.FINISHED, "DtsJobId=ID JobCode=03"),
          of("DescribePreCheckStatus", Scene.FOLLOWING, "DtsJobId=ID JobCode=04"),
          of("DescribePreCheckStatus", Scene.TORN_OFF, "DtsJobId=ID JobCode=04"),
          of(
              "DescribeDtsJobs",
              Scene.FAILED,
              "DtsJobId=ID JobType=MIGRATION Status=PrecheckFailed Type=name Params=orders"
                  + " PageNumber=1 PageSize=20 WithoutDbList=false"),
          of("DescribeDtsJobs", Scene.UNBUILT, "DtsInstanceId=dtsID"),
          of("DescribeDtsJobs", Scene.BROKEN, "DtsInstanceId=dtsID"),
          of("DescribeDtsJobs", Scene.FINISHED, "OrderColumn=CreateTime OrderDirection=DESC"),
          of("DescribeDtsJobs", Scene.TORN_OFF, "DtsInstanceId=dtsID"),
          of("DescribeDtsJobDetail", Scene.BROKEN, "DtsJobId=ID"),
          of("DescribeDtsJobDetail", Scene.TORN_OFF, "DtsJobId=ID"),
          of("DescribeDtsJobDetail", Scene.FINISHED, "DtsInstanceID=dtsID"),
          of(
              "SkipPreCheck",
              Scene.FAILED,
              "DtsJobId=ID JobId=RUN Skip=true SkipPreCheckItems=[\"CHECK_SRC\"]"
                  + " SkipPreCheckNames=[\"CHECK_SRC_DETAIL\"]"),
          of(
              "SkipPreCheck",
              Scene.FAILED,
              "DtsInstanceId=dtsID Skip=true SkipPreCheckItems=[\"CHECK_SRC\"]"),
          of("StartDtsJob", Scene.NEW, "DtsJobId=ID"),
          of("StartDtsJob", Scene.FAILED, "DtsInstanceId=dtsID"),
          of("SuspendDtsJob", Scene.MOVING, "DtsJobId=ID"),
          of("SuspendDtsJob", Scene.MOVING, "DtsInstanceId=dtsID"),
          of("StopDtsJob", Scene.MOVING, "DtsJobId=ID"),
          of("StopDtsJob", Scene.MOVING, "DtsInstanceId=dtsID"),
          of("DescribeMigrationJobStatus", Scene.FAILED, "MigrationJobId=dtsID"),
          of("DescribeMigrationJobStatus", Scene.UNBUILT, "MigrationJobId=dtsID"),
          of("DescribeMigrationJobStatus", Scene.BROKEN, "MigrationJobId=dtsID"),
          of("DescribeMigrationJobStatus", Scene.TORN_OFF, "MigrationJobId=dtsID"),
          of(
              "DescribeMigrationJobs",
              Scene.BROKEN,
              "PageNum=1 PageSize=30 MigrationJobName=orders"),
          of("DescribeMigrationJobs", Scene.UNBUILT, "MigrationJobName=orders"),
          of("DescribeMigrationJobs", Scene.TORN_OFF, "MigrationJobName=orders"),
          of(
              "DescribeMigrationJobDetail",
              Scene.UNBUILT,
              "MigrationJobId=dtsID MigrationMode.StructureInitialization=true"),
          of(
              "DescribeMigrationJobDetail",
              Scene.BROKEN,
              "MigrationJobId=dtsID PageNum=1 PageSize=30"
                  + " MigrationMode.StructureInitialization=true"
                  + " MigrationMode.DataInitialization=true"),
          of(
              "DescribeMigrationJobDetail",
              Scene.TORN_OFF,
              "MigrationJobId=dtsID MigrationMode.DataSynchronization=true"),
          of("ShieldPrecheck", Scene.FAILED, "DtsInstanceId=dtsID PrecheckItems=CHECK_SRC"),
          of("StartMigrationJob", Scene.NEW, "MigrationJobId=dtsID"),
          of("SuspendMigrationJob", Scene.MOVING, "MigrationJobId=dtsID"),
          of("StopMigrationJob", Scene.MOVING, "MigrationJobId=dtsID"),
          of("DescribeDtsJobs", Scene.TORN_OFF, "DtsInstanceId=dtsID JobType=SYNC"),
          of(
              "StartSynchronizationJob",
              Scene.NEW,
              "SynchronizationJobId=dtsID SynchronizationDirection=Forward"),
          of(
              "SuspendSynchronizationJob",
              Scene.FOLLOWING,
              "SynchronizationJobId=dtsID SynchronizationDirection=Forward"),
          of(
              "DescribeSynchronizationJobStatus",
              Scene.FAILED,
              "SynchronizationJobId=dtsID SynchronizationDirection=Forward"),
          of("DescribeSynchronizationJobStatus", Scene.UNBUILT, "SynchronizationJobId=dtsID"),
          of("DescribeSynchronizationJobStatus", Scene.BROKEN, "SynchronizationJobId=dtsID"),
          of("DescribeSynchronizationJobStatus", Scene.TORN_OFF, "SynchronizationJobId=dtsID"),
          of(
              "DescribeSynchronizationJobs",
              Scene.FAILED,
              "PageNum=1 PageSize=30 SynchronizationJobName=orders"),
          of("DescribeSynchronizationJobs", Scene.UNBUILT, "SynchronizationJobName=orders"),
          of("DescribeSynchronizationJobs", Scene.BROKEN, "SynchronizationJobName=orders"),
          of("DescribeSynchronizationJobs", Scene.TORN_OFF, "SynchronizationJobName=orders"),
          of(
              "DescribeSynchronizationJobStatusList",
              Scene.TORN_OFF,
              "SynchronizationJobIdListJsonStr=[\"dtsID\"]"),
          of(
              "StopDtsJob",
              Scene.MOVING,
              "DtsJobId=ID DtsInstanceId=dtsID SynchronizationDirection=Forward"));

  private static VendorCall of(String action, Scene scene, String parameters) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String parameter : parameters.split(" ")) {
      String[] pair = parameter.split("=", 2);
      all.put(pair[0], pair[1]);
    }
    return new VendorCall(action, scene, all);
  }

  static List<VendorCall> all() {
    return ALL;
  }

  /** Makes the job that this is a call to, beside another one, and returns its id. */
  String prepare(SandboxFixture sandbox, RpcClient client) {
    boolean synchronises =
        action.contains("Synchronization") || "SYNC".equals(parameters.get("JobType"));
    return synchronises ? scene.synchronise(sandbox, client) : scene.prepare(sandbox, client);
  }

  boolean changesTheJob() {
    return !action.startsWith("Describe");
  }

  VendorCall with(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(parameters);
    changed.put(name, value);
    return new VendorCall(action, scene, changed);
  }

  VendorCall without(String name) {
    Map<String, String> changed = new LinkedHashMap<>(parameters);
    changed.remove(name);
    return new VendorCall(action, scene, changed);
  }

  /** Names and values for {@link RpcClient}, meant for this job. */
  String[] to(SandboxFixture sandbox, String id) {
    String run = sandbox.job(id).at("/precheck/id").asText();
    List<String> sent = new ArrayList<>();
    parameters.forEach(
        (name, value) -> {
          sent.add(name);
          sent.add(value.replace("ID", id).replace("RUN", run));
        });
    return sent.toArray(String[]::new);
  }

  @Override
  public String toString() {
    return action + " " + scene + " " + parameters;
  }
}
