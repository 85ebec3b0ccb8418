package io.tidegate.provider.oms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.provider.Deadline;
import io.tidegate.provider.FoundJob;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Effect;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.StageProgress;
import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OmsProviderTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_760_000_100);
  private static final String CHECKED = Wire.step("TRANSFER_PRECHECK", "FINISHED", 100);

  private final Wire wire = new Wire();
  private final OmsProvider provider = wire.provider(Clock.fixed(NOW, ZoneOffset.UTC));

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void stagesAreMadeOfTheStepsThatAreConfigured() {
    wire.project(
        "RUNNING",
        "null",
        CHECKED,
        Wire.step("STRUCT_TRANSFER", "FINISHED", 100),
        Wire.step("TRANSFER_INCR_LOG_PULL", "MONITORING", 100),
        Wire.step("FULL_TRANSFER", "RUNNING", 42),
        Wire.step("INCR_TRANSFER", "INIT", 0),
        Wire.step("FULL_VERIFIER", "INIT", 0),
        Wire.step("TRANSFER_APP_SWITCH", "INIT", 0));

    JobView view = provider.view("np_1");

    assertThat(view.state()).isEqualTo(JobState.MOVING);
    assertThat(view.stages())
        .extracting(StageProgress::stage, StageProgress::state, StageProgress::percent)
        .containsExactly(
            tuple(Stage.SCHEMA_MIGRATION, StageState.FINISHED, 100),
            tuple(Stage.FULL_LOAD, StageState.RUNNING, 21),
            tuple(Stage.INCREMENTAL_SYNC, StageState.NOT_STARTED, -1));
    assertThat(view.lag()).isNull();
  }

  @Test
  void stepsOfEarlierGenerationsMakeTheSameStages() {
    wire.project(
        "RUNNING",
        "null",
        Wire.step("PRE_CHECK", "FINISHED", 100),
        Wire.step("STRUCT_SYNC", "FINISHED", 100),
        Wire.step("CONNECTOR_FULL_SYNC", "RUNNING", 42),
        Wire.step("CONNECTOR_INCR_SYNC", "INIT", 0));

    assertThat(provider.view("np_1").stages())
        .extracting(StageProgress::stage)
        .containsExactly(Stage.SCHEMA_MIGRATION, Stage.FULL_LOAD, Stage.INCREMENTAL_SYNC);
  }

  @ParameterizedTest
  @CsvSource({
    "1760000090, 10, CAUGHT_UP",
    "'\"1760000090\"', 10, CAUGHT_UP",
    "1760000075, 25, CAUGHT_UP",
    "1760000074, 26, RUNNING",
    "1760000130, 0, CAUGHT_UP",
    "1760099999, , RUNNING",
    "1760000090000, , RUNNING",
    "0, , RUNNING",
    "-1, , RUNNING",
    "null, , RUNNING",
    "'\"7,1234\"', , RUNNING",
  })
  void theLagIsSinceTheCheckpointAndAnUnknownOneIsNotNear(
      String checkpoint, Integer seconds, StageState state) {
    following("RUNNING", checkpoint, "RUNNING", 100);

    JobView view = provider.view("np_1");

    assertThat(view.lag()).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    assertThat(view.stage(Stage.INCREMENTAL_SYNC).map(StageProgress::state)).contains(state);
    assertThat(view.onlyFollows()).isTrue();
  }

  private void following(String status, String checkpoint, String verifier, int verified) {
    wire.project(
        status,
        checkpoint,
        CHECKED,
        Wire.step("FULL_TRANSFER", "FINISHED", 100),
        Wire.step("INCR_TRANSFER", "MONITORING", 60),
        Wire.step("FULL_VERIFIER", verifier, verified));
  }

  @ParameterizedTest
  @CsvSource({
    "RUNNING, 100, FINISHED",
    "FINISHED, 100, FINISHED",
    "SUSPEND, 100, FINISHED",
    "RUNNING, 99, RUNNING",
    "FAILED, 100, FAILED",
    "INIT, 0, RUNNING",
  })
  void aVerificationIsDoneAtAHundredPercentAlthoughItRunsOn(
      String word, int percent, StageState state) {
    following("RUNNING", "1760000090", word, percent);

    assertThat(provider.view("np_1").stage(Stage.FULL_LOAD).map(StageProgress::state))
        .contains(state);
  }

  @Test
  void aProjectThatFinishedHasFinishedEveryStage() {
    following("FINISHED", "1760000090", "RUNNING", 100);

    assertThat(provider.view("np_1").everyStageFinished()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RELEASED", "DELETED"})
  void oneThatSomebodyEndedHasNot(String status) {
    following(status, "1760000090", "RUNNING", 100);

    JobView view = provider.view("np_1");

    assertThat(view.state()).isEqualTo(JobState.FINISHED);
    assertThat(view.everyStageFinished()).isFalse();
  }

  @Test
  void aFailedStepIsToldWithItsCodeAndWhatToDo() {
    wire.project(
        "FAILED",
        "null",
        CHECKED,
        """
        {"name":"FULL_TRANSFER","status":"FAILED","progress":3,"extraInfo":{
          "errorCode":"CM-RESOAT000011","errorMsg":"silent","errorDetails":[
           {"code":"CM-RESOAT000011","reason":"no answer","proposal":"resume it"}]}}""");

    JobView view = provider.view("np_1");

    assertThat(view.state()).isEqualTo(JobState.FAILED);
    assertThat(view.message())
        .isEqualTo("FULL_TRANSFER failed: CM-RESOAT000011: silent; no answer; resume it");
  }

  @Test
  void aStatusThatChangesWhileTheStepsAreReadIsReadAgain() {
    wire.always(
            "DescribeProjectProgress",
            Wire.progress("FAILED", "null"),
            Wire.progress("RUNNING", "null"))
        .always(
            "DescribeProjectSteps",
            Wire.reply("[" + Wire.step("TRANSFER_PRECHECK", "RUNNING", 1) + "]"));

    assertThat(provider.report("np_1").state()).isEqualTo(PrecheckReport.State.RUNNING);
    assertThat(provider.view("np_1").state()).isEqualTo(JobState.CHECKING);
  }

  @Test
  void aProjectThatNeverStaysAsItIsIsNotTaken() {
    String[] changing = new String[16];
    for (int i = 0; i < changing.length; i++) {
      changing[i] = Wire.progress(i % 2 == 0 ? "FAILED" : "SUSPEND", "null");
    }
    wire.always("DescribeProjectProgress", changing)
        .always("DescribeProjectSteps", Wire.reply("[]"));

    ProviderException e = trouble(() -> provider.view("np_1"));

    assertThat(e.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(e.code()).isEqualTo("ReportChanging");
  }

  @Test
  void aFailedPrecheckIsOneItemWithWhatTheServiceSaysOfIt() {
    wire.project(
        "FAILED",
        "null",
        """
        {"name":"TRANSFER_PRECHECK","status":"FAILED","progress":100,
         "startTime":"2025-01-02T03:04:05","extraInfo":{"errorCode":"GHANA-PCHKNP003010",
          "errorMsg":"2 tables have LOB columns","errorParam":{},"errorDetails":[
           {"code":"GHANA-PCHKNP003010","level":"ERROR","message":"shop.docs",
            "reason":"the target cannot","proposal":"leave them out"}],
          "failedTime":"2025-01-02T03:04:11.120"}}""");

    PrecheckReport report = provider.report("np_1");

    assertThat(report.state()).isEqualTo(PrecheckReport.State.FAILED);
    assertThat(report.status()).isEqualTo("FAILED");
    assertThat(report.bootTime()).isEqualTo("2025-01-02T03:04:11.120");
    assertThat(provider.baseline("np_1").bootTime()).isEqualTo(report.bootTime());
    PrecheckItem item = report.items().get(0);
    assertThat(report.items()).hasSize(1);
    assertThat(item.code()).isEqualTo("GHANA-PCHKNP003010");
    assertThat(item.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(item.message()).isEqualTo("2 tables have LOB columns");
    assertThat(item.detail()).isEqualTo("shop.docs");
    assertThat(item.repair())
        .startsWith("the target cannot; leave them out; ")
        .contains("precheck.skippable_flags", "console");
    assertThat(item.shieldable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "\"\"", "[]", "\"broken\"", "{\"errorDetails\":\"x\"}"})
  void aFailedPrecheckThatExplainsNothingHasFailedAllTheSame(String extraInfo) {
    wire.project(
        "FAILED",
        "null",
        "{\"name\":\"PRE_CHECK\",\"status\":\"FAILED\",\"extraInfo\":%s}".formatted(extraInfo));

    PrecheckReport report = provider.report("np_1");

    assertThat(report.state()).isEqualTo(PrecheckReport.State.FAILED);
    assertThat(report.failed()).extracting(PrecheckItem::code).containsExactly("PRE_CHECK");
  }

  @Test
  void whatIsLeftOfAFailureSaysNothingOfARunThatPassed() {
    wire.project(
        "RUNNING",
        "null",
        """
        {"name":"TRANSFER_PRECHECK","status":"FINISHED","progress":100,
         "startTime":"2025-01-02T03:05:05","extraInfo":{"errorCode":"X","errorMsg":"m",
          "failedTime":"2025-01-02T03:04:11.120"}}""",
        Wire.step("FULL_TRANSFER", "RUNNING", 1));

    PrecheckReport report = provider.report("np_1");

    assertThat(report.state()).isEqualTo(PrecheckReport.State.PASSED);
    assertThat(report.bootTime()).isEqualTo("2025-01-02T03:05:05.000");
    assertThat(provider.reportPage("np_1", ChecksPart.PRECHECK, 1, 10).items())
        .extracting(PrecheckItem::code, PrecheckItem::message)
        .containsExactly(tuple("TRANSFER_PRECHECK", ""));
  }

  @Test
  void aRunningProjectThatShowsNoPrecheckHasNotPassedIt() {
    wire.project("RUNNING", "null", Wire.step("SOMETHING_NEW", "RUNNING", 1));

    assertThat(provider.report("np_1").state()).isEqualTo(PrecheckReport.State.UNKNOWN);
    assertThat(provider.view("np_1").state()).isEqualTo(JobState.UNKNOWN);
  }

  @Test
  void theListSufficesWhereNothingIsFollowed() throws InterruptedException {
    wire.always(
        "ListProjects",
        Wire.reply(
            "["
                + row("np_1", "a", "RUNNING", Wire.step("FULL_TRANSFER", "RUNNING", 5))
                + ","
                + row("np_2", "b", "RUNNING", Wire.step("INCR_TRANSFER", "MONITORING", 5))
                + ",{\"id\":\"np_3\",\"status\":\"RUNNING\",\"steps\":null}"
                + ",{\"id\":\"np_4\",\"status\":\"INIT\",\"steps\":null},null,7]"));

    Map<String, JobView> views = provider.listViews(List.of("np_1", "np_2", "np_3", "np_4"));

    assertThat(views.keySet()).containsExactlyInAnyOrder("np_1", "np_4");
    assertThat(views.get("np_1").state()).isEqualTo(JobState.MOVING);
    assertThat(wire.asked()).hasSize(1);
  }

  private static String row(String id, String name, String status, String... steps) {
    return "{\"id\":\"%s\",\"name\":\"%s\",\"status\":\"%s\",\"steps\":[%s,%s]}"
        .formatted(id, name, status, CHECKED, String.join(",", steps));
  }

  @Test
  void oneProjectIsLookedForByItsIdAndManyOnNoMorePagesThanThereAre() throws Exception {
    StringBuilder full = new StringBuilder();
    for (int i = 0; i < 150; i++) {
      full.append(i == 0 ? "" : ",").append(row("np_x" + i, "x" + i, "INIT", CHECKED));
    }
    wire.always("ListProjects", Wire.reply("[" + full + "]"));

    assertThat(provider.listViews(List.of("np_1"))).isEmpty();
    assertThat(wire.asked())
        .singleElement()
        .asString()
        .contains("\"searchKey\":\"np_1\"", "\"pageSize\":150", "\"pageNumber\":1");
    assertThat(provider.listViews(List.of("np_1", "np_2"))).isEmpty();
    assertThat(wire.asked()).hasSize(2).noneMatch(a -> a.contains("searchKey"));
    assertThat(provider.listViews(List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"np_1\\nforged", "np\\u202e1", "np 1", "n\u00f6_1", "LONG"})
  void whatIsListedAsTheIdOfAProjectAndIsNoneIsAnAccident(String id) {
    wire.always(
        "ListProjects",
        Wire.reply(
            "[{\"id\":\"%s\",\"name\":\"orders\"}]"
                .formatted(id.replace("LONG", "n".repeat(129)))));

    ProviderException e =
        catchThrowableOfType(ProviderException.class, () -> provider.find("orders"));

    assertThat(e.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(e.code()).isEqualTo("UnexpectedReply");
    assertThat(e).hasMessageContaining("orders").hasMessageNotContaining("np");
  }

  @Test
  void aProjectIsFoundByItsNameUnlessAnotherHasIt() {
    wire.always(
        "ListProjects",
        Wire.reply(
            "[%s,%s,%s]"
                .formatted(
                    row("np_1", "orders", "INIT", CHECKED),
                    row("np_2", "orders-2", "INIT", CHECKED),
                    row("np_3", "orders-2", "INIT", CHECKED))));

    assertThat(provider.find("orders")).contains(new FoundJob("np_1", "", "orders"));
    assertThat(provider.find("np_3")).contains(new FoundJob("np_3", "", "orders-2"));
    assertThat(provider.find("order")).isEmpty();
    assertThat(provider.find("a b")).isEmpty();
    ProviderException e = trouble(() -> provider.find("orders-2"));
    assertThat(e.kind()).isEqualTo(Kind.CALLER);
    assertThat(e.reason()).contains("np_2", "np_3");
  }

  @ParameterizedTest
  @CsvSource({
    "INIT, INIT, StartProject",
    "FAILED, FAILED, ResumeProject",
    "FAILED, FINISHED, ResumeProject",
  })
  void aCheckIsAStartOrAResumption(String status, String precheck, String action)
      throws InterruptedException {
    wire.project(status, "null", Wire.step("TRANSFER_PRECHECK", precheck, 0))
        .always(action, Wire.reply("null"));

    assertThat(provider.submitCheck("np_1", soon())).isEqualTo("R");
    assertThat(wire.sent()).containsExactly(action + " {\"id\":\"np_1\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SUSPEND", "RUNNING", "FINISHED", "RELEASING", "RELEASED", "NEW"})
  void nothingIsStartedThatSomebodyStoppedOrThatMoves(String status) throws InterruptedException {
    wire.project(status, "null", CHECKED);

    ProviderException e = trouble(() -> provider.submitCheck("np_1", soon()));

    assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(e.effect()).isEqualTo(Effect.NONE);
    assertThat(wire.sent()).isEmpty();
  }

  @Test
  void aReadBeforeAnEffectThatGoesWrongLeavesNothingUnclear() {
    wire.always("DescribeProjectProgress", Wire.refusal("INNER_ERROR", "no"));

    assertThat(trouble(() -> provider.submitCheck("np_1", soon())).effect()).isEqualTo(Effect.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SUSPEND", "FAILED"})
  void aProjectThatRestsIsReleased(String status) throws InterruptedException {
    wire.project(status, "null", CHECKED).always("ReleaseProject", Wire.reply("null"));

    assertThat(provider.stop("np_1", soon())).isEqualTo("R");
    assertThat(wire.sent()).containsExactly("ReleaseProject {\"id\":\"np_1\"}");
  }

  @Test
  void oneThatMovesIsStoppedAndReleasedOnceItRests() throws InterruptedException {
    wire.project("RUNNING", "null", CHECKED)
        .always("StopProject", Wire.reply("null"))
        .always("ReleaseProject", Wire.reply("null"));

    ProviderException e = trouble(() -> provider.stop("np_1", soon()));

    assertThat(e.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(e.requestId()).isEqualTo("R");
    assertThat(e.reason()).contains("released once it shows SUSPEND");
    assertThat(wire.sent()).containsExactly("StopProject {\"id\":\"np_1\"}");
    wire.project("SUSPEND", "null", CHECKED);
    assertThat(provider.stop("np_1", soon())).isEqualTo("R");
    assertThat(wire.sent()).containsExactly("ReleaseProject {\"id\":\"np_1\"}");
  }

  @Test
  void oneThatStopsAtOnceIsReleasedWithTheSameCall() throws InterruptedException {
    wire.project("RUNNING", "null", CHECKED)
        .always(
            "DescribeProjectProgress",
            Wire.progress("RUNNING", "null"),
            Wire.progress("SUSPEND", "null"))
        .always("StopProject", Wire.reply("null"))
        .always("ReleaseProject", Wire.reply("null"));

    assertThat(provider.complete("np_1", soon())).isEqualTo("R, R");
    assertThat(wire.sent()).hasSize(2);
  }

  @Test
  void oneThatIsBeingReleasedIsLeftToIt() throws InterruptedException {
    wire.project("RELEASING", "null", CHECKED);

    assertThat(trouble(() -> provider.stop("np_1", soon())).kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(wire.sent()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INIT", "FINISHED", "RELEASED"})
  void oneThatNeverBeganOrIsOverIsNotEnded(String status) throws InterruptedException {
    wire.project(status, "null", Wire.step("TRANSFER_PRECHECK", "INIT", 0));

    assertThat(trouble(() -> provider.stop("np_1", soon())).kind()).isEqualTo(Kind.CONFLICT);
    assertThat(wire.sent()).isEmpty();
  }

  @Test
  void theWayBackThatSomebodySetUpIsNotRemovedByACutover() throws InterruptedException {
    wire.project("RUNNING", "null", CHECKED, Wire.step("REVERSE_INCR_TRANSFER", "INIT", 0));

    ProviderException e = trouble(() -> provider.complete("np_1", soon()));

    assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(e.effect()).isEqualTo(Effect.NONE);
    assertThat(e.advice()).contains("console");
    assertThat(wire.sent()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, true", "null, true", "'\"0\"', true", "1, false", "'\"12\"', false"})
  void aTargetThatTheServiceFoundToDifferIsNotCutOverTo(String different, boolean ends)
      throws InterruptedException {
    wire.project("SUSPEND", "null", CHECKED, Wire.step("FULL_VERIFIER", "RUNNING", 100))
        .always(
            "ListProjectFullVerifyResult",
            Wire.reply("{\"differentNumber\":%s}".formatted(different)))
        .always("ReleaseProject", Wire.reply("null"));

    if (ends) {
      assertThat(provider.complete("np_1", soon())).isEqualTo("R");
    } else {
      ProviderException e = trouble(() -> provider.complete("np_1", soon()));
      assertThat(e.code()).isEqualTo("TargetDiffers");
      assertThat(e.effect()).isEqualTo(Effect.NONE);
      assertThat(e.advice()).contains("console");
    }
    assertThat(wire.sent()).hasSize(ends ? 1 : 0);
  }

  @Test
  void aProjectThatIsSetUpToWaitAfterItsSchemaStepIsToldWhileItDoes() {
    String set = "{\"id\":\"np_1\",\"structTransferConfig\":{\"autoProcessedToNextStep\":%s}}";
    String schema = Wire.step("STRUCT_TRANSFER", "FINISHED", 100);
    wire.project("RUNNING", "null", CHECKED, schema, Wire.step("FULL_TRANSFER", "INIT", 0));

    for (String waits : List.of("false", "\"false\"")) {
      wire.always("DescribeProject", Wire.reply("[" + set.formatted(waits) + "]"));
      assertThat(provider.standstill("np_1"))
          .as(waits)
          .hasValueSatisfying(
              why ->
                  assertThat(why)
                      .contains("np_1", "after its schema step", "in the OMS console, and retry"));
    }
    for (String goesOn : List.of("true", "null")) {
      wire.always("DescribeProject", Wire.reply(set.formatted(goesOn)));
      assertThat(provider.standstill("np_1")).as(goesOn).isEmpty();
    }
    wire.always("DescribeProject", Wire.reply("{\"id\":\"np_1\",\"structTransferConfig\":null}"));
    assertThat(provider.standstill("np_1")).isEmpty();

    wire.always("DescribeProject", Wire.reply(set.formatted("false")))
        .project("RUNNING", "null", CHECKED, schema, Wire.step("FULL_TRANSFER", "RUNNING", 1));
    assertThat(provider.standstill("np_1")).isEmpty();
  }

  @Test
  void aStageIsShownByItsSteps() {
    wire.project(
        "FAILED",
        "null",
        CHECKED,
        """
        {"name":"FULL_TRANSFER","status":"FAILED","progress":3,"startTime":"2025-01-02T03:04:05",
         "extraInfo":{"errorCode":"E","errorMsg":"m","errorDetails":[{"level":"FATAL","code":"E",
          "message":"why","proposal":"what"}]},"stepInfo":{"srcRps":7}}""",
        Wire.step("FULL_VERIFIER", "INIT", 0));

    ChecksPage page = provider.reportPage("np_1", ChecksPart.LOAD, 1, 10);

    assertThat(page.state()).isEqualTo(PrecheckReport.State.FAILED);
    assertThat(page.items())
        .extracting(PrecheckItem::code, PrecheckItem::verdict)
        .containsExactly(
            tuple("FULL_TRANSFER", Verdict.FAILED), tuple("FULL_VERIFIER", Verdict.UNKNOWN));
    assertThat(page.rows().get(0).logs())
        .containsExactly(new ChecksPage.Log("FATAL", "E", "why", "what"));
    assertThat(page.rows().get(0).fields()).contains("\"srcRps\":7");
    assertThat(provider.reportPage("np_1", ChecksPart.DDL, 1, 10).rows()).isEmpty();
  }

  private static ProviderException trouble(java.util.function.Supplier<Object> call) {
    ProviderException e = catchThrowableOfType(ProviderException.class, call::get);
    assertThat(e).as("nothing was thrown").isNotNull();
    return e;
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(10));
  }
}
