package io.tidegate.sandbox.dialect.tencent;

import static io.tidegate.sandbox.dialect.tencent.Replies.assertRefused;
import static io.tidegate.sandbox.dialect.tencent.Replies.assertYes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.dialect.tencent.TencentClient.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Actions2018Test {
  private static final String NOT_ALLOWED = "FailedOperation.NotAllowOperation";
  private static final String IN_CONFLICT = "FailedOperation.StatusInConflict";
  private static final String INVALID = "InvalidParameter";
  private static final Map<String, String> MOVES =
      Map.of(
          "CreateMigrateCheckJob", NOT_ALLOWED,
          "ModifyMigrateJob", NOT_ALLOWED,
          "StartMigrateJob", IN_CONFLICT,
          "CompleteMigrateJob", IN_CONFLICT,
          "StopMigrateJob", IN_CONFLICT);

  private SandboxFixture sandbox;
  private TencentClient client;

  @BeforeEach
  void start(@TempDir Path data) {
    sandbox = new SandboxFixture(data);
    client = TencentClient.of2018(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource({
    "created, 1, CreateMigrateCheckJob ModifyMigrateJob",
    "checking, 3, ''",
    "checkPass, 4, CreateMigrateCheckJob ModifyMigrateJob StartMigrateJob",
    "checkNotPass, 5, CreateMigrateCheckJob ModifyMigrateJob",
    "running, 7, StopMigrateJob",
    "readyComplete, 8, StopMigrateJob CompleteMigrateJob",
    "success, 9, ''",
    "error, 10, ''",
    "canceled, 10, ''",
    "completing, 12, ''",
  })
  void every_status_has_its_number_and_allows_what_it_allows(
      String scene, int number, String allowed) {
    Set<String> expected = allowed.isEmpty() ? Set.of() : Set.of(allowed.split(" "));
    MOVES.forEach(
        (action, code) -> {
          String id = Scene.of2018(sandbox).bring(scene);
          assertThat(job(id).path("Status").asInt()).isEqualTo(number);

          Reply reply = client.job(action, id);

          sandbox.prechecks.open();
          assertThat(reply.code()).as(action).isEqualTo(expected.contains(action) ? "" : code);
        });
  }

  @Test
  void a_check_runs_with_its_progress_as_text_and_without_a_verdict() {
    String id = Scene.of2018(sandbox).bring("checking");

    Reply check = client.job("DescribeMigrateCheckJob", id);

    assertThat(check.at("/Status")).isIn("starting", "running");
    assertThat(check.get("Progress").isTextual()).isTrue();
    assertThat(check.get("CheckFlag").asInt()).isEqualTo(3);
  }

  @Test
  void one_message_lists_everything_that_failed_and_nothing_that_passed() {
    String id = Scene.of2018(sandbox).bring("checkNotPass");

    Reply check = client.job("DescribeMigrateCheckJob", id);

    assertThat(check.at("/Status")).isEqualTo("finished");
    assertThat(check.get("ErrorCode").asInt()).isEqualTo(-1);
    assertThat(check.get("CheckFlag").asInt()).isZero();
    assertThat(check.at("/ErrorMessage"))
        .contains("Foreign key dependency check: ", "; Peripheral check: ")
        .doesNotContain("Version check");
  }

  @Test
  void a_job_is_listed_without_passwords_and_with_what_it_moves() {
    String id = Scene.of2018(sandbox).bring("running");

    Reply reply = client.call("DescribeMigrateJobs", "{}");

    assertThat(reply.get("TotalCount").asInt()).isEqualTo(1);
    JsonNode job = reply.response().at("/JobList/0");
    assertThat(job.path("JobId").asText()).isEqualTo(id);
    assertThat(job.path("DatabaseInfo").asText())
        .isEqualTo("[{\"Database\":\"shop\",\"Table\":[\"orders\"]}]");
    assertThat(job.at("/MigrateOption/MigrateType").asInt()).isEqualTo(3);
    assertThat(job.at("/Detail/StepInfo/0/Status").isInt()).isTrue();
    assertThat(job.at("/Detail/Progress").isTextual()).isTrue();
    assertThat(reply.text()).doesNotContain("canary", "Password");
  }

  @Test
  void a_failure_is_told_of_the_job() {
    String id = Scene.of2018(sandbox).bring("error");

    assertThat(job(id).at("/ErrorInfo/0/ErrorLog").asText()).isEqualTo(Scene.FAILURE);
    assertThat(job(id).at("/EndTime").asText()).isNotEqualTo("0000-00-00 00:00:00");
  }

  @Test
  void jobs_are_narrowed_ordered_and_paged() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ids.add(Jobs.create2018(sandbox, false));
    }
    String moved = Scene.of2018(sandbox).bring("running");

    assertThat(ids("{\"Order\":\"CreateTime\",\"OrderSeq\":\"ASC\",\"Limit\":2}"))
        .isEqualTo(ids.subList(0, 2));
    assertThat(ids("{\"OrderSeq\":\"ASC\",\"Limit\":2,\"Offset\":2}"))
        .containsExactly(ids.get(2), moved);
    assertThat(ids("{\"Order\":\"Status\",\"OrderSeq\":\"DESC\",\"Limit\":1}"))
        .containsExactly(moved);
    assertThat(ids("{\"Order\":\"MigrateType\",\"Limit\":1}")).containsExactly(moved);
    List<String> sorted = new ArrayList<>(ids);
    sorted.add(moved);
    Collections.sort(sorted);
    assertThat(ids("{\"Order\":\"JobId\",\"OrderSeq\":\"ASC\"}")).isEqualTo(sorted);
    assertThat(ids("{\"JobId\":\"" + moved + "\"}")).containsExactly(moved);
    assertThat(ids("{\"JobName\":\"nobody\"}")).isEmpty();
    assertThat(ids("{\"TagFilters\":[{\"TagKey\":\"k\"}]}")).isEmpty();
    assertRefused(client.call("DescribeMigrateJobs", "{\"Limit\":101}"), INVALID);
    assertRefused(client.call("DescribeMigrateJobs", "{\"Order\":\"Shade\"}"), INVALID);
    assertRefused(client.call("DescribeMigrateJobs", "{\"OrderSeq\":\"asc\"}"), INVALID);
  }

  @Test
  void each_version_sees_its_own_jobs() {
    String old = Jobs.create2018(sandbox, false);
    String recent = Jobs.create(sandbox, false);
    TencentClient client2021 = new TencentClient(sandbox);

    assertThat(ids("{}")).containsExactly(old);
    assertRefused(client.job("CreateMigrateCheckJob", recent), "ResourceNotFound.JobNotExist");
    assertRefused(
        client2021.job("CreateMigrateCheckJob", old), "ResourceNotFound.ResourceNotFoundError");
    assertRefused(client.job("SkipCheckItem", old), "InvalidAction");
    assertRefused(client2021.job("ModifyMigrateJob", old), "InvalidAction");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CreateMigrateCheckJob",
        "DescribeMigrateCheckJob",
        "ModifyMigrateJob",
        "StartMigrateJob",
        "CompleteMigrateJob",
        "StopMigrateJob"
      })
  void a_call_without_a_job_or_with_another_parameter_is_refused(String action) {
    assertRefused(client.call(action, "{}"), INVALID);
    assertRefused(client.call(action, "{\"JobId\":\"dts-a\",\"Shade\":1}"), "UnknownParameter");
    assertRefused(client.job(action, "dts-nobody00"), "ResourceNotFound.JobNotExist");
  }

  @ParameterizedTest
  @ValueSource(strings = {"checkPass", "checkNotPass", "created"})
  void a_change_is_made_and_takes_the_verdict_back(String scene) {
    String id = Scene.of2018(sandbox).bring(scene);
    sandbox.prechecks.passAll();

    assertYes(
        modify(
            id,
            """
            "JobName":"renamed","MigrateOption":{"RunMode":1,"MigrateType":2},
            "SrcInfo":{"Ip":"127.0.0.2","Port":3303,"User":"u1","Password":"canary-1"},
            "DstInfo":{"Region":"ap-guangzhou","Ip":"127.0.0.3","User":"u2"},
            "DatabaseInfo":"[{\\"Database\\":\\"shop\\"},{\\"Database\\":\\"b\\",\\"Table\\":[\\"t\\"]}]"
            """));

    JsonNode job = job(id);
    assertThat(job.path("Status").asInt()).isEqualTo(1);
    assertThat(job.path("JobName").asText()).isEqualTo("renamed");
    assertThat(job.at("/MigrateOption/MigrateType").asInt()).isEqualTo(2);
    assertThat(job.at("/SrcInfo/Ip").asText()).isEqualTo("127.0.0.2");
    assertThat(job.at("/DstInfo/User").asText()).isEqualTo("u2");
    assertThat(job.at("/DstInfo/Port").asInt()).as("was left out").isEqualTo(3302);
    assertThat(job.path("DatabaseInfo").asText())
        .isEqualTo("[{\"Database\":\"shop\",\"Table\":[]},{\"Database\":\"b\",\"Table\":[\"t\"]}]");
    Reply check = client.job("DescribeMigrateCheckJob", id);
    assertThat(check.get("CheckFlag").asInt()).isEqualTo(3);
    assertThat(check.at("/Status")).isEqualTo("unavailable");
    assertRefused(client.job("StartMigrateJob", id), IN_CONFLICT);
    assertYes(client.job("CreateMigrateCheckJob", id));
    sandbox.awaitStatus(id, "PRECHECK_PASSED");
    assertYes(client.job("StartMigrateJob", id));
    assertThat(sandbox.job(id).at("/effects/changes").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"SrcAccessType\":\"cvm\"",
        "\"DstAccessType\":\"extranet\"",
        "\"SrcNodeType\":\"cluster\"",
        "\"SrcInfoMulti\":[{}]",
        "\"SrcInfo\":{\"InstanceId\":\"cdb-1\"}",
        "\"SrcInfo\":{\"AccessKey\":\"k\"}",
        "\"SrcInfo\":{\"Port\":0}",
        "\"SrcInfo\":{\"Port\":99999999999}",
        "\"SrcInfo\":{\"Ip\":\"a/b\"}",
        "\"SrcInfo\":{\"User\":\"\"}",
        "\"DstInfo\":{\"InstanceId\":\"cdb-1\"}",
        "\"JobName\":\" \"",
        "\"MigrateOption\":{\"RunMode\":2}",
        "\"MigrateOption\":{\"MigrateObject\":1}",
        "\"MigrateOption\":{\"MigrateType\":4}",
        "\"DatabaseInfo\":\"\"",
        "\"DatabaseInfo\":\"[]\"",
        "\"DatabaseInfo\":\"[null]\"",
        "\"DatabaseInfo\":\"[{\\\"Database\\\":\\\"a\\\"},{\\\"Database\\\":\\\"a\\\"}]\"",
        "\"DatabaseInfo\":\"[{\\\"Table\\\":[\\\"t\\\"]}]\"",
        "\"DatabaseInfo\":\"[{\\\"Database\\\":\\\"a\\\",\\\"Table\\\":[null]}]\"",
      })
  void what_a_sandbox_cannot_hold_is_refused_and_changes_nothing(String change) {
    String id = Scene.of2018(sandbox).bring("checkPass");

    assertRefused(modify(id, change), INVALID);

    assertThat(job(id).path("Status").asInt()).isEqualTo(4);
    assertThat(sandbox.job(id).at("/effects/changes").asInt()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{}", "shop", "[{\\\"Schema\\\":\\\"s3cret\\\"}]", "[] []"})
  void a_selection_that_is_none_is_refused_without_being_quoted(String text) {
    String id = Scene.of2018(sandbox).bring("checkPass");

    Reply reply = modify(id, "\"DatabaseInfo\":\"" + text + "\"");

    assertRefused(reply, "InvalidParameterValue.DataConvertError");
    assertThat(reply.text()).doesNotContain("s3cret");
  }

  private Reply modify(String id, String change) {
    return client.call("ModifyMigrateJob", "{\"JobId\":\"" + id + "\"," + change + "}");
  }

  private JsonNode job(String id) {
    return client.job("DescribeMigrateJobs", id).response().at("/JobList/0");
  }

  private List<String> ids(String body) {
    List<String> ids = new ArrayList<>();
    Reply reply = client.call("DescribeMigrateJobs", body);
    assertYes(reply);
    reply.get("JobList").forEach(job -> ids.add(job.path("JobId").asText()));
    return ids;
  }
}
