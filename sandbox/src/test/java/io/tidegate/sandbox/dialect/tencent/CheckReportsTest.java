package io.tidegate.sandbox.dialect.tencent;

import static io.tidegate.sandbox.dialect.tencent.Replies.assertRefused;
import static io.tidegate.sandbox.dialect.tencent.Replies.assertYes;
import static io.tidegate.sandbox.dialect.tencent.Replies.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.core.CheckResult;
import io.tidegate.sandbox.core.CheckResult.Verdict;
import io.tidegate.sandbox.core.Finding;
import io.tidegate.sandbox.dialect.tencent.TencentClient.Reply;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckReportsTest {
  private static final String DENIED = "OperationDenied.OperationDeniedError";
  private static final String INVALID = "InvalidParameterValue.InvalidParameterValueError";
  private static final String MISSING = "MissingParameter.MissingParameterError";
  private static final String NOT_FOUND = "ResourceNotFound.ResourceNotFoundError";
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d";

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

    assertYes(client.job("CreateMigrateCheckJob", id));
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
    assertRefused(skip(id, "[\"OptimizeCheck\"]", ""), DENIED);
    client.job("CreateMigrateCheckJob", id);
    sandbox.awaitStatus(id, "PRECHECK_FAILED");

    assertRefused(skip(id, "[\"OptimizeCheck\",\"DstEmptyCheck\"]", ""), DENIED);
    assertRefused(skip(id, "[\"OptimizeCheck\",\"NoSuchCheck\"]", ""), INVALID);
    assertRefused(skip(id, "[]", ""), MISSING);
    assertRefused(skip(id, "[null]", ""), MISSING);
    assertRefused(skip("dts-nobody00", "[\"OptimizeCheck\"]", ""), NOT_FOUND);

    assertThat(step(id, "OptimizeCheck").get("HasSkipped").asBoolean()).isFalse();
    assertThat(sandbox.job(id).at("/effects/shields").asInt()).isZero();
  }

  @Test
  void a_skip_of_foreign_keys_says_what_becomes_of_them_and_no_other_does() {
    sandbox.prechecks.fail("ConstraintCheck", true);
    sandbox.prechecks.fail("OptimizeCheck", true);
    String id = checked("PRECHECK_FAILED");

    assertRefused(skip(id, "[\"ConstraintCheck\"]", ""), MISSING);
    assertRefused(skip(id, "[\"ConstraintCheck\"]", ",\"ForeignKeyFlag\":\"drop\""), INVALID);
    assertRefused(skip(id, "[\"OptimizeCheck\"]", ",\"ForeignKeyFlag\":\"shield\""), INVALID);
    assertYes(
        skip(id, "[\"ConstraintCheck\",\"OptimizeCheck\"]", ",\"ForeignKeyFlag\":\"migrate\""));
    assertYes(skip(id, "[\"ConstraintCheck\"]", ",\"ForeignKeyFlag\":\"shield\""));

    client.job("CreateMigrateCheckJob", id);
    sandbox.awaitStatus(id, "PRECHECK_PASSED");
    assertYes(client.job("StartMigrateJob", id));
    sandbox.engine.listener(id);
    assertThat(sandbox.engine.launches)
        .containsExactly(id + "[ConstraintCheck, ConstraintCheck=shield, OptimizeCheck]");
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
}
