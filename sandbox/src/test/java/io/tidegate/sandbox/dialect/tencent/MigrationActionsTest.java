package io.tidegate.sandbox.dialect.tencent;

import static io.tidegate.sandbox.dialect.tencent.Replies.assertRefused;
import static io.tidegate.sandbox.dialect.tencent.Replies.assertYes;
import static io.tidegate.sandbox.dialect.tencent.Replies.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.core.Engine.Following;
import io.tidegate.sandbox.core.Engine.StageProgress.State;
import io.tidegate.sandbox.dialect.tencent.TencentClient.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationActionsTest {
  private static final String DENIED = "OperationDenied.OperationDeniedError";
  private static final String INVALID = "InvalidParameterValue.InvalidParameterValueError";
  private static final String NOT_FOUND = "ResourceNotFound.ResourceNotFoundError";
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d";
  private static final List<String> MOVES =
      List.of(
          "CreateMigrateCheckJob",
          "StartMigrateJob",
          "PauseMigrateJob",
          "ContinueMigrateJob",
          "ResumeMigrateJob",
          "CompleteMigrateJob",
          "StopMigrateJob");

  private SandboxFixture sandbox;
  private TencentClient client;

  @BeforeEach
  void start(@TempDir Path data) {
    sandbox = new SandboxFixture(data);
    client = new TencentClient(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void a_yes_is_an_envelope_with_a_request_id_and_nothing_else() {
    Reply reply = client.job("CreateMigrateCheckJob", create());

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).matches("\\{\"Response\":\\{\"RequestId\":\"[0-9a-f-]{36}\"\\}\\}");
  }

  @Test
  void ids_look_like_the_services() {
    assertThat(create()).matches("dts-[a-z0-9]{8}");
  }

  @Test
  void a_passed_check_rests_until_it_is_started_and_moves_once() {
    String id = create();

    assertYes(client.job("CreateMigrateCheckJob", id));
    sandbox.awaitStatus(id, "PRECHECK_PASSED");
    assertThat(status(id)).isEqualTo("checkPass");
    assertThat(sandbox.engine.launches).isEmpty();
    assertYes(client.job("StartMigrateJob", id));
    assertThat(status(id)).isEqualTo("running");
    assertRefused(client.job("StartMigrateJob", id), DENIED);
    assertRefused(client.job("CreateMigrateCheckJob", id), DENIED);
    assertRefused(client.job("ResumeMigrateJob", id), DENIED);
    assertRefused(client.job("ContinueMigrateJob", id), DENIED);
    assertRefused(client.job("CompleteMigrateJob", id), DENIED);
    assertThat(sandbox.job(id).at("/effects/startsRefused").asInt()).isEqualTo(4);
    sandbox.engine.finish(id);

    assertThat(status(id)).isEqualTo("success");
    assertThat(effects(id)).isEqualTo("starts 1 prechecks 1 movements 1 stops 0");
  }

  @Test
  void of_starts_that_come_together_one_is_accepted() {
    String id = checked("PRECHECK_PASSED");

    List<String> codes =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(call -> client.job("StartMigrateJob", id).code())
            .toList();

    assertThat(codes).containsOnlyOnce("").containsOnly("", DENIED);
    assertThat(effects(id)).isEqualTo("starts 1 prechecks 1 movements 1 stops 0");
    assertThat(sandbox.engine.launches).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "created, CreateMigrateCheckJob",
    "checking, ''",
    "checkNotPass, CreateMigrateCheckJob",
    "checkPass, CreateMigrateCheckJob StartMigrateJob",
    "running, PauseMigrateJob StopMigrateJob",
    "readyComplete, PauseMigrateJob CompleteMigrateJob StopMigrateJob",
    "completing, ''",
    "manualPaused, ContinueMigrateJob StopMigrateJob",
    "error, ResumeMigrateJob StopMigrateJob",
    "success, ''",
    "canceled, ''"
  })
  void each_status_allows_its_moves_and_no_other(String status, String allowed) {
    List<String> yes = new ArrayList<>();
    for (String move : MOVES) {
      String id = bring(status);
      assertThat(status(id)).isEqualTo(status);
      Reply reply = client.job(move, id);
      if (reply.code().isEmpty()) {
        yes.add(move);
      } else {
        assertRefused(reply, DENIED);
        assertThat(reply.at("/Error/Message")).contains(id, status);
      }
      sandbox.prechecks.open();
    }

    assertThat(String.join(" ", yes)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "created, view check",
    "checking, view",
    "checkNotPass, view check",
    "checkPass, view check start",
    "running, view stop",
    "readyComplete, view stop complete",
    "error, view stop resume",
    "canceled, view"
  })
  void the_list_says_what_is_allowed(String status, String words) {
    String id = bring(status);
    JsonNode item = listed("{\"JobId\":\"" + id + "\"}").get(0);
    sandbox.prechecks.open();

    assertThat(item.get("Status").asText()).isEqualTo(status);
    assertThat(texts(item.at("/Action/AllowedAction"))).isEqualTo(List.of(words.split(" ")));
    assertThat(texts(item.at("/Action/AllAction")))
        .containsExactly("view", "check", "start", "stop", "complete", "resume");
  }

  @Test
  void a_check_goes_on_after_a_restart_and_still_rests() {
    String id = bring("checking");
    sandbox.restart();
    assertThat(status(id)).isEqualTo("checking");
    sandbox.prechecks.open();
    sandbox.awaitStatus(id, "PRECHECK_PASSED");

    sandbox.restart();
    assertThat(status(id)).isEqualTo("checkPass");
    assertThat(effects(id)).isEqualTo("starts 0 prechecks 1 movements 0 stops 0");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void jobs_come_in_pages_ordered_by_their_creation(boolean ascending) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(create());
    }
    List<String> found = new ArrayList<>();
    for (int offset = 0; offset < 6; offset += 2) {
      String order = ascending ? ",\"OrderSeq\":\"asc\"" : "";
      Reply page =
          client.call("DescribeMigrationJobs", "{\"Limit\":2,\"Offset\":" + offset + order + "}");
      assertThat(page.get("TotalCount").asInt()).isEqualTo(5);
      page.get("JobList").forEach(job -> found.add(job.get("JobId").asText()));
    }
    if (!ascending) {
      Collections.reverse(ids);
    }

    assertThat(found).isEqualTo(ids);
  }

  @Test
  void a_list_is_narrowed_by_what_it_is_asked_for() {
    String created = create();
    String passed = checked("PRECHECK_PASSED");

    assertThat(listedIds("{}")).containsExactly(passed, created);
    assertThat(listedIds("{\"Status\":[\"created\",\"running\"]}")).containsExactly(created);
    assertThat(listedIds("{\"Status\":[\"checkPass\"],\"JobId\":\"" + created + "\"}")).isEmpty();
    assertThat(listedIds("{\"JobId\":\"dts-nobody00\"}")).isEmpty();
    assertThat(listedIds("{\"JobName\":\"orders\",\"SrcDatabaseType\":[\"mysql\"]}")).hasSize(2);
    assertThat(listedIds("{\"JobName\":\"other\"}")).isEmpty();
    assertThat(listedIds("{\"SrcDatabaseType\":[\"redis\"]}")).isEmpty();
    assertThat(listedIds("{\"DstInstanceId\":\"cdb-aaaaaaaa\"}")).isEmpty();
    assertThat(listedIds("{\"TagFilters\":[{\"TagKey\":\"team\"}]}")).isEmpty();
    assertRefused(client.call("DescribeMigrationJobs", "{\"Limit\":101}"), INVALID);
    assertRefused(client.call("DescribeMigrationJobs", "{\"Offset\":-1}"), INVALID);
    assertRefused(client.call("DescribeMigrationJobs", "{\"OrderSeq\":\"up\"}"), INVALID);
  }

  @Test
  void jobs_of_other_dialects_are_not_there() {
    String alibaba = sandbox.createJob();

    assertThat(listedIds("{}")).isEmpty();
    assertRefused(client.job("DescribeMigrationDetail", alibaba), NOT_FOUND);
    assertRefused(client.job("CreateMigrateCheckJob", alibaba), NOT_FOUND);
    assertThat(sandbox.job(alibaba).get("status").asText()).isEqualTo("NOT_STARTED");
  }

  @Test
  void a_moving_job_tells_its_steps_and_how_far_it_is_behind() {
    String id = bring("readyComplete");
    JsonNode detail = client.job("DescribeMigrationDetail", id).response();

    assertThat(detail.at("/StepInfo/StepAll").asInt()).isEqualTo(3);
    assertThat(detail.at("/StepInfo/StepNow").asInt()).isEqualTo(3);
    assertThat(detail.at("/StepInfo/SecondsBehindMaster").asInt()).isZero();
    assertThat(detail.at("/StepInfo/StepInfo").findValuesAsText("StepId"))
        .containsExactly("dumper", "loader", "sinker");
    assertThat(detail.at("/StepInfo/StepInfo").findValuesAsText("Status"))
        .containsExactly("finished", "finished", "running");
    assertThat(detail.get("StartTime").asText()).matches(TIME);
    assertThat(detail.get("EndTime").asText()).isEqualTo("0000-00-00 00:00:00");
    assertThat(detail.at("/MigrateOption/MigrateType").asText()).isEqualTo("fullAndIncrement");
    assertThat(detail.at("/MigrateOption/DatabaseTable/Databases/0/NewDbName").asText())
        .isEqualTo("shop_new");
    assertThat(detail.at("/SrcInfo/Info/0/Port").asInt()).isEqualTo(3301);
    assertThat(detail.toString()).doesNotContain("canary");

    sandbox.engine.follow(id, new Following(State.RUNNING, 90, "", null, 0, 0, 0, ""));
    assertThat(status(id)).isEqualTo("running");
    sandbox.engine.follow(id, Following.NOT_STARTED);
    assertThat(
            client
                .job("DescribeMigrationDetail", id)
                .response()
                .at("/StepInfo/SecondsBehindMaster")
                .asInt())
        .isEqualTo(-1);
  }

  @Test
  void a_job_that_failed_says_why_and_goes_on_when_it_is_resumed() {
    String id = bring("error");
    JsonNode detail = client.job("DescribeMigrationDetail", id).response();

    assertThat(detail.get("BriefMsg").asText()).isEqualTo(Scene.FAILURE);
    assertThat(detail.at("/ErrorInfo/0/ErrorLog").asText()).isEqualTo(Scene.FAILURE);
    assertRefused(
        client.call(
            "ResumeMigrateJob", "{\"JobId\":\"" + id + "\",\"ResumeOption\":\"clearData\"}"),
        INVALID);
    assertYes(
        client.call("ResumeMigrateJob", "{\"JobId\":\"" + id + "\",\"ResumeOption\":\"normal\"}"));
    assertThat(status(id)).isEqualTo("running");
    assertThat(sandbox.job(id).at("/effects/prechecks").asInt()).isEqualTo(1);
    assertThat(sandbox.job(id).at("/effects/movements").asInt()).isEqualTo(1);
  }

  @Test
  void completing_waits_for_the_end_and_is_asked_once() {
    String id = bring("readyComplete");

    assertRefused(
        client.call("CompleteMigrateJob", "{\"JobId\":\"" + id + "\",\"CompleteMode\":\"soon\"}"),
        INVALID);
    assertYes(
        client.call(
            "CompleteMigrateJob", "{\"JobId\":\"" + id + "\",\"CompleteMode\":\"waitForSync\"}"));
    assertThat(status(id)).isEqualTo("completing");
    assertRefused(client.job("CompleteMigrateJob", id), DENIED);
    sandbox.engine.finish(id);

    assertThat(status(id)).isEqualTo("success");
    assertThat(sandbox.engine.completed).containsExactly(id);
    assertThat(client.job("DescribeMigrationDetail", id).get("EndTime").asText()).matches(TIME);
  }

  private String bring(String status) {
    return new Scene(sandbox, client).bring(status);
  }

  private String create() {
    return Jobs.create(sandbox, true);
  }

  private String checked(String end) {
    return new Scene(sandbox, client).checked(end);
  }

  private String status(String id) {
    return client.job("DescribeMigrationDetail", id).get("Status").asText();
  }

  private JsonNode listed(String body) {
    return client.call("DescribeMigrationJobs", body).get("JobList");
  }

  private List<String> listedIds(String body) {
    return listed(body).findValuesAsText("JobId");
  }

  private String effects(String id) {
    JsonNode effects = sandbox.job(id).get("effects");
    return "starts %d prechecks %d movements %d stops %d"
        .formatted(
            effects.get("starts").asInt(),
            effects.get("prechecks").asInt(),
            effects.get("movements").asInt(),
            effects.get("stops").asInt());
  }
}
