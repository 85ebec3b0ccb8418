package io.tidegate.sandbox.dialect.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.core.CheckResult.Verdict;
import io.tidegate.sandbox.core.Engine.StageProgress.State;
import io.tidegate.sandbox.dialect.alibaba.RpcClient.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DtsActionsTest {
  private static final String SAME_OBJ = "[\"CHECK_SAME_OBJ\"]";

  private SandboxFixture sandbox;
  private RpcClient client;

  @BeforeEach
  void start(@TempDir Path data) {
    sandbox = new SandboxFixture(data);
    client = new RpcClient(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void startAnswersTheBareEnvelope() {
    Reply reply = client.call("StartDtsJob", "DtsJobId", sandbox.createJob());

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().get("Success").isBoolean()).isTrue();
    assertThat(reply.body().get("HttpStatusCode").asInt()).isEqualTo(200);
    assertThat(reply.body().get("RequestId").asText()).matches("[0-9A-F-]{36}");
  }

  @Test
  void aJobIsFoundByEitherIdAndOnlyIfBothAgree() {
    String id = sandbox.createJob();

    assertThat(client.call("DescribeDtsJobDetail", "DtsInstanceID", "dts" + id).status())
        .isEqualTo(200);
    assertThat(client.call("StartDtsJob", "DtsInstanceId", "dts" + id).status()).isEqualTo(200);
    assertRefused(
        client.call("DescribeDtsJobDetail", "DtsJobId", id, "DtsInstanceID", "dtsother"),
        403,
        "Forbidden.InstanceNotFound");
    assertRefused(
        client.call("StartDtsJob", "DtsJobId", "nobody"), 403, "Forbidden.InstanceNotFound");
    assertRefused(client.call("StartDtsJob"), 400, "MissingParameter");
  }

  @Test
  void aSecondStartIsAConflict() {
    String id = sandbox.createJob();
    sandbox.prechecks.close();
    client.call("StartDtsJob", "DtsJobId", id);

    assertRefused(
        client.call("StartDtsJob", "DtsJobId", id), 403, "DTS.Msg.OperationDenied.JobStatus");
    sandbox.prechecks.open();
    sandbox.awaitStatus(id, "MIGRATING");
    assertThat(sandbox.job(id).at("/effects/starts").asInt()).isEqualTo(1);
  }

  @Test
  void anUnfinishedPrecheckIsChecking() {
    String id = sandbox.createJob();
    assertThat(precheck(id).get("State").asText()).isEqualTo("NotStarted");
    sandbox.prechecks.close();

    client.call("StartDtsJob", "DtsJobId", id);
    JsonNode checking = precheck(id);
    sandbox.prechecks.open();

    assertThat(checking.get("State").asText()).isEqualTo("Checking");
    assertThat(checking.at("/JobProgress/0/State").asText()).isEqualTo("Checking");
    assertThat(checking.at("/JobProgress/0").has("FinishTime")).isFalse();
  }

  @Test
  void aFailedItemCarriesEveryFieldThatHasAValue() {
    sandbox.prechecks.fail("CHECK_SAME_OBJ", true, "shop.orders", "shop.lines");
    sandbox.prechecks.find("CHECK_SRC", Verdict.WARNING, true);
    String id = startAndFail();
    JsonNode report = precheck(id);
    JsonNode item = report.at("/JobProgress/4");

    assertThat(report.get("State").asText()).isEqualTo("Failed");
    assertThat(report.get("Code").asText()).isEqualTo("01");
    assertThat(report.get("ErrorItem").asInt()).isEqualTo(1);
    assertThat(report.get("Total").asInt()).isEqualTo(5);
    assertThat(item.get("Item").asText()).isEqualTo("CHECK_SAME_OBJ");
    assertThat(item.get("Names").asText()).isEqualTo("CHECK_SAME_OBJ_DETAIL");
    assertThat(item.get("State").asText()).isEqualTo("Failed");
    assertThat(item.get("CanSkip").asBoolean()).isTrue();
    assertThat(item.get("Skip").asBoolean()).isFalse();
    assertThat(item.get("IgnoreFlag").asText()).isEqualTo("N");
    assertThat(item.get("OrderNum").asInt()).isEqualTo(5);
    assertThat(item.get("Current").isTextual()).isTrue();
    assertThat(item.get("Sub").asText()).isEqualTo("[]");
    assertThat(item.get("BootTime").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+00:00");
    assertThat(item.get("FinishTime").asText()).endsWith("+00:00");
    assertThat(item.get("ErrMsg").asText()).isEqualTo("CHECK_SAME_OBJ is wrong");
    assertThat(item.get("ErrDetail").asText()).isEqualTo("CHECK_SAME_OBJ in detail");
    assertThat(item.get("RepairMethod").asText()).isEqualTo("repair CHECK_SAME_OBJ");
    assertThat(item.get("TargetNames").asText()).isEqualTo("orders,lines");
    assertThat(item.get("DelaySeconds").asInt()).isZero();
    assertThat(item.at("/Logs/0/LogLevel").asText()).isEqualTo("ERROR");
    assertThat(item.get("JobId").asText()).isNotEqualTo(report.get("JobId").asText());
    assertThat(report.at("/JobProgress/3/State").asText()).isEqualTo("Warning");
    assertThat(report.at("/JobProgress/0").has("ErrMsg")).isFalse();
  }

  @Test
  void itemsComeInPagesWhoseParametersAreText() {
    String id = sandbox.createJob();
    client.call("StartDtsJob", "DtsJobId", id);
    sandbox.awaitStatus(id, "MIGRATING");
    List<String> codes = new ArrayList<>();
    for (String page : List.of("1", "2", "3", "4")) {
      JsonNode report =
          client
              .call(
                  "DescribePreCheckStatus",
                  "DtsJobId",
                  id,
                  "JobCode",
                  "01",
                  "PageNo",
                  page,
                  "PageSize",
                  "2")
              .body();
      assertThat(report.get("TotalRecordCount").asInt()).isEqualTo(5);
      assertThat(report.get("PageNumber").asInt()).isEqualTo(Integer.parseInt(page));
      report.get("JobProgress").forEach(item -> codes.add(item.get("Item").asText()));
    }

    assertThat(codes)
        .containsExactly(
            "CHECK_CONN_SRC", "CHECK_CONN_DEST", "CHECK_SERVER_ID", "CHECK_SRC", "CHECK_SAME_OBJ");
    assertRefused(
        client.call("DescribePreCheckStatus", "DtsJobId", id, "JobCode", "01", "PageNo", "x"),
        400,
        "InvalidParameter");
    assertRefused(
        client.call("DescribePreCheckStatus", "DtsJobId", id, "JobCode", "99"),
        400,
        "InvalidParameter");
  }

  @Test
  void aSkippedItemShowsItAtOnceAndKeepsItsRealStateInTheNextRun() {
    sandbox.prechecks.fail("CHECK_SAME_OBJ", true);
    String id = startAndFail();
    String precheckId = precheck(id).get("JobId").asText();

    Reply skipped =
        client.call(
            "SkipPreCheck",
            "DtsJobId",
            id,
            "JobId",
            precheckId,
            "Skip",
            "true",
            "SkipPreCheckItems",
            SAME_OBJ,
            "SkipPreCheckNames",
            "[\"CHECK_SAME_OBJ_DETAIL\"]");
    assertThat(skipped.body().get("SkipItems").asText()).isEqualTo("CHECK_SAME_OBJ");
    assertThat(skipped.body().get("SkipNames").asText()).isEqualTo("CHECK_SAME_OBJ_DETAIL");
    assertThat(skipped.body().get("MigrationJobId").asText()).isEqualTo(precheckId);
    assertThat(precheck(id).at("/JobProgress/4/Skip").asBoolean()).isTrue();
    assertThat(sandbox.job(id).get("status").asText()).isEqualTo("PRECHECK_FAILED");

    client.call("StartDtsJob", "DtsJobId", id);
    sandbox.awaitStatus(id, "MIGRATING");
    JsonNode next = precheck(id);
    assertThat(next.get("State").asText()).isEqualTo("Finished");
    assertThat(next.get("ErrorItem").asInt()).isZero();
    assertThat(next.get("JobId").asText()).isNotEqualTo(precheckId);
    assertThat(next.at("/JobProgress/4/State").asText()).isEqualTo("Failed");
    assertThat(next.at("/JobProgress/4/IgnoreFlag").asText()).isEqualTo("Y");
  }

  @Test
  void skipTakesOnlyWhatItKnowsAndWhatTheReportAllows() {
    sandbox.prechecks.fail("CHECK_SAME_OBJ", true);
    sandbox.prechecks.fail("CHECK_SRC", false);
    String id = startAndFail();

    assertRefused(skip(id, "[\"CHECK_CONN_SRC\"]", "true"), 400, "InvalidParameter");
    assertRefused(skip(id, "[\"CHECK_SRC\"]", "true"), 400, "InvalidParameter");
    assertRefused(skip(id, "[\"CHECK_TOPOLOGY\"]", "true"), 400, "InvalidParameter");
    assertRefused(skip(id, "CHECK_SAME_OBJ", "true"), 400, "InvalidParameter");
    assertRefused(skip(id, "[]", "true"), 400, "InvalidParameter");
    assertRefused(skip(id, SAME_OBJ, "yes"), 400, "InvalidParameter");
    assertRefused(
        client.call("SkipPreCheck", "DtsJobId", id, "SkipPreCheckItems", SAME_OBJ),
        400,
        "MissingParameter");
    assertRefused(
        client.call(
            "SkipPreCheck",
            "DtsJobId",
            id,
            "JobId",
            "arunbefore",
            "Skip",
            "true",
            "SkipPreCheckItems",
            SAME_OBJ),
        403,
        "DTS.Msg.OperationDenied.JobStatus");
    assertThat(sandbox.job(id).get("shields")).isEmpty();

    assertThat(skip(id, SAME_OBJ, "true").status()).isEqualTo(200);
    assertThat(sandbox.job(id).at("/shields/0").asText()).isEqualTo("CHECK_SAME_OBJ");
    assertThat(skip(id, SAME_OBJ, "false").status()).isEqualTo(200);
    assertThat(sandbox.job(id).get("shields")).isEmpty();
  }

  @Test
  void stagesListTheirTablesFromTheEngine() {
    String id = sandbox.createJob();
    assertThat(stage(id, "02").get("State").asText()).isEqualTo("NotStarted");
    client.call("StartDtsJob", "DtsJobId", id);
    sandbox.awaitStatus(id, "MIGRATING");
    sandbox.engine.listener(id);

    JsonNode structure = stage(id, "02");
    JsonNode load = stage(id, "03");
    assertThat(structure.get("State").asText()).isEqualTo("Finished");
    assertThat(structure.at("/JobProgress/0/DdlSql").asText()).startsWith("CREATE TABLE");
    assertThat(structure.at("/JobProgress/0/DestSchema").asText()).isEqualTo("shop_new");
    assertThat(load.get("State").asText()).isEqualTo("Migrating");
    assertThat(load.at("/JobProgress/0/Total").asInt()).isEqualTo(100);
    assertThat(load.at("/JobProgress/0/Current").asText()).isEqualTo("40");
    assertThat(stage(id, "04").get("State").asText()).isEqualTo("NotStarted");
    assertThat(
            client
                .call(
                    "DescribePreCheckStatus",
                    "DtsJobId",
                    id,
                    "JobCode",
                    "02",
                    "StructType",
                    "after")
                .body()
                .get("JobProgress"))
        .isEmpty();
  }

  @Test
  void theListHidesOtherTypesAndFilters() {
    String one = sandbox.createJob();
    String other = sandbox.createJob();
    client.call("StartDtsJob", "DtsJobId", other);
    sandbox.awaitStatus(other, "MIGRATING");

    assertThat(listed()).containsExactly(one, other);
    assertThat(listed("JobType", "SYNC")).isEmpty();
    assertThat(listed("DtsJobId", one + "," + other)).containsExactly(one, other);
    assertThat(listed("DtsInstanceId", "dts" + other)).containsExactly(other);
    assertThat(listed("Status", "Migrating")).containsExactly(other);
    assertThat(listed("Type", "name", "Params", "RDER")).containsExactly(one, other);
    assertThat(listed("Type", "name", "Params", "bills")).isEmpty();
    assertThat(listed("PageSize", "1", "PageNumber", "2")).containsExactly(other);
    assertThat(listed("OrderColumn", "CreateTime", "OrderDirection", "DESC"))
        .containsExactly(other, one);
    assertRefused(client.call("DescribeDtsJobs", "JobType", "CHECK"), 400, "InvalidParameter");
    assertRefused(client.call("DescribeDtsJobs", "Type", "SYNC"), 400, "InvalidParameter");
  }

  @Test
  void aListedJobHasThisFamilysSpellings() {
    sandbox.prechecks.fail("CHECK_SRC", true);
    String id = startAndFail();
    JsonNode job = client.call("DescribeDtsJobs").body().at("/DtsJobList/0");

    assertThat(job.get("DtsInstanceID").asText()).isEqualTo("dts" + id);
    assertThat(job.get("Status").asText()).isEqualTo("PrecheckFailed");
    assertThat(job.get("JobType").asText()).isEqualTo("MIGRATION");
    assertThat(job.at("/PrecheckStatus/Status").asText()).isEqualTo("Failed");
    assertThat(job.at("/PrecheckStatus/Percent").asText()).isEqualTo("100");
    assertThat(job.at("/PrecheckStatus/Detail/3/CheckItem").asText()).isEqualTo("CHECK_SRC");
    assertThat(job.at("/PrecheckStatus/Detail/3/CheckResult").asText()).isEqualTo("Failed");
    assertThat(job.at("/PrecheckStatus/Detail/3/FailedReason").asText())
        .isEqualTo("CHECK_SRC is wrong: CHECK_SRC in detail");
    assertThat(job.at("/MigrationMode/DataInitialization").asBoolean()).isTrue();
    assertThat(job.at("/SourceEndpoint/Ip").asText()).isEqualTo("127.0.0.1");
    assertThat(job.get("DbObject").asText())
        .isEqualTo(
            "{\"shop\":{\"name\":\"shop_new\",\"all\":false,"
                + "\"Table\":{\"orders\":{\"name\":\"orders\",\"all\":true}}}}");
    assertThat(
            client
                .call("DescribeDtsJobs", "WithoutDbList", "true")
                .body()
                .at("/DtsJobList/0")
                .has("DbObject"))
        .isFalse();
  }

  @Test
  void theDetailIsTheJobItself() {
    String id = sandbox.createJob();
    client.call("StartDtsJob", "DtsJobId", id);
    sandbox.awaitStatus(id, "MIGRATING");
    sandbox.engine.fail(id, "table shop.orders: duplicate key 7");
    JsonNode detail = client.call("DescribeDtsJobDetail", "DtsJobId", id).body();

    assertThat(detail.get("Status").asText()).isEqualTo("MigrationFailed");
    assertThat(detail.get("ErrorMessage").asText()).contains("duplicate key 7");
    assertThat(detail.get("DtsInstanceID").asText()).isEqualTo("dts" + id);
    assertThat(detail.get("BootTime").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
    assertThat(detail.get("Delay").asLong()).isEqualTo(-1);
    assertThat(detail.has("PrecheckStatus")).isFalse();
  }

  @Test
  void suspendStopAndResumeMoveTheJob() {
    String id = sandbox.createJob();
    assertRefused(
        client.call("SuspendDtsJob", "DtsJobId", id), 403, "DTS.Msg.OperationDenied.JobStatus");
    client.call("StartDtsJob", "DtsJobId", id);
    sandbox.awaitStatus(id, "MIGRATING");

    client.call("SuspendDtsJob", "DtsJobId", id);
    assertThat(status(id)).isEqualTo("Suspending");
    client.call("StartDtsJob", "DtsJobId", id);
    assertThat(status(id)).isEqualTo("Migrating");
    client.call("StopDtsJob", "DtsJobId", id);
    assertThat(status(id)).isEqualTo("Finished");
    assertRefused(
        client.call("StartDtsJob", "DtsJobId", id), 403, "DTS.Msg.OperationDenied.JobStatus");
  }

  @Test
  void noAnswerHoldsAPassword() {
    String id = sandbox.createJob();

    for (String action : List.of("DescribeDtsJobs", "DescribeDtsJobDetail")) {
      assertThat(client.call(action, "DtsJobId", id).text()).doesNotContain("canary");
    }
  }

  private String startAndFail() {
    String id = sandbox.createJob();
    client.call("StartDtsJob", "DtsJobId", id);
    sandbox.awaitStatus(id, "PRECHECK_FAILED");
    return id;
  }

  private Reply skip(String id, String items, String skip) {
    return client.call("SkipPreCheck", "DtsJobId", id, "Skip", skip, "SkipPreCheckItems", items);
  }

  private JsonNode precheck(String id) {
    return stage(id, "01");
  }

  private JsonNode stage(String id, String code) {
    return client.call("DescribePreCheckStatus", "DtsJobId", id, "JobCode", code).body();
  }

  private String status(String id) {
    return client.call("DescribeDtsJobDetail", "DtsJobId", id).body().get("Status").asText();
  }

  private List<String> listed(String... parameters) {
    return client
        .call("DescribeDtsJobs", parameters)
        .body()
        .get("DtsJobList")
        .findValuesAsText("DtsJobId");
  }

  private static void assertRefused(Reply reply, int status, String code) {
    assertThat(reply.code()).as(reply.text()).isEqualTo(code);
    assertThat(reply.status()).isEqualTo(status);
  }

  @Test
  void aWayThatIsShutIsDiagnosedAndNamedApartFromTheLogin() {
    sandbox.prechecks.unreachable(3301);
    sandbox.prechecks.fail("CHECK_CONN_SRC", false);
    String id = startAndFail();
    JsonNode report = precheck(id);
    JsonNode network = report.at("/FullNetCheckJobStatus/0");

    assertThat(network.get("State").asText()).isEqualTo("Failed");
    assertThat(network.get("ErrorItem").asInt()).isEqualTo(1);
    assertThat(network.at("/JobProgress/0/Item").asText()).isEqualTo("CHECK_CONN_SRC");
    assertThat(network.at("/JobProgress/0/State").asText()).isEqualTo("Failed");
    assertThat(network.at("/JobProgress/0/ErrDetail").asText()).isEqualTo("Connection refused");
    assertThat(network.at("/JobProgress/1/State").asText()).isEqualTo("Success");
    assertThat(network.has("SrcRegionCidr")).isFalse();
    assertThat(network.get("DestRegionCidr").asText()).isEqualTo("127.0.0.1/32");
    assertThat(report.at("/NetworkDiagnosisResult/Diagnosis")).hasSize(1);
    assertThat(report.at("/NetworkDiagnosisResult/Diagnosis/0/EndpointType").asText())
        .isEqualTo("source");
    assertThat(report.at("/NetworkDiagnosisResult/Diagnosis/0/Code").asText()).endsWith(".refused");

    sandbox.prechecks.passAll();
    client.call("StartDtsJob", "DtsJobId", id);
    sandbox.awaitStatus(id, "MIGRATING");
    JsonNode next = precheck(id);
    assertThat(next.at("/FullNetCheckJobStatus/0/State").asText()).isEqualTo("Success");
    assertThat(next.has("NetworkDiagnosisResult")).isFalse();
  }

  @Test
  void theNetworkIsNotReportedOfARunThatHasNotTriedIt() {
    String id = sandbox.createJob();

    assertThat(precheck(id).get("FullNetCheckJobStatus")).isEmpty();
    assertThat(precheck(id).has("NetworkDiagnosisResult")).isFalse();
  }

  @Test
  void aFindingIsLoggedObjectByObject() {
    sandbox.prechecks.fail("CHECK_SAME_OBJ", true, "shop.orders", "shop.lines");
    sandbox.prechecks.fail("CHECK_SERVER_ID", true);
    JsonNode report = precheck(startAndFail());

    assertThat(report.at("/JobProgress/4/Logs").findValuesAsText("ErrData"))
        .containsExactly("shop.orders", "shop.lines");
    assertThat(report.at("/JobProgress/2/Logs").findValuesAsText("ErrData"))
        .containsExactly("CHECK_SERVER_ID in detail");
    assertThat(report.at("/JobProgress/0/Logs")).isEmpty();
  }

  @Test
  void whatMovesOneDatabaseHasNoPartsAndWhatMovesTwoHasTheirPageInThem() {
    String one = sandbox.createJob();
    client.call("StartDtsJob", "DtsJobId", one);
    sandbox.awaitStatus(one, "MIGRATING");
    sandbox.engine.listener(one);
    String two = VendorCall.Scene.BROKEN.prepare(sandbox, client);
    JsonNode parts =
        client
            .call("DescribePreCheckStatus", "DtsJobId", two, "JobCode", "03", "PageSize", "1")
            .body()
            .get("SubDistributedJobStatus");

    assertThat(stage(one, "03").get("SubDistributedJobStatus")).isEmpty();
    assertThat(parts).hasSize(2);
    assertThat(parts.at("/0/State").asText()).isEqualTo("Failed");
    assertThat(parts.at("/0/ErrorItem").asInt()).isEqualTo(1);
    assertThat(parts.at("/0/JobProgress/0/Item").asText()).isEqualTo("orders");
    assertThat(parts.at("/1/State").asText()).isEqualTo("Migrating");
    assertThat(parts.at("/1/Total").asInt()).isEqualTo(1);
    assertThat(parts.at("/1/JobProgress")).isEmpty();
    assertThat(precheck(two).get("SubDistributedJobStatus")).isEmpty();
  }

  @Test
  void onlyTheTableThatTheErrorNamesHasFailed() {
    String id = sandbox.createJob();
    client.call("StartDtsJob", "DtsJobId", id);
    sandbox.awaitStatus(id, "MIGRATING");
    sandbox.engine.fail(id, "shop_new.orders_old: duplicate key 7");

    assertThat(stage(id, "03").at("/JobProgress/0/State").asText()).isEqualTo("Migrating");
  }

  @Test
  void aFollowedJobSaysHowFarItIs() {
    String id = VendorCall.Scene.MOVING.prepare(sandbox, client);
    assertThat(client.call("DescribeDtsJobDetail", "DtsJobId", id).body().get("Delay").asInt())
        .isEqualTo(-1);
    sandbox.engine.follow(id, VendorCall.following(State.RUNNING, 7, ""));

    JsonNode detail = client.call("DescribeDtsJobDetail", "DtsJobId", id).body();
    JsonNode listed = client.call("DescribeDtsJobs", "DtsJobId", id).body().at("/DtsJobList/0");
    for (JsonNode job : List.of(detail, listed)) {
      assertThat(job.at("/DataSynchronizationStatus/Status").asText()).isEqualTo("Migrating");
      assertThat(job.get("Delay").asInt()).as("milliseconds").isEqualTo(7000);
      assertThat(job.get("Checkpoint").asText()).isEqualTo("1803902400");
    }
    assertThat(stage(id, "04").get("State").asText()).isEqualTo("Migrating");

    for (long lag : List.of(0L, 1L)) {
      sandbox.engine.follow(id, VendorCall.following(State.RUNNING, lag, ""));
      assertThat(stage(id, "04").get("State").asText()).as("lag %s s", lag).isEqualTo("Catched");
    }
    assertThat(stage(id, "04").at("/JobProgress").findValuesAsText("State"))
        .containsExactly("Catched", "Catched");
    client.call("SuspendDtsJob", "DtsJobId", id);
    assertThat(stage(id, "04").get("State").asText()).isEqualTo("Suspending");
  }

  @Test
  void whatTearsOffTheFollowingIsSaidOfTheTableAndTheStage() {
    String id = VendorCall.Scene.TORN_OFF.prepare(sandbox, client);
    JsonNode stage = stage(id, "04");

    assertThat(stage.get("State").asText()).isEqualTo("Failed");
    assertThat(stage.get("ErrorItem").asInt()).isEqualTo(1);
    assertThat(stage.at("/JobProgress/0/State").asText()).isEqualTo("Failed");
    assertThat(stage.at("/JobProgress/0/ErrMsg").asText()).contains("was redefined");
    assertThat(stage.at("/JobProgress/1/State").asText()).isEqualTo("Migrating");
    assertThat(stage(id, "03").get("State").asText()).isEqualTo("Finished");
  }
}
