package io.tidegate.sandbox.dialect.tencent;

import static io.tidegate.sandbox.dialect.tencent.Replies.assertRefused;
import static io.tidegate.sandbox.dialect.tencent.Replies.assertYes;
import static io.tidegate.sandbox.dialect.tencent.Replies.texts;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyncActionsTest {
  private static final String DENIED = "OperationDenied.OperationDeniedError";
  private static final String INVALID = "InvalidParameterValue.InvalidParameterValueError";
  private static final String MISSING = "MissingParameter.MissingParameterError";
  private static final String NOT_FOUND = "ResourceNotFound.ResourceNotFoundError";
  private static final String LIST = "DescribeSyncJobs";
  private static final List<String> MOVES =
      List.of(
          "CreateCheckSyncJob",
          "StartSyncJob",
          "PauseSyncJob",
          "ContinueSyncJob",
          "ResumeSyncJob",
          "StopSyncJob");

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
    assertThat(client.job("CreateCheckSyncJob", Jobs.createSync(sandbox)).text())
        .matches("\\{\"Response\":\\{\"RequestId\":\"[0-9a-f-]{36}\"\\}\\}");
    assertThat(skip(bring("CheckNotPass"), "[\"OptimizeCheck\"]").text())
        .matches("\\{\"Response\":\\{\"RequestId\":\"[0-9a-f-]{36}\"\\}\\}");
  }

  @Test
  void ids_look_like_the_services() {
    assertThat(Jobs.createSync(sandbox)).matches("sync-[a-z0-9]{8}");
  }

  @Test
  void a_job_that_would_not_follow_its_source_is_not_made() {
    SandboxFixture.AdminAnswer refused =
        sandbox.admin("POST", "/admin/jobs", Jobs.body("tencent-sync", false));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).contains("stages.incremental");
    assertThat(client.call(LIST, "{}").get("TotalCount").asInt()).isZero();
  }

  @Test
  void a_passed_check_rests_until_it_is_started_and_moves_once() {
    String id = bring("CheckPass");
    assertThat(sandbox.engine.launches).isEmpty();

    assertYes(client.job("StartSyncJob", id));

    assertThat(status(id)).isEqualTo("Running");
    assertRefused(client.job("StartSyncJob", id), DENIED);
    assertThat(sandbox.job(id).at("/effects/movements").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "Initialized, CreateCheckSyncJob",
    "Checking, ''",
    "CheckNotPass, CreateCheckSyncJob",
    "CheckPass, CreateCheckSyncJob StartSyncJob",
    "Running, PauseSyncJob StopSyncJob",
    "Paused, ContinueSyncJob StopSyncJob",
    "ResumableErr, ResumeSyncJob StopSyncJob",
    "Stopped, ''"
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
    "Initialized, view check",
    "Checking, view",
    "CheckNotPass, view check",
    "CheckPass, view check start",
    "Running, view stop pause",
    "Paused, view stop continue",
    "ResumableErr, view stop resume",
    "Stopped, view"
  })
  void the_list_says_what_is_allowed(String status, String words) {
    JsonNode job = job(bring(status));
    sandbox.prechecks.open();

    assertThat(job.get("Status").asText()).isEqualTo(status);
    assertThat(texts(job.get("Actions"))).isEqualTo(List.of(words.split(" ")));
    assertThat(texts(job.get("AllActions")))
        .containsExactly("view", "check", "start", "stop", "resume", "pause", "continue");
  }

  @ParameterizedTest
  @CsvSource({
    "Initialized, notStarted, 0, 0",
    "Checking, running, 6, 0",
    "CheckNotPass, failed, 6, 100",
    "CheckPass, success, 6, 100"
  })
  void the_status_of_a_check_is_its_verdict_too(
      String status, String word, int steps, int progress) {
    Reply check = client.job("DescribeCheckSyncJobResult", bring(status));
    sandbox.prechecks.open();

    assertThat(check.get("Status").asText()).isEqualTo(word);
    assertThat(check.get("StepCount").asInt()).isEqualTo(steps);
    assertThat(check.get("StepInfos")).hasSize(steps);
    assertThat(check.get("Progress").asInt()).isEqualTo(progress);
  }

  @Test
  void a_step_that_only_warns_is_finished_and_one_that_fails_tells_the_risk_of_a_skip() {
    sandbox.prechecks.find(
        new CheckResult(
            "OptimizeCheck",
            Verdict.FAILED,
            "two of three are wrong",
            "",
            "",
            true,
            List.of(),
            List.of(
                new Finding("stats", Verdict.FAILED, "OFF", "is ON", "turn", "slow", List.of()),
                new Finding("level", Verdict.WARNING, "low", "is high", "lower", "", List.of()),
                new Finding("rest", Verdict.PASSED, "fine", "", "", "", List.of())),
            false));
    sandbox.prechecks.find("WarningParamCheck", Verdict.WARNING, false);
    String id = new SyncScene(sandbox, client).checked("PRECHECK_FAILED");

    JsonNode steps = client.job("DescribeCheckSyncJobResult", id).get("StepInfos");

    assertThat(steps.findValuesAsText("Status"))
        .containsExactly("finished", "finished", "finished", "finished", "finished", "failed");
    JsonNode warned = steps.get(4);
    assertThat(warned.get("StepNo").asInt()).isEqualTo(5);
    assertThat(warned.get("Errors")).isEmpty();
    assertThat(warned.at("/Warnings/0/Code").asText()).isEqualTo("Warning: WarningParamCheck");
    assertThat(warned.at("/Warnings/0/SkipInfo").asText()).isEmpty();
    JsonNode failed = steps.get(5);
    assertThat(failed.get("StepId").asText()).isEqualTo("OptimizeCheck");
    assertThat(failed.get("StepName").asText()).isEqualTo("Peripheral check");
    assertThat(failed.get("StartTime").asText()).isEmpty();
    assertThat(failed.get("Errors")).hasSize(1);
    assertThat(failed.at("/Errors/0/Message").asText()).isEqualTo("stats: is ON");
    assertThat(failed.at("/Errors/0/Solution").asText()).isEqualTo("turn");
    assertThat(failed.at("/Errors/0/SkipInfo").asText()).isEqualTo("slow");
    assertThat(failed.get("Warnings")).hasSize(1);
    assertThat(failed.at("/Warnings/0/Message").asText()).isEqualTo("level: is high");
  }

  @Test
  void a_skip_turns_no_verdict_and_is_passed_over_in_the_next_check() {
    String id = bring("CheckNotPass");

    assertYes(skip(id, "[\"OptimizeCheck\",\"ConstraintCheck\"]"));

    assertThat(status(id)).isEqualTo("CheckNotPass");
    assertThat(stepStatus(id, "OptimizeCheck")).isEqualTo("failed");

    assertYes(client.job("CreateCheckSyncJob", id));
    sandbox.awaitStatus(id, "PRECHECK_PASSED");

    assertThat(stepStatus(id, "OptimizeCheck")).isEqualTo("skipped");
    assertThat(stepStatus(id, "ConstraintCheck")).isEqualTo("skipped");
    assertThat(status(id)).isEqualTo("CheckPass");
    assertYes(client.job("StartSyncJob", id));
    sandbox.engine.listener(id);
    assertThat(sandbox.engine.launches).containsExactly(id + "[ConstraintCheck, OptimizeCheck]");
  }

  @Test
  void only_steps_of_the_latest_check_that_may_be_skipped_are_and_all_or_none() {
    sandbox.prechecks.fail("DstEmptyCheck", false);
    sandbox.prechecks.fail("OptimizeCheck", true);
    String fresh = Jobs.createSync(sandbox);
    assertRefused(skip(fresh, "[\"OptimizeCheck\"]"), DENIED);
    String id = new SyncScene(sandbox, client).checked("PRECHECK_FAILED");

    assertRefused(skip(id, "[\"OptimizeCheck\",\"DstEmptyCheck\"]"), DENIED);
    assertRefused(skip(id, "[\"OptimizeCheck\",\"NoSuchCheck\"]"), INVALID);
    assertRefused(skip(id, "[]"), MISSING);
    assertRefused(skip(id, "[null]"), MISSING);
    assertRefused(
        client.call(
            "SkipSyncCheckItem",
            "{\"JobId\":\""
                + id
                + "\",\"StepIds\":[\"OptimizeCheck\"],\"ForeignKeyFlag\":\"shield\"}"),
        "UnknownParameter");
    assertRefused(skip("sync-nobody00", "[\"OptimizeCheck\"]"), NOT_FOUND);

    assertThat(sandbox.job(id).at("/effects/shields").asInt()).isZero();
  }

  @Test
  void a_moving_job_tells_its_steps_and_follows_until_it_is_stopped_for_good() {
    String id = bring("Running");
    JsonNode job = job(id);
    JsonNode detail = job.get("Detail");

    assertThat(detail.get("StepInfos").findValuesAsText("StepId"))
        .containsExactly("schema-init", "dumper", "loader", "sinker");
    assertThat(detail.get("StepInfos").findValuesAsText("Status"))
        .containsExactly("finished", "finished", "finished", "running");
    assertThat(detail.get("StepNow").asInt()).isEqualTo(4);
    assertThat(detail.get("SecondsBehindMaster").asInt()).isEqualTo(2);
    assertThat(job.at("/Options/InitType").asText()).isEqualTo("Full");
    assertThat(job.get("EndTime").asText()).isEqualTo("0000-00-00 00:00:00");
    assertThat(job.at("/Objects/Databases/0/NewDbName").asText()).isEqualTo("shop_new");
    assertThat(job.toString()).doesNotContain("canary");
    sandbox.engine.follow(id, new Following(State.RUNNING, 0, "", null, 0, 0, 0, ""));
    assertThat(status(id)).as("level with its source").isEqualTo("Running");

    assertYes(client.job("StopSyncJob", id));

    assertThat(status(id)).isEqualTo("Stopped");
    assertThat(job(id).get("EndTime").asText()).isNotEqualTo("0000-00-00 00:00:00");
    assertThat(sandbox.engine.halts).contains(id);
    for (String move : MOVES) {
      assertRefused(client.job(move, id), DENIED);
    }
  }

  @Test
  void a_job_that_does_not_follow_yet_does_not_know_its_lag() {
    assertThat(job(bring("CheckPass")).at("/Detail/SecondsBehindMaster").asInt()).isEqualTo(-1);
    assertThat(job(bring("CheckPass")).at("/Detail/StepInfos")).isEmpty();
  }

  @Test
  void a_job_that_failed_says_why_and_goes_on_when_it_is_resumed() {
    String id = bring("ResumableErr");
    JsonNode detail = job(id).get("Detail");

    assertThat(detail.get("Message").asText()).isEqualTo(SyncScene.FAILURE);
    assertThat(detail.at("/ErrInfo/Message").asText()).isEqualTo(SyncScene.FAILURE);
    assertThat(detail.get("StepInfos").findValuesAsText("Status")).contains("failed");
    assertYes(client.job("ResumeSyncJob", id));
    assertThat(status(id)).isEqualTo("Running");
    assertThat(sandbox.job(id).at("/effects/prechecks").asInt()).isEqualTo(1);
    assertThat(sandbox.job(id).at("/effects/movements").asInt()).isEqualTo(1);
  }

  @Test
  void a_list_is_narrowed_by_what_it_is_asked_for() {
    String first = Jobs.createSync(sandbox);
    String second = bring("CheckPass");
    String third = Jobs.createSync(sandbox);

    assertThat(ids("{}")).containsExactly(third, second, first);
    assertThat(ids("{\"OrderSeq\":\"ASC\",\"Order\":\"CreateTime\"}"))
        .containsExactly(first, second, third);
    assertThat(ids("{\"Limit\":1,\"Offset\":1}")).containsExactly(second);
    assertThat(ids("{\"JobIds\":[\"%s\",\"%s\",\"sync-nobody00\"]}".formatted(first, third)))
        .containsExactly(third, first);
    assertThat(ids("{\"JobId\":\"%s\",\"JobIds\":[\"%s\"]}".formatted(first, third))).isEmpty();
    assertThat(ids("{\"Status\":[\"CheckPass\",\"Running\"]}")).containsExactly(second);
    assertThat(ids("{\"JobName\":\"other\"}")).isEmpty();
    assertThat(ids("{\"JobType\":\"mysql2mysql\",\"RunMode\":\"Immediate\"}")).hasSize(3);
    assertThat(ids("{\"JobType\":\"mysql2kafka\"}")).isEmpty();
    assertThat(ids("{\"PayMode\":\"PrePay\"}")).isEmpty();
    assertThat(ids("{\"SrcInfoPattern\":\"127.0.0.1:3301\"}")).hasSize(3);
    assertThat(ids("{\"DstInfoPattern\":\"3301\"}")).isEmpty();
    assertThat(ids("{\"TagFilters\":[{\"TagKey\":\"team\"}]}")).isEmpty();
    assertRefused(client.call(LIST, "{\"Limit\":101}"), INVALID);
    assertRefused(client.call(LIST, "{\"Order\":\"Status\"}"), INVALID);
    assertRefused(client.call(LIST, "{\"OrderSeq\":\"asc\"}"), INVALID);
  }

  @Test
  void migrations_and_synchronisations_do_not_see_each_other() {
    String migration = Jobs.create(sandbox, true);
    String sync = Jobs.createSync(sandbox);

    assertThat(ids("{}")).containsExactly(sync);
    assertThat(client.call("DescribeMigrationJobs", "{}").get("TotalCount").asInt()).isEqualTo(1);
    assertRefused(client.job("CreateCheckSyncJob", migration), NOT_FOUND);
    assertRefused(client.job("CreateMigrateCheckJob", sync), NOT_FOUND);
    assertRefused(client.job("StopMigrateJob", sync), NOT_FOUND);
  }

  @Test
  void what_it_must_be_told_is_asked_for() {
    for (String move : MOVES) {
      assertRefused(client.call(move, "{}"), MISSING);
      assertRefused(client.job(move, "sync-nobody00"), NOT_FOUND);
    }
    assertRefused(client.call("DescribeCheckSyncJobResult", "{}"), MISSING);
    assertRefused(client.call(LIST, "{\"JobIds\":\"a\"}"), "InvalidParameter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DescribeCheckSyncJobResult", LIST})
  void a_stale_status_is_that_of_before_the_check_and_an_unknown_one_is_in_no_document(
      String read) {
    String id = Jobs.createSync(sandbox);
    client.job("CreateCheckSyncJob", id);
    sandbox.awaitStatus(id, "PRECHECK_PASSED");
    sandbox.arm(read, "stale-status");
    sandbox.arm(read, "unknown-status");

    String stale = client.job(read, id).text();
    String unknown = client.job(read, id).text();
    String now = client.job(read, id).text();

    assertThat(stale).containsPattern("\"Status\":\"(notStarted|Initialized)\"");
    assertThat(unknown).contains("\"Status\":\"rebalancing\"");
    assertThat(now).containsPattern("\"Status\":\"(success|CheckPass)\"");
  }

  @Test
  void the_list_is_allowed_five_times_as_often_as_anything_else(@TempDir Path data) {
    try (SandboxFixture limited = new SandboxFixture(data, Duration.ZERO, 2)) {
      TencentClient eager = new TencentClient(limited);
      SandboxFixture.await(
          "a throttled call",
          () ->
              eager
                  .job("DescribeCheckSyncJobResult", "sync-nobody00")
                  .code()
                  .equals("RequestLimitExceeded"));
      for (int call = 0; call < 10; call++) {
        assertYes(eager.call(LIST, "{}"));
      }
      SandboxFixture.await(
          "a throttled list", () -> eager.call(LIST, "{}").code().equals("RequestLimitExceeded"));
    }
  }

  private String bring(String status) {
    return new SyncScene(sandbox, client).bring(status);
  }

  private Reply skip(String id, String steps) {
    return client.call("SkipSyncCheckItem", "{\"JobId\":\"" + id + "\",\"StepIds\":" + steps + "}");
  }

  private JsonNode job(String id) {
    return client.call(LIST, "{\"JobIds\":[\"" + id + "\"]}").get("JobList").get(0);
  }

  private String status(String id) {
    return job(id).get("Status").asText();
  }

  private List<String> ids(String body) {
    return client.call(LIST, body).get("JobList").findValuesAsText("JobId");
  }

  private String stepStatus(String id, String stepId) {
    for (JsonNode step : client.job("DescribeCheckSyncJobResult", id).get("StepInfos")) {
      if (step.get("StepId").asText().equals(stepId)) {
        return step.get("Status").asText();
      }
    }
    throw new AssertionError("no step " + stepId);
  }
}
