package io.tidegate.provider.oms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.provider.Deadline;
import io.tidegate.provider.DefinedProvider;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Effect;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckItem.Skippable;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.PrecheckReport.State;
import io.tidegate.workflow.contract.Rule;
import io.tidegate.workflow.policy.GateDecision;
import io.tidegate.workflow.policy.GatePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prechecks as runs of their own. */
class OmsRunTest {
  private static final String PASSED =
      "{\"checkType\":\"RDB_CONNECT\",\"endpointType\":\"DEST\",\"status\":\"PASSED\"}";
  private static final String FAILED =
      "{\"checkType\":\"DB_UK_INDEX\",\"endpointType\":\"SOURCE\",\"status\":\"FAILED\"}";

  private final Wire wire = new Wire();
  private final DefinedProvider provider = wire.definedProvider();

  @AfterEach
  void close() {
    wire.close();
  }

  private PrecheckReport report(String data) {
    wire.always("GetPreCheckResult", Wire.reply(data));
    return provider.report("np_1", "t_1");
  }

  @Test
  void aRunOfMoreItemsThanAnyServiceListsIsAnAccident() {
    assertThatThrownBy(() -> report(enterprise("FAILED", "{},".repeat(100_000) + "{}")))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("UnexpectedReply")
        .hasMessageContaining("more than 100000 items");
  }

