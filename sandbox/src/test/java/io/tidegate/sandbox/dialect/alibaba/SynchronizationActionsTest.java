package io.tidegate.sandbox.dialect.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.core.Engine.StageProgress.State;
import io.tidegate.sandbox.dialect.alibaba.RpcClient.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SynchronizationActionsTest {
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
  void a_start_is_the_check_and_runs_on_until_the_job_follows_its_source() {
    String id = Synchronisations.create(sandbox);

    assertThat(status(id, "Forward").get("Status").asText()).isEqualTo("NotStarted");
    assertYes(call("StartSynchronizationJob", id, "Forward"));
    sandbox.awaitStatus(id, "MIGRATING");
    assertThat(status(id, "Forward").get("Status").asText()).isEqualTo("Initializing");
    sandbox.engine.follow(id, VendorCall.following(State.RUNNING, 7, ""));
    JsonNode follows = status(id, "Forward");

    assertThat(follows.get("Status").asText()).isEqualTo("Synchronizing");
    assertThat(follows.get("Delay").asText()).as("seconds").isEqualTo("7");
    assertThat(follows.get("DelayMillis").asLong()).isEqualTo(7_000);
    assertThat(follows.get("Checkpoint").asText()).isEqualTo("1803902400");
    assertThat(follows.at("/DataSynchronizationStatus/Status").asText()).isEqualTo("Migrating");
    assertThat(follows.at("/DataInitializationStatus/Status").asText()).isEqualTo("Finished");
    assertThat(follows.toString()).doesNotContain("canary");
  }

  @Test
  void the_status_has_this_calls_spellings() {
    sandbox.prechecks.fail("CHECK_TOPOLOGY", true);
    String id = Synchronisations.create(sandbox);
    call("StartSynchronizationJob", id, "Forward");
    sandbox.awaitStatus(id, "PRECHECK_FAILED");
    JsonNode job = status(id, "Forward");
    JsonNode items = job.at("/PrecheckStatus/Detail");

    assertThat(job.get("Status").asText()).isEqualTo("PrecheckFailed");
    assertThat(job.get("SynchronizationJobId").asText()).isEqualTo("dts" + id);
    assertThat(job.get("TaskId").asText()).isEqualTo(id);
    assertThat(job.get("SynchronizationDirection").asText()).isEqualTo("Forward");
    assertThat(job.get("DataInitialization").isTextual()).isTrue();
    assertThat(items.isArray()).as("without a wrapper").isTrue();
    assertThat(items.get(items.size() - 1).get("ItemName").asText()).isEqualTo("CHECK_TOPOLOGY");
    assertThat(items.get(items.size() - 1).get("CheckStatus").asText()).isEqualTo("Failed");
    assertThat(items.get(items.size() - 1).get("ErrorMessage").asText())
        .startsWith("CHECK_TOPOLOGY is wrong");
    assertThat(items.get(0).has("ErrorMessage")).isFalse();
    assertThat(job.at("/SynchronizationObjects/0/TableIncludes/0/TableName").asText())
        .isEqualTo("orders");
  }

  @Test
  void failures_are_told_by_how_far_the_job_had_come() {
    String loading = Synchronisations.moving(sandbox, client);
    sandbox.engine.fail(loading, "shop_new.orders: duplicate key 7");
    sandbox.awaitStatus(loading, "MIGRATION_FAILED");
    String following = Synchronisations.moving(sandbox, client);
    sandbox.engine.fail(following, "torn");
    sandbox.engine.follow(following, VendorCall.following(State.FAILED, 60, "torn"));
    sandbox.awaitStatus(following, "MIGRATION_FAILED");

    assertThat(status(loading, "Forward").get("Status").asText()).isEqualTo("InitializeFailed");
    assertThat(status(loading, "Forward").get("ErrorMessage").asText()).contains("duplicate key");
    assertThat(status(following, "Forward").get("Status").asText()).isEqualTo("Failed");
  }

  @Test
  void a_job_is_suspended_once_it_follows_and_goes_on_by_a_start() {
    String id = Synchronisations.moving(sandbox, client);

    assertSoft(call("SuspendSynchronizationJob", id, "Forward"), "OperationDenied.JobStatus");
    sandbox.engine.follow(id, VendorCall.following(State.RUNNING, 0, ""));
    assertYes(call("SuspendSynchronizationJob", id, "Forward"));
    assertThat(status(id, "Forward").get("Status").asText()).isEqualTo("Suspending");
    assertYes(call("StartSynchronizationJob", id, "Forward"));
    sandbox.engine.follow(id, VendorCall.following(State.RUNNING, 0, ""));
    assertThat(status(id, "Forward").get("Status").asText()).isEqualTo("Synchronizing");
    assertThat(sandbox.job(id).at("/effects/prechecks").asInt()).isEqualTo(1);
  }

  @Test
  void each_direction_of_a_two_way_job_moves_by_itself() {
    String there = Synchronisations.create(sandbox);
    String back = Synchronisations.createWayBack(sandbox, there);

    assertYes(call("StartSynchronizationJob", there, "Reverse"));
    sandbox.awaitStatus(back, "MIGRATING");

    assertThat(sandbox.job(there).get("status").asText()).isEqualTo("NOT_STARTED");
    JsonNode reverse = status(there, "Reverse");
    assertThat(reverse.get("TaskId").asText()).isEqualTo(back);
    assertThat(reverse.get("SynchronizationJobId").asText()).isEqualTo("dts" + there);
    assertThat(reverse.get("SynchronizationDirection").asText()).isEqualTo("Reverse");
    assertThat(reverse.at("/SourceEndpoint/Port").asText()).isEqualTo("3302");
    assertThat(status(there, null).get("TaskId").asText()).isEqualTo(there);
  }

  @Test
  void a_stop_by_the_newer_call_ends_the_direction_that_it_names() {
    String there = Synchronisations.moving(sandbox, client);
    String back = Synchronisations.createWayBack(sandbox, there);
    call("StartSynchronizationJob", there, "Reverse");
    sandbox.awaitStatus(back, "MIGRATING");
    String instance = "dts" + there;

    Reply torn =
        client.call("StopDtsJob", "DtsJobId", there, "SynchronizationDirection", "Reverse");
    Reply stopped =
        client.call(
            "StopDtsJob",
            "DtsJobId",
            back,
            "DtsInstanceId",
            instance,
            "SynchronizationDirection",
            "Reverse");

    assertThat(torn.code()).isEqualTo("Forbidden.InstanceNotFound");
    assertYes(stopped);
    assertThat(status(there, "Reverse").get("Status").asText()).isEqualTo("Finished");
    assertThat(status(there, "Forward").get("Status").asText()).isEqualTo("Initializing");
    assertYes(client.call("StopDtsJob", "DtsInstanceId", instance));
    assertThat(status(there, "Forward").get("Status").asText()).isEqualTo("Finished");
  }

  @Test
  void the_direction_of_a_one_way_job_is_taken_no_notice_of() {
    String id = Synchronisations.create(sandbox);

    assertThat(status(id, "Reverse").get("SynchronizationDirection").asText()).isEqualTo("Forward");
    assertThat(call("DescribeSynchronizationJobStatus", id, "Sideways").code())
        .isEqualTo("InvalidParameter");
  }

  @Test
  void a_shield_reaches_both_directions_of_its_instance() {
    String there = Synchronisations.moving(sandbox, client);
    String back = Synchronisations.createWayBack(sandbox, there);

    assertYes(shield(there, "CHECK_TOPOLOGY,CHECK_SAME_USER"));
    assertThat(sandbox.job(there).get("shields")).as("it moves").isEmpty();
    assertThat(sandbox.job(back).get("shields")).hasSize(2);
    String fresh = Synchronisations.create(sandbox);
    String freshBack = Synchronisations.createWayBack(sandbox, fresh);
    assertYes(shield(fresh, "CHECK_TOPOLOGY"));
    assertThat(sandbox.job(fresh).get("shields")).hasSize(1);
    assertThat(sandbox.job(freshBack).get("shields")).hasSize(1);
    String alone = Synchronisations.moving(sandbox, client);
    assertSoft(shield(alone, "CHECK_SRC"), "OperationDenied.JobStatus");
    assertSoft(shield("nobody", "CHECK_SRC"), "InvalidJobId");
  }

  @Test
  void a_shield_is_felt_by_the_next_start() {
    sandbox.prechecks.fail("CHECK_TOPOLOGY", true);
    String id = Synchronisations.create(sandbox);
    call("StartSynchronizationJob", id, "Forward");
    sandbox.awaitStatus(id, "PRECHECK_FAILED");

    assertYes(shield(id, "CHECK_TOPOLOGY"));
    assertYes(call("StartSynchronizationJob", id, "Forward"));
    sandbox.awaitStatus(id, "MIGRATING");

    JsonNode precheck = status(id, "Forward").get("PrecheckStatus");
    assertThat(precheck.get("Status").asText()).isEqualTo("Finished");
    assertThat(precheck.get("Detail"))
        .allMatch(i -> i.get("CheckStatus").asText().equals("Success"));
  }

  @Test
  void lists_show_each_direction_and_no_migrations() {
    String there = Synchronisations.create(sandbox);
    Synchronisations.createWayBack(sandbox, there);
    String migration = sandbox.createJob();
    JsonNode list = client.call("DescribeSynchronizationJobs", "PageSize", "100").body();
    JsonNode first = list.at("/SynchronizationInstances/0");

    assertThat(list.get("TotalRecordCount").asInt()).isEqualTo(2);
    assertThat(list.has("Success")).as("this call does not say").isFalse();
    assertThat(first.get("SynchronizationJobId").asText()).isEqualTo("dts" + there);
    assertThat(list.at("/SynchronizationInstances/1/SynchronizationJobId").asText())
        .isEqualTo("dts" + there);
    assertThat(texts(list.at("/SynchronizationInstances"), "SynchronizationDirection"))
        .containsExactly("Forward", "Reverse");
    assertThat(first.get("CreateTime").asText())
        .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.0");
    assertThat(
            client
                .call("DescribeSynchronizationJobs", "SynchronizationJobName", "bills")
                .body()
                .get("TotalRecordCount")
                .asInt())
        .isZero();
    JsonNode tasks = client.call("DescribeDtsJobs", "JobType", "SYNC").body().get("DtsJobList");
    assertThat(texts(tasks, "DtsInstanceID")).containsExactly("dts" + there, "dts" + there);
    assertThat(texts(tasks, "DtsJobDirection")).containsExactly("Forward", "Reverse");
    assertThat(texts(tasks, "JobType")).containsOnly("SYNC");
    assertThat(texts(client.call("DescribeDtsJobs").body().get("DtsJobList"), "DtsJobId"))
        .containsExactly(migration);
    assertThat(client.call("DescribeMigrationJobs").body().get("TotalRecordCount").asInt())
        .isEqualTo(1);
  }

  @Test
  void instances_are_looked_up_direction_by_direction() {
    String there = Synchronisations.create(sandbox);
    Synchronisations.createWayBack(sandbox, there);
    String other = Synchronisations.create(sandbox);
    String asked = "[\"dts%s\",\"dtsnobody\",\"dts%s\"]".formatted(other, there);
    JsonNode list =
        client
            .call("DescribeSynchronizationJobStatusList", "SynchronizationJobIdListJsonStr", asked)
            .body()
            .get("SynchronizationJobListStatusList");

    assertThat(texts(list, "SynchronizationJobId")).containsExactly("dts" + other, "dts" + there);
    assertThat(list.get(0).get("SynchronizationDirectionInfoList")).hasSize(1);
    assertThat(texts(list.get(1).get("SynchronizationDirectionInfoList"), "Status"))
        .containsExactly("NotStarted", "NotStarted");
    for (String wrong : List.of("dts1,dts2", "[]", "null", "{}")) {
      assertThat(
              client
                  .call(
                      "DescribeSynchronizationJobStatusList",
                      "SynchronizationJobIdListJsonStr",
                      wrong)
                  .code())
          .as(wrong)
          .isEqualTo("InvalidParameter");
    }
  }

  @Test
  void refusals_come_within_a_success() {
    String id = Synchronisations.create(sandbox);
    String migration = sandbox.createJob();

    assertSoft(call("StartSynchronizationJob", "nobody", "Forward"), "InvalidJobId");
    assertSoft(call("StartSynchronizationJob", migration, "Forward"), "InvalidJobId");
    assertSoft(client.call("StartMigrationJob", "MigrationJobId", "dts" + id), "InvalidJobId");
    assertSoft(call("SuspendSynchronizationJob", id, "Forward"), "OperationDenied.JobStatus");
    assertThat(client.call("StartSynchronizationJob").code()).isEqualTo("MissingParameter");
  }

  @Test
  void a_way_back_that_is_none_is_refused_by_the_admin_api() {
    String migration = sandbox.createJob();
    SandboxFixture.AdminAnswer refused =
        sandbox.admin("POST", "/admin/jobs", Synchronisations.wayBack(migration));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().get("error").asText()).contains("of another dialect");
    assertThat(refused.text()).doesNotContain("canary");
  }

  @Test
  void answers_come_in_xml_too() {
    Map<String, String> parameters =
        RpcClient.parameters(
            "DescribeSynchronizationJobStatus",
            "SynchronizationJobId",
            "dts" + Synchronisations.create(sandbox));
    parameters.put("Format", "XML");

    assertThat(client.post(RpcClient.signed("POST", parameters)).text())
        .contains("<DescribeSynchronizationJobStatusResponse><RequestId>")
        .contains("<Status>NotStarted</Status>");
  }

  private Reply call(String action, String id, String direction) {
    return client.call(
        action, "SynchronizationJobId", "dts" + id, "SynchronizationDirection", direction);
  }

  private JsonNode status(String id, String direction) {
    return direction == null
        ? client.call("DescribeSynchronizationJobStatus", "SynchronizationJobId", "dts" + id).body()
        : call("DescribeSynchronizationJobStatus", id, direction).body();
  }

  private Reply shield(String id, String items) {
    return client.call("ShieldPrecheck", "DtsInstanceId", "dts" + id, "PrecheckItems", items);
  }

  private static List<String> texts(JsonNode list, String field) {
    List<String> texts = new ArrayList<>();
    list.forEach(element -> texts.add(element.get(field).asText()));
    return texts;
  }

  private static void assertYes(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.body().get("Success").asBoolean()).as(reply.text()).isTrue();
  }

  private static void assertSoft(Reply reply, String code) {
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().get("Success").asBoolean()).as(reply.text()).isFalse();
    assertThat(reply.body().get("ErrCode").asText()).endsWith(code);
    assertThat(reply.body().get("ErrMessage").asText()).isNotBlank();
  }
}
