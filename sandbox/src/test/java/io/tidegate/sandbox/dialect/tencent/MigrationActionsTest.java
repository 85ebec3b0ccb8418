package io.tidegate.sandbox.dialect.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.core.CheckResult;
import io.tidegate.sandbox.core.CheckResult.Verdict;
import io.tidegate.sandbox.core.Engine.Following;
import io.tidegate.sandbox.core.Engine.StageProgress.State;
import io.tidegate.sandbox.core.Finding;
import io.tidegate.sandbox.dialect.tencent.TencentClient.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
  private static final String MISSING = "MissingParameter.MissingParameterError";
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

    yes(client.job("CreateMigrateCheckJob", id));
    sandbox.awaitStatus(id, "PRECHECK_PASSED");
    assertThat(status(id)).isEqualTo("checkPass");
    assertThat(sandbox.engine.launches).isEmpty();
    yes(client.job("StartMigrateJob", id));
    assertThat(status(id)).isEqualTo("running");
    assertCode(client.job("StartMigrateJob", id), DENIED);
    sandbox.engine.finish(id);

    assertThat(status(id)).isEqualTo("success");
    assertThat(effects(id)).isEqualTo("starts 1 prechecks 1 movements 1 stops 0");
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
        assertCode(reply, DENIED);
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
  void a_check_that_was_never_begun_has_no_steps() {
    Reply reply = client.job("DescribeMigrationCheckJob", create());

    assertThat(reply.get("Status").asText()).isEqualTo("notStarted");
    assertThat(reply.get("CheckFlag").asText()).isEmpty();
    assertThat(reply.get("StepInfo").isArray()).isTrue();
    assertThat(reply.get("StepInfo")).isEmpty();
  }

  @Test
  void a_check_under_way_has_no_verdict_and_steps_that_are_not_started() {
    String id = bring("checking");
    JsonNode check = client.job("DescribeMigrationCheckJob", id).response();
    JsonNode detail = client.job("DescribeMigrationDetail", id).response();
    sandbox.prechecks.open();

    assertThat(check.get("Status").asText()).isEqualTo("running");
    assertThat(check.get("CheckFlag").asText()).isEmpty();
    assertThat(check.findValuesAsText("StepStatus")).hasSize(6).containsOnly("notStarted");
    assertThat(detail.at("/CheckStepInfo/Progress/Status").asText()).isEqualTo("running");
    assertThat(detail.at("/CheckStepInfo/StartAt").asText()).matches(TIME);
    assertThat(detail.at("/CheckStepInfo/EndAt").asText()).isEmpty();
  }

  @Test
  void a_failed_step_tells_every_finding_and_the_risk_of_a_skip() {
    sandbox.prechecks.find(
        new CheckResult(
            "OptimizeCheck",
            Verdict.FAILED,
            "one of two is wrong",
            "",
            "",
            true,
            List.of(),
            List.of(
                new Finding(
                    "innodb_stats", Verdict.FAILED, "is OFF", "is ON", "turn", "slow", List.of()),
                new Finding("timestamps", Verdict.PASSED, "is ON", "", "", "", List.of())),
            false));
    sandbox.prechecks.find("WarningParamCheck", Verdict.WARNING, false);
    sandbox.prechecks.find(
        new CheckResult(
            "VersionCheck",
            Verdict.FAILED,
            "not asked",
            "",
            "",
            false,
            List.of(),
            List.of(),
            true));
    String id = create();
    client.job("CreateMigrateCheckJob", id);
    sandbox.awaitStatus(id, "PRECHECK_FAILED");

    JsonNode check = client.job("DescribeMigrationCheckJob", id).response();
    JsonNode detail = client.job("DescribeMigrationDetail", id).response();

    assertThat(check.get("Status").asText()).isEqualTo("success");
    assertThat(check.get("CheckFlag").asText()).isEqualTo("checkNotPass");
    assertThat(check.get("BriefMsg").asText()).contains("OptimizeCheck");
    assertThat(check.findValuesAsText("StepStatus"))
        .containsExactly("pass", "blocked", "pass", "pass", "warning", "failed");
    JsonNode step = check.at("/StepInfo/5");
    assertThat(step.get("StepNo").asInt()).isEqualTo(5);
    assertThat(step.get("StepId").asText()).isEqualTo("OptimizeCheck");
    assertThat(step.get("StepName").asText()).isEqualTo("Peripheral check");
    assertThat(step.get("StepMessage").asText()).isEqualTo("one of two is wrong");
    assertThat(step.get("HasSkipped").isBoolean()).isTrue();
    assertThat(step.get("HasSkipped").asBoolean()).isFalse();
    assertThat(step.findValuesAsText("CheckResult")).containsExactly("failed", "pass");
    JsonNode item = step.at("/DetailCheckItems/0");
    assertThat(item.get("CheckItemName").asText()).isEqualTo("innodb_stats");
    assertThat(item.get("Description").asText()).isEqualTo("is OFF");
    assertThat(item.get("FailureReason").asText()).isEqualTo("is ON");
    assertThat(item.get("Solution").asText()).isEqualTo("turn");
    assertThat(texts(item.get("ErrorLog"))).containsExactly("is ON");
    assertThat(item.get("SkipInfo").asText()).isEqualTo("slow");
    assertThat(check.at("/StepInfo/0/DetailCheckItems")).isEmpty();
    assertThat(check.at("/StepInfo/4/DetailCheckItems/0/SkipInfo").asText()).isEmpty();

    JsonNode progress = detail.at("/CheckStepInfo/Progress");
    assertThat(progress.get("Status").asText()).isEqualTo("failed");
    assertThat(progress.get("Percent").asInt()).isEqualTo(100);
    assertThat(progress.get("Steps").findValuesAsText("Status"))
        .containsExactly("finished", "notStarted", "finished", "finished", "finished", "failed");
    assertThat(progress.at("/Steps/5/Errors/0/Message").asText()).isEqualTo("innodb_stats: is ON");
    assertThat(progress.at("/Steps/5/Errors/0/Solution").asText()).isEqualTo("turn");
    assertThat(progress.at("/Steps/4/Errors")).isEmpty();
    assertThat(progress.at("/Steps/4/Warnings/0/Message").asText()).contains("is wrong");
    assertThat(detail.get("BriefMsg").asText()).isEqualTo(check.get("BriefMsg").asText());
  }

  @Test
  void a_skip_marks_the_step_turns_no_verdict_and_is_passed_over_in_the_next_check() {
    sandbox.prechecks.fail("ConnectDBCheck", false);
    sandbox.prechecks.fail("OptimizeCheck", true);
    String id = checked("PRECHECK_FAILED");
    String firstStart = startAt(id);
    sandbox.prechecks.pass("ConnectDBCheck");

    Reply skipped = skip(id, "[\"OptimizeCheck\"]", "");
    JsonNode marked = step(id, "OptimizeCheck");

    assertThat(skipped.get("Message").asText()).isEqualTo("skip item successfully");
    assertThat(status(id)).isEqualTo("checkNotPass");
    assertThat(marked.get("HasSkipped").asBoolean()).isTrue();
    assertThat(marked.at("/DetailCheckItems/0/CheckResult").asText()).isEqualTo("failed");

    yes(client.job("CreateMigrateCheckJob", id));
    sandbox.awaitStatus(id, "PRECHECK_PASSED");
    JsonNode check = client.job("DescribeMigrationCheckJob", id).response();
    JsonNode last = check.at("/StepInfo/5");

    assertThat(check.get("CheckFlag").asText()).isEqualTo("checkPass");
    assertThat(last.get("StepId").asText()).isEqualTo("OptimizeCheck");
    assertThat(last.get("StepStatus").asText()).isEqualTo("failed");
    assertThat(last.get("HasSkipped").asBoolean()).isTrue();
    assertThat(last.at("/DetailCheckItems/0/CheckResult").asText()).isEqualTo("warning");
    assertThat(texts(last.at("/DetailCheckItems/0/ErrorLog"))).containsExactly("skipped");
    JsonNode step =
        client.job("DescribeMigrationDetail", id).response().at("/CheckStepInfo/Progress/Steps/5");
    assertThat(step.get("Status").asText()).isEqualTo("skipped");
    assertThat(step.get("Percent").asInt()).isZero();
    assertThat(step.at("/Warnings/0/Message").asText()).isEqualTo("skipped");
    assertThat(startAt(id)).as("tells the checks apart").isNotEqualTo(firstStart);
  }

  @Test
  void a_skipped_step_that_passes_meanwhile_is_passed_over_all_the_same() {
    sandbox.prechecks.fail("OptimizeCheck", true);
    String id = checked("PRECHECK_FAILED");
    skip(id, "[\"OptimizeCheck\"]", "");
    sandbox.prechecks.pass("OptimizeCheck");

    client.job("CreateMigrateCheckJob", id);
    sandbox.awaitStatus(id, "PRECHECK_PASSED");

    assertThat(step(id, "OptimizeCheck").get("StepStatus").asText()).isEqualTo("failed");
    assertThat(step(id, "OptimizeCheck").get("HasSkipped").asBoolean()).isTrue();
  }

  @Test
  void only_steps_of_the_latest_check_that_may_be_skipped_are_and_all_or_none() {
    sandbox.prechecks.fail("DstEmptyCheck", false);
    sandbox.prechecks.fail("OptimizeCheck", true);
    String id = create();
    assertCode(skip(id, "[\"OptimizeCheck\"]", ""), DENIED);
    client.job("CreateMigrateCheckJob", id);
    sandbox.awaitStatus(id, "PRECHECK_FAILED");

    assertCode(skip(id, "[\"OptimizeCheck\",\"DstEmptyCheck\"]", ""), DENIED);
    assertCode(skip(id, "[\"OptimizeCheck\",\"NoSuchCheck\"]", ""), INVALID);
    assertCode(skip(id, "[]", ""), MISSING);
    assertCode(skip(id, "[null]", ""), MISSING);
    assertCode(skip("dts-nobody00", "[\"OptimizeCheck\"]", ""), NOT_FOUND);

    assertThat(step(id, "OptimizeCheck").get("HasSkipped").asBoolean()).isFalse();
    assertThat(sandbox.job(id).at("/effects/shields").asInt()).isZero();
  }

  @Test
  void a_skip_of_foreign_keys_says_what_becomes_of_them_and_no_other_does() {
    sandbox.prechecks.fail("ConstraintCheck", true);
    sandbox.prechecks.fail("OptimizeCheck", true);
    String id = checked("PRECHECK_FAILED");

    assertCode(skip(id, "[\"ConstraintCheck\"]", ""), MISSING);
    assertCode(skip(id, "[\"ConstraintCheck\"]", ",\"ForeignKeyFlag\":\"drop\""), INVALID);
    assertCode(skip(id, "[\"OptimizeCheck\"]", ",\"ForeignKeyFlag\":\"shield\""), INVALID);
    yes(skip(id, "[\"ConstraintCheck\",\"OptimizeCheck\"]", ",\"ForeignKeyFlag\":\"migrate\""));
    yes(skip(id, "[\"ConstraintCheck\"]", ",\"ForeignKeyFlag\":\"shield\""));

    client.job("CreateMigrateCheckJob", id);
    sandbox.awaitStatus(id, "PRECHECK_PASSED");
    yes(client.job("StartMigrateJob", id));
    sandbox.engine.listener(id);
    assertThat(sandbox.engine.launches)
        .containsExactly(id + "[ConstraintCheck, ConstraintCheck=shield, OptimizeCheck]");
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
    assertCode(client.call("DescribeMigrationJobs", "{\"Limit\":101}"), INVALID);
    assertCode(client.call("DescribeMigrationJobs", "{\"Offset\":-1}"), INVALID);
    assertCode(client.call("DescribeMigrationJobs", "{\"OrderSeq\":\"up\"}"), INVALID);
  }

  @Test
  void jobs_of_other_dialects_are_not_there() {
    String alibaba = sandbox.createJob();

    assertThat(listedIds("{}")).isEmpty();
    assertCode(client.job("DescribeMigrationDetail", alibaba), NOT_FOUND);
    assertCode(client.job("CreateMigrateCheckJob", alibaba), NOT_FOUND);
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
    assertCode(
        client.call(
            "ResumeMigrateJob", "{\"JobId\":\"" + id + "\",\"ResumeOption\":\"clearData\"}"),
        INVALID);
    yes(client.call("ResumeMigrateJob", "{\"JobId\":\"" + id + "\",\"ResumeOption\":\"normal\"}"));
    assertThat(status(id)).isEqualTo("running");
    assertThat(sandbox.job(id).at("/effects/prechecks").asInt()).isEqualTo(1);
    assertThat(sandbox.job(id).at("/effects/movements").asInt()).isEqualTo(1);
  }

  @Test
  void completing_waits_for_the_end_and_is_asked_once() {
    String id = bring("readyComplete");

    assertCode(
        client.call("CompleteMigrateJob", "{\"JobId\":\"" + id + "\",\"CompleteMode\":\"soon\"}"),
        INVALID);
    yes(
        client.call(
            "CompleteMigrateJob", "{\"JobId\":\"" + id + "\",\"CompleteMode\":\"waitForSync\"}"));
    assertThat(status(id)).isEqualTo("completing");
    assertCode(client.job("CompleteMigrateJob", id), DENIED);
    sandbox.engine.finish(id);

    assertThat(status(id)).isEqualTo("success");
    assertThat(sandbox.engine.completed).containsExactly(id);
    assertThat(client.job("DescribeMigrationDetail", id).get("EndTime").asText()).matches(TIME);
  }

  @Test
  void a_field_that_an_action_does_not_know_is_refused_and_does_nothing() {
    String id = create();

    assertCode(
        client.call("CreateMigrateCheckJob", "{\"JobId\":\"" + id + "\",\"jobId\":\"a\"}"),
        "UnknownParameter");
    assertCode(client.call("CreateMigrateCheckJob", "{}"), MISSING);
    assertCode(client.call("CreateMigrateCheckJob", "{\"JobId\":null}"), MISSING);
    assertCode(client.call("CreateMigrateCheckJob", "{\"JobId\":7}"), "InvalidParameter");
    assertCode(client.call("DescribeMigrationJobs", "{\"Limit\":\"20\"}"), "InvalidParameter");
    assertCode(
        client.call("DescribeMigrationJobs", "{\"Limit\":99999999999999999999}"),
        "InvalidParameter");
    assertCode(client.call("DescribeMigrationJobs", "[]"), "InvalidRequest");
    assertCode(client.call("DescribeMigrationJobs", "{\"Limit\":"), "InvalidRequest");
    assertThat(client.call("DescribeMigrationJobs", "").code()).isEmpty();

    assertThat(status(id)).isEqualTo("created");
  }

  @Test
  void a_get_has_nested_parameters_in_dots_and_indexes() {
    String id = create();

    Reply found =
        client.get(
            "DescribeMigrationJobs", "JobId=" + id + "&Limit=5&Status.0=running&Status.1=created");
    Reply tagged = client.get("DescribeMigrationJobs", "TagFilters.0.TagKey=team");

    assertThat(found.get("TotalCount").asInt()).isEqualTo(1);
    assertThat(tagged.get("TotalCount").asInt()).isZero();
    assertCode(client.get("DescribeMigrationJobs", "Status.1=created"), "InvalidParameter");
    assertCode(
        client.get("DescribeMigrationJobs", "Status=a&Status.0=created"), "InvalidParameter");
    assertCode(client.get("DescribeMigrationJobs", "Limit=many"), "InvalidParameter");
    assertCode(client.get("DescribeMigrationJobs", "Nonsense=1"), "UnknownParameter");
    assertCode(
        client.get("DescribeMigrationJobs", "JobName=" + "a".repeat(33_000)),
        "RequestSizeLimitExceeded");
  }

  @Test
  void actions_are_found_by_their_name_and_version() {
    assertCode(client.call("ModifyMigrationJob", "{}"), "InvalidAction");
    assertCode(
        client
            .draft("DescribeMigrationJobs", "{}")
            .with("x-tc-version", "2011-11-11")
            .sign()
            .send(),
        "NoSuchVersion");
    for (String header : List.of("x-tc-version", "x-tc-region")) {
      assertCode(
          client.draft("DescribeMigrationJobs", "{}").without(header).sign().send(),
          "MissingParameter");
    }
  }

  @Test
  void what_cannot_be_read_is_refused_in_the_envelope_too() {
    Reply large =
        client.call("DescribeMigrationJobs", "{\"JobName\":\"" + "a".repeat(1 << 20) + "\"}");
    Reply escape =
        client
            .draft("DescribeMigrationJobs", "JobName=%zz")
            .with("content-type", "application/x-www-form-urlencoded")
            .sign()
            .send();

    assertCode(large, "RequestSizeLimitExceeded");
    assertCode(escape, "InvalidRequest");
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

  private Reply skip(String id, String steps, String more) {
    return client.call(
        "SkipCheckItem", "{\"JobId\":\"" + id + "\",\"StepIds\":" + steps + more + "}");
  }

  private JsonNode step(String id, String stepId) {
    for (JsonNode step : client.job("DescribeMigrationCheckJob", id).get("StepInfo")) {
      if (step.get("StepId").asText().equals(stepId)) {
        return step;
      }
    }
    throw new AssertionError("no step " + stepId);
  }

  private String startAt(String id) {
    return client
        .job("DescribeMigrationDetail", id)
        .response()
        .at("/CheckStepInfo/StartAt")
        .asText();
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

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static void yes(Reply reply) {
    assertThat(reply.code()).as(reply.text()).isEmpty();
  }

  private static void assertCode(Reply reply, String code) {
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.code()).as(reply.text()).isEqualTo(code);
    assertThat(reply.at("/Error/Message")).isNotBlank();
    assertThat(reply.get("RequestId").asText()).isNotBlank();
  }
}