  private static String enterprise(String status, String... items) {
    return "{\"projectId\":\"t_1\",\"projectStatus\":\"%s\",\"progress\":100.0,\"preCheckResults\":[%s]}"
        .formatted(status, String.join(",", items));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"projectId\":\"t_1\",\"projectStatus\":\"FAILED\",\"preCheckResults\":[@]}",
        "{\"projectId\":\"np_1\",\"projectStatus\":\"FAILED\",\"preCheckResults\":[@]}",
        "{\"preCheckId\":\"t_1\",\"preCheckStatus\":\"FAILED\",\"preCheckResults\":[@]}",
        "{\"PreCheckId\":\"t_1\",\"PRECHECKSTATUS\":\"failed\",\"prechekresults\":1,\"PreCheckResults\":[@]}",
        "[{\"preCheckId\":\"t_1\",\"preCheckStatus\":\"FAILED\",\"preCheckResults\":[@]}]",
        "{\"preCheckId\":\"t_1\",\"preCheckStatus\":\"FAILED\",\"preCheckResults\":@}",
      })
  void bothEditionsAreReadInAnySpelling(String data) {
    PrecheckReport report = report(data.replace("@", FAILED));

    assertThat(report.state()).isEqualTo(State.FAILED);
    assertThat(report.runId()).isEqualTo("t_1");
    assertThat(report.bootTime()).isEmpty();
    assertThat(report.items())
        .extracting(PrecheckItem::code, PrecheckItem::endpoint)
        .containsExactly(tuple("DB_UK_INDEX", "source"));
  }

  @ParameterizedTest
  @CsvSource({
    "INIT, RUNNING",
    "PENDING, RUNNING",
    "RUNNING, RUNNING",
    "FINISHED, PASSED",
    "FAILED, FAILED",
    "SKIPPED, FAILED",
    "QUEUED, UNKNOWN",
    "'', UNKNOWN",
  })
  void aRunIsJudgedByItsWordWhereEveryItemPassed(String word, State state) {
    assertThat(report(enterprise(word, PASSED)).state()).isEqualTo(state);
  }

  @Test
  void aRunThatFinishedWithAFailedItemHasFailed() {
    assertThat(report(enterprise("FINISHED", PASSED, FAILED)).state()).isEqualTo(State.FAILED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"status\":\"NEW\"}", "{\"status\":\"RUNNING\"}", "{}", "null", "7", "\"\""})
  void anItemThatSaysNothingKeepsARunFromPassing(String item) {
    PrecheckReport report = report(enterprise("FINISHED", PASSED, item));

    assertThat(report.state()).isEqualTo(State.UNKNOWN);
    assertThat(report.total()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "{}"})
  void aRunThatFinishedWithoutItemsHasNotPassed(String items) {
    String data =
        "{\"preCheckId\":\"t_1\",\"preCheckStatus\":\"FINISHED\",\"preCheckResults\":%s}"
            .formatted(items);

    assertThat(report(data).state()).isEqualTo(State.UNKNOWN);
  }

  @Test
  void aRunThatFailedWithoutItemsSaysWhy() {
    PrecheckReport report =
        report(
            """
            {"projectId":"t_1","projectStatus":"FAILED","preCheckResults":null,"message":"broke",
             "errorDetail":{"code":"GHANA-OPEROR000001","message":"the checker died"}}""");

    assertThat(report.failed())
        .extracting(PrecheckItem::code, PrecheckItem::message)
        .containsExactly(tuple("PRECHECK", "broke; GHANA-OPEROR000001; the checker died"));
  }

  @Test
  void aRunThatWasSkippedIsNoPassAndSaysWhatAPersonCanDo() {
    PrecheckReport report = report(enterprise("SKIPPED"));

    assertThat(report.state()).isEqualTo(State.FAILED);
    assertThat(report.status()).isEqualTo("SKIPPED");
    PrecheckItem item = report.items().get(0);
    assertThat(item.code()).isEqualTo("PRECHECK");
    assertThat(item.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(item.message()).contains("nothing was looked at");
    assertThat(item.repair()).contains("again", "console");
  }

  @Test
  void everythingThatIsSaidOfAnItemIsCarried() {
    PrecheckItem item =
        report(
                enterprise(
                    "FAILED",
                    """
                    {"name":"Source-Primary database-Foreign keys","endpointType":"SOURCE",
                     "checkType":"DB_FOREIGN_REFERENCE","role":"MASTER","status":"FAILED",
                     "message":"2 tables refer elsewhere",
                     "errorDetail":{"code":"GHANA-PCHKNP002010","reason":"r","proposal":"p"},
                     "skippable":"true","skipConsequence":"constraints will be missing",
                     "removable":true,"blackObjectsInfo":{"databases":[
                      {"name":"shop","tables":[{"name":"orders"}],"views":[{"name":"v"}]}]}}"""))
            .items()
            .get(0);

    assertThat(item.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(item.skippable()).isEqualTo(Skippable.YES);
    assertThat(item.shieldable()).isFalse();
    assertThat(item.message()).isEqualTo("2 tables refer elsewhere");
    assertThat(item.detail())
        .contains("Source-Primary database-Foreign keys", "role MASTER", "GHANA-PCHKNP002010");
    assertThat(item.repair())
        .startsWith("r; p; ")
        .contains("leave the objects out", "precheck.skippable_flags")
        .endsWith("the service says of a skip: constraints will be missing");
    assertThat(item.objects()).containsExactly("shop.orders", "shop.v");
  }

  @Test
  void objectsOfAnotherShapeAreShownAsTheyAre() {
    PrecheckItem item =
        report(
                enterprise(
                    "FAILED",
                    "{\"checkType\":\"X\",\"status\":\"FAILED\",\"errorDetail\":\"plain\",\"blackObjectsInfo\":[\"shop.orders\"]}"))
            .items()
            .get(0);

    assertThat(item.objects()).isEmpty();
    assertThat(item.detail()).contains("plain", "[\"shop.orders\"]");
    assertThat(item.skippable()).isEqualTo(Skippable.UNSAID);
  }

  @Test
  void oneKeyOnBothSidesIsTwoItems() {
    assertThat(
            report(
                    enterprise(
                        "FAILED",
                        FAILED,
                        FAILED.replace("SOURCE", "DEST"),
                        "{\"checkType\":\"DB_UK_INDEX\",\"endpointType\":\"SOURCE\",\"status\":\"SKIPPED\"}"))
                .items())
        .extracting(PrecheckItem::code, PrecheckItem::endpoint, PrecheckItem::shielded)
        .containsExactly(
            tuple("DB_UK_INDEX", "source", false),
            tuple("DB_UK_INDEX", "target", false),
            tuple("DB_UK_INDEX", "source", true));
  }

  @Test
  void anItemThatAnOperatorSkippedPassesByARuleAlone() {
    PrecheckReport report =
        report(enterprise("FINISHED", PASSED, FAILED.replace("FAILED", "SKIPPED")));

    assertThat(decide(report)).isEqualTo(GateDecision.Kind.WAIT);
    assertThat(decide(report, allow("DB_UK_INDEX"))).isEqualTo(GateDecision.Kind.PROCEED);
  }

  @Test
  void anItemThatNobodySkippedIsNotShieldedWhateverARuleSays() {
    PrecheckReport report =
        report(enterprise("FAILED", FAILED.replace("\"status\"", "\"skippable\":true,\"status\"")));

    assertThat(decide(report, allow("DB_UK_INDEX"))).isEqualTo(GateDecision.Kind.WAIT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SKIPPED", "QUEUED", "FAILED"})
  void aRunThatDidNotFinishIsNeverLetPass(String word) {
    assertThat(decide(report(enterprise(word, PASSED)), allow("PRECHECK")))
        .isEqualTo(GateDecision.Kind.WAIT);
  }

  private static GateDecision.Kind decide(PrecheckReport report, Rule... rules) {
    Policy policy = new Policy(Policy.Warnings.ACCEPT, List.of(rules));
    return new GatePolicy("orders", policy, List.of())
        .decide(report, Set.of(), Instant.EPOCH)
        .kind();
  }

  private static Rule allow(String item) {
    return new Rule(
        item,
        Rule.Decision.ALLOW,
        "why",
        null,
        List.of(),
        List.of(),
        List.of(),
        "",
        "",
        "tidegate.yaml:6");
  }

  @Test
  void theVerdictOfAnotherRunIsNone() {
    wire.always(
        "GetPreCheckResult", Wire.reply(enterprise("FINISHED", PASSED).replace("t_1", "t_2")));

    ProviderException e = trouble(() -> provider.report("np_1", "t_1"));

    assertThat(e.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(e.code()).isEqualTo("AnotherRun");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GHANA-PROJECT000001", "PARAM_ERROR"})
  void aRunThatTheServiceNoLongerKnowsHasNotRun(String code) {
    wire.always("GetPreCheckResult", Wire.refusal(code, "no such run"));

    assertThat(provider.report("np_1", "t_1").state()).isEqualTo(State.NOT_RUN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PARAM_ERROR", "GHANA-OPERAT000009"})
  void aServiceThatIsTooOldSaysSoWithWhatToDo(String code) throws InterruptedException {
    wire.project("INIT", "null")
        .always("SubmitPreCheck", Wire.refusal(code, "Unsupported action: SubmitPreCheck"));

    ProviderException e = trouble(() -> provider.submitCheck("np_1", "{}", soon()));

    assertThat(e.kind()).isEqualTo(Kind.CALLER);
    assertThat(e.effect()).isEqualTo(Effect.NONE);
    assertThat(e.advice()).contains("remove 'definition'");
  }

  @Test
  void theDefinitionIsSentWithTheProjectsId() throws InterruptedException {
    wire.project("INIT", "null").always("SubmitPreCheck", Wire.reply("\"t_7\""));

    DefinedProvider.Submitted submitted =
        provider.submitCheck("np_1", "{\"name\":\"orders\",\"type\":\"MIGRATION\"}", soon());

    assertThat(submitted).isEqualTo(new DefinedProvider.Submitted("R", "t_7"));
    assertThat(wire.sent())
        .containsExactly(
            "SubmitPreCheck {\"name\":\"orders\",\"type\":\"MIGRATION\",\"projectId\":\"np_1\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "{}", "[]"})
  void aSubmitThatNamesNoRunIsUnclear(String data) {
    wire.project("INIT", "null").always("SubmitPreCheck", Wire.reply(data));

    assertThat(trouble(() -> provider.submitCheck("np_1", "{}", soon())).effect())
        .isEqualTo(Effect.UNCLEAR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "nonsense", "7"})
  void whatIsNoDefinitionIsNotSent(String definition) throws InterruptedException {
    wire.project("INIT", "null");

    ProviderException e = trouble(() -> provider.submitCheck("np_1", definition, soon()));

    assertThat(e.code()).isEqualTo("NoDefinition");
    assertThat(wire.sent()).isEmpty();
  }

  @Test
  void aProjectThatMovedAndFailedGoesOnWithoutANewRun() throws InterruptedException {
    wire.project("FAILED", "null", Wire.step("TRANSFER_PRECHECK", "FINISHED", 100))
        .always("ResumeProject", Wire.reply("null"));

    assertThat(provider.submitCheck("np_1", "{}", soon()).run()).isEmpty();
    assertThat(wire.sent()).containsExactly("ResumeProject {\"id\":\"np_1\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "INIT, INIT, StartProject",
    "FAILED, FAILED, ResumeProject",
  })
  void aCheckedProjectIsStartedByTheCallThatFitsIt(String status, String precheck, String action)
      throws InterruptedException {
    wire.project(status, "null", Wire.step("TRANSFER_PRECHECK", precheck, 0))
        .always(action, Wire.reply("null"));

    provider.start("np_1", soon());

    assertThat(wire.sent()).containsExactly(action + " {\"id\":\"np_1\"}");
  }

  @Test
  void theCheckOfAProjectThatWasStartedIsAPartOfItsMoving() {
    wire.project("RUNNING", "null", Wire.step("TRANSFER_PRECHECK", "RUNNING", 10))
        .always(
            "ListProjects",
            Wire.reply(
                "[{\"id\":\"np_1\",\"status\":\"RUNNING\",\"steps\":[%s]}]"
                    .formatted(Wire.step("TRANSFER_PRECHECK", "RUNNING", 10))));

    assertThat(provider.view("np_1").state()).isEqualTo(JobState.MOVING);
    assertThat(provider.baseline("np_1").state()).isEqualTo(JobState.MOVING);
    assertThat(provider.listViews(List.of("np_1")).get("np_1").state()).isEqualTo(JobState.MOVING);
  }

  @Test
  void onlyWithADefinitionACheckedProjectRests() {
    assertThat(provider.capability().startFollowsCheck()).isFalse();
    assertThat(wire.provider().capability().startFollowsCheck()).isTrue();
    assertThat(provider.stepNames().submit()).isEqualTo("SubmitPreCheck");
  }

  private static ProviderException trouble(Supplier<Object> call) {
    ProviderException e = catchThrowableOfType(ProviderException.class, call::get);
    assertThat(e).as("nothing was thrown").isNotNull();
    return e;
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(10));
  }
}
