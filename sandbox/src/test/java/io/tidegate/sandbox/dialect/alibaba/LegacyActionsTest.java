package io.tidegate.sandbox.dialect.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.core.Engine.StageProgress.State;
import io.tidegate.sandbox.dialect.alibaba.RpcClient.Reply;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LegacyActionsTest {
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
  void aShieldChangesNoStatusAndIsFeltByTheNextStart() {
    sandbox.prechecks.fail("CHECK_SAME_OBJ", true);
    String instance = startAndFail();

    Reply shielded = shield(instance, "CHECK_SAME_OBJ,CHECK_SERVER_ID");
    JsonNode before = status(instance);
    client.call("StartMigrationJob", "MigrationJobId", instance);
    sandbox.awaitStatus(instance, "MIGRATING");
    JsonNode after = status(instance);

    assertThat(shielded.body().get("Success").asBoolean()).isTrue();
    assertThat(before.get("MigrationJobStatus").asText()).isEqualTo("PrecheckFailed");
    assertThat(before.at("/PrecheckStatus/Detail/CheckItem/4/CheckStatus").asText())
        .isEqualTo("Failed");
    assertThat(after.get("MigrationJobStatus").asText()).isEqualTo("Migrating");
    assertThat(after.at("/PrecheckStatus/Status").asText()).isEqualTo("Finished");
    assertThat(after.at("/PrecheckStatus/Detail/CheckItem/4/CheckStatus").asText())
        .isEqualTo("Success");
    assertThat(sandbox.job(instance).at("/effects/shields").asInt()).isEqualTo(1);
  }

  @Test
  void theStatusHasThisCallsSpellings() {
    sandbox.prechecks.fail("CHECK_SERVER_ID", true);
    String instance = startAndFail();
    JsonNode job = status(instance);
    JsonNode item = job.at("/PrecheckStatus/Detail/CheckItem/2");

    assertThat(job.get("MigrationJobId").asText()).isEqualTo(instance);
    assertThat("dts" + job.get("TaskId").asText()).isEqualTo(instance);
    assertThat(job.at("/PrecheckStatus/Status").asText()).isEqualTo("Failed");
    assertThat(job.at("/PrecheckStatus/Percent").isTextual()).isTrue();
    assertThat(item.get("ItemName").asText()).isEqualTo("CHECK_SERVER_ID");
    assertThat(item.get("CheckStatus").asText()).isEqualTo("Failed");
    assertThat(item.get("ErrorMessage").asText()).startsWith("CHECK_SERVER_ID is wrong");
    assertThat(item.get("RepairMethod").asText()).isEqualTo("repair CHECK_SERVER_ID");
    assertThat(job.at("/PrecheckStatus/Detail/CheckItem/0").has("ErrorMessage")).isFalse();
    assertThat(job.at("/MigrationMode/structureInitialization").asBoolean()).isTrue();
    assertThat(job.at("/StructureInitializationStatus/Percent").asText()).isEqualTo("0");
    assertThat(job.at("/SourceEndpoint/IP").asText()).isEqualTo("127.0.0.1");
    assertThat(job.get("MigrationObject").asText()).contains("\"DBName\":\"shop\"");
    assertThat(job.toString()).doesNotContain("canary");
  }

  @Test
  void theListHasItsOwnSpellings() {
    String instance = "dts" + sandbox.createJob();
    JsonNode page = client.call("DescribeMigrationJobs", "PageSize", "100").body();
    JsonNode job = page.at("/MigrationJobs/MigrationJob/0");

    assertThat(page.get("TotalRecordCount").asInt()).isEqualTo(1);
    assertThat(job.get("MigrationJobID").asText()).isEqualTo(instance);
    assertThat(job.get("MigrationJobStatus").asText()).isEqualTo("NotStarted");
    assertThat(job.at("/Precheck/Status").asText()).isEqualTo("NotStarted");
    assertThat(job.at("/DataInitialization/status").asText()).isEqualTo("NotStarted");
    assertThat(job.at("/MigrationMode/StructureInitialization").asBoolean()).isTrue();
    assertThat(job.at("/MigrationObject/SynchronousObject/0/TableList/Table/0").asText())
        .isEqualTo("orders");
    assertThat(
            client
                .call("DescribeMigrationJobs", "MigrationJobName", "bills")
                .body()
                .get("TotalRecordCount")
                .asInt())
        .isZero();
  }

  @Test
  void theDetailListsTheStagesThatWereAskedFor() {
    String instance = "dts" + sandbox.createJob();
    client.call("StartMigrationJob", "MigrationJobId", instance);
    sandbox.awaitStatus(instance, "MIGRATING");
    sandbox.engine.listener(instance.substring(3));

    JsonNode nothing = client.call("DescribeMigrationJobDetail", "MigrationJobId", instance).body();
    JsonNode loads =
        client
            .call(
                "DescribeMigrationJobDetail",
                "MigrationJobId",
                instance,
                "MigrationMode.DataInitialization",
                "true")
            .body();

    assertThat(nothing.get("TotalRecordCount").asInt()).isZero();
    assertThat(loads.at("/StructureInitializationDetailList/StructureInitializationDetail"))
        .isEmpty();
    JsonNode table = loads.at("/DataInitializationDetailList/DataInitializationDetail/0");
    assertThat(table.get("TableName").asText()).isEqualTo("orders");
    assertThat(table.get("DestinationOwnerDBName").asText()).isEqualTo("shop_new");
    assertThat(table.get("FinishRowNum").asText()).isEqualTo("40");
  }

  @Test
  void aFollowedJobSaysHowFarItIs() {
    String id = VendorCall.Scene.MOVING.prepare(sandbox, client);
    sandbox.engine.follow(id, VendorCall.following(State.RUNNING, 7, ""));
    JsonNode status =
        client
            .call("DescribeMigrationJobStatus", "MigrationJobId", "dts" + id)
            .body()
            .get("DataSynchronizationStatus");
    JsonNode detail =
        client
            .call(
                "DescribeMigrationJobDetail",
                "MigrationJobId",
                "dts" + id,
                "MigrationMode.DataSynchronization",
                "true")
            .body();

    assertThat(status.get("Status").asText()).isEqualTo("Migrating");
    assertThat(status.get("Delay").asText()).as("seconds").isEqualTo("7");
    assertThat(status.get("Checkpoint").asText()).isEqualTo("1803902400");
    assertThat(detail.get("TotalRecordCount").asInt()).isEqualTo(2);
    assertThat(detail.at("/DataSynchronizationDetailList/DataSynchronizationDetail/0/TableName"))
        .hasToString("\"orders\"");
  }

  @Test
  void refusalsComeWithinASuccess() {
    String instance = "dts" + sandbox.createJob();

    assertSoft(client.call("StartMigrationJob", "MigrationJobId", "dtsnobody"), "InvalidJobId");
    assertSoft(
        client.call("StartMigrationJob", "MigrationJobId", instance.substring(3)), "InvalidJobId");
    assertSoft(
        client.call("SuspendMigrationJob", "MigrationJobId", instance),
        "DTS.Msg.OperationDenied.JobStatus");
    assertSoft(shield(instance, "CHECK_CONN_SRC"), "InvalidParameter");
    assertSoft(shield(instance, "CHECK_SRC,CHECK_DEST_TABLE_EMPTY"), "InvalidParameter");
    assertSoft(shield(instance, ","), "InvalidParameter");
    assertThat(sandbox.job(instance).get("shields")).isEmpty();
    assertThat(client.call("ShieldPrecheck", "DtsInstanceId", instance).code())
        .isEqualTo("MissingParameter");
  }

  @Test
  void suspendAndStopMoveTheJob() {
    String instance = "dts" + sandbox.createJob();
    client.call("StartMigrationJob", "MigrationJobId", instance);
    sandbox.awaitStatus(instance, "MIGRATING");

    client.call("SuspendMigrationJob", "MigrationJobId", instance);
    assertThat(status(instance).get("MigrationJobStatus").asText()).isEqualTo("Suspending");
    client.call("StopMigrationJob", "MigrationJobId", instance);
    assertThat(status(instance).get("MigrationJobStatus").asText()).isEqualTo("Finished");
  }

  @Test
  void whatChangesAJobIsCalledByPostOnly() {
    for (String action :
        new String[] {"StartMigrationJob", "SuspendMigrationJob", "StopMigrationJob"}) {
      Reply reply = client.get(RpcClient.signed("GET", RpcClient.parameters(action)));
      assertThat(reply.code()).isEqualTo("UnsupportedHTTPMethod");
    }
  }

  @Test
  void theShieldsXmlHasARootOfItsOwn() {
    Map<String, String> parameters =
        RpcClient.parameters(
            "ShieldPrecheck",
            "DtsInstanceId",
            "dts" + sandbox.createJob(),
            "PrecheckItems",
            "CHECK_SRC");
    parameters.put("Format", "XML");

    assertThat(client.post(RpcClient.signed("POST", parameters)).text())
        .contains("<ShieldPrecheck><RequestId>")
        .endsWith("<Success>true</Success></ShieldPrecheck>");
  }

  private String startAndFail() {
    String instance = "dts" + sandbox.createJob();
    client.call("StartMigrationJob", "MigrationJobId", instance);
    sandbox.awaitStatus(instance, "PRECHECK_FAILED");
    return instance;
  }

  private Reply shield(String instance, String items) {
    return client.call("ShieldPrecheck", "DtsInstanceId", instance, "PrecheckItems", items);
  }

  private JsonNode status(String instance) {
    return client.call("DescribeMigrationJobStatus", "MigrationJobId", instance).body();
  }

  private static void assertSoft(Reply reply, String code) {
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().get("Success").asBoolean()).as(reply.text()).isFalse();
    assertThat(reply.body().get("ErrCode").asText()).isEqualTo(code);
    assertThat(reply.body().get("ErrMessage").asText()).isNotBlank();
  }
}
