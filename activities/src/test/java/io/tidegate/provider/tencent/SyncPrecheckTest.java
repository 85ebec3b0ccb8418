package io.tidegate.provider.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckItem.Skippable;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.PrecheckReport.State;
import io.tidegate.workflow.policy.GateDecision;
import io.tidegate.workflow.policy.GatePolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyncPrecheckTest {
  private final Wire wire = new Wire();
  private final TencentProvider provider = wire.syncProvider();

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void thePublishedSampleIsAPassWithWarnings() throws IOException {
    wire.always("DescribeSyncJobs", job("CheckPass"))
        .always("DescribeCheckSyncJobResult", sample());

    PrecheckReport report = provider.report("j1");
    ChecksPage page = provider.reportPage("j1", ChecksPart.PRECHECK, 1, 100);

    assertThat(report.state()).isEqualTo(State.PASSED);
    assertThat(report.status()).isEqualTo("success");
    assertThat(report.runId()).isEmpty();
    assertThat(report.bootTime()).isEmpty();
    assertThat(report.total()).isEqualTo(14);
    assertThat(report.passed()).isEqualTo(12);
    assertThat(report.items())
        .extracting(i -> i.code(), i -> i.verdict(), i -> i.status())
        .containsExactly(
            tuple("SrcPrivilegeCheck", Verdict.WARNING, "finished"),
            tuple("WarningParamCheck", Verdict.WARNING, "finished"));
    assertThat(report.items().get(1).message()).contains("primary key").contains("sql_mode");
    assertThat(report.items()).noneMatch(i -> i.skippable() == Skippable.YES);
    assertThat(page.rows()).hasSize(14);
  }

  @Test
  void howBadATipIsTheListSaysThatItStandsIn() {
    always(
        "CheckNotPass",
        check(
            "failed",
            """
            {"StepId":"AdvancedStoreObjectCheck","Status":"finished","Errors":null,
             "Warnings":[{"Code":"Error: AdvancedStoreObjectCheck","Message":"w"}]},
            {"StepId":"DstPrivilegeCheck","Status":"finished","Warnings":[],
             "Errors":[{"Code":"Warning: DstPrivilegeCheck","Message":"e"}]},
            {"StepId":"DstEmptyCheck","Status":"failed","Errors":[
             {"Code":"c","Message":"t1 exists","Solution":"drop t1","HelpDoc":"https://h",
              "SkipInfo":"it is overwritten"}],"Warnings":[{"Message":"slow"}]}"""));

    PrecheckReport report = provider.report("j1");

    assertThat(report.items())
        .extracting(PrecheckItem::code, PrecheckItem::verdict)
        .containsExactly(
            tuple("DstPrivilegeCheck", Verdict.FAILED),
            tuple("DstEmptyCheck", Verdict.FAILED),
            tuple("AdvancedStoreObjectCheck", Verdict.WARNING));
    assertThat(report.items().get(1))
        .isEqualTo(
            new PrecheckItem(
                "DstEmptyCheck",
                Verdict.FAILED,
                "failed",
                false,
                Skippable.YES,
                true,
                "t1 exists; slow",
                "the service says of a shield: it is overwritten",
                "drop t1; see https://h",
                List.of(),
                "target"));
  }

  @ParameterizedTest
  @CsvSource({
    "success, finished, PASSED",
    "success, failed, FAILED",
    "success, running, UNKNOWN",
    "success, paused, UNKNOWN",
    "success, notStarted, UNKNOWN",
    "success, perhaps, UNKNOWN",
    "success, skipped, PASSED",
    "failed, finished, FAILED",
    "running, finished, RUNNING",
    "notStarted, finished, NOT_RUN",
    "perhaps, finished, UNKNOWN",
    "'', finished, UNKNOWN",
  })
  void aCheckPassesWhereItsStatusAndAllItsStepsSaySo(String status, String step, State state) {
    always("CheckPass", check(status, step("VersionCheck", step)));

    assertThat(provider.report("j1").state()).isEqualTo(state);
  }

  @Test
  void aPassWithoutAnyStepIsUnknown() {
    always("CheckPass", Wire.reply("\"Status\":\"success\",\"StepInfos\":null"));

    assertThat(provider.report("j1").state()).isEqualTo(State.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "Initialized, NOT_RUN",
    "UnInitialized, NOT_RUN",
    "Checking, RUNNING",
    "CheckPass, UNKNOWN"
  })
  void aCheckWithoutAnyWordHasNotRunWhereTheJobWasNeverChecked(String job, State state) {
    always(
        job,
        Wire.reply(
            "\"Status\":null,\"StepCount\":null,\"StepCur\":null,\"Progress\":null,\"StepInfos\":null"));

    assertThat(provider.report("j1").state()).isEqualTo(state);
    assertThat(provider.report("j1").items()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Initialized, NOT_RUN", "Checking, RUNNING"})
  void aRefusalToTellOfACheckThatThereIsNoneOfIsNoTrouble(String job, State state) {
    always(job, Wire.refusal("OperationDenied.OperationDeniedError"));

    assertThat(provider.report("j1").state()).isEqualTo(state);
    assertThat(provider.baseline("j1").bootTime()).isEmpty();
  }

  @Test
  void ofACheckThatIsOverItIs() {
    always("CheckNotPass", Wire.refusal("OperationDenied.OperationDeniedError"));

    ProviderException e =
        catchThrowableOfType(ProviderException.class, () -> provider.report("j1"));

    assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
  }

  @Test
  void aStepThatWasSkippedIsShieldedAndStandsForTheFailureThatItMayBe() {
    always(
        "CheckPass",
        check("success", step("ConstraintCheck", "skipped"), step("VersionCheck", "finished")));

    PrecheckReport report = provider.report("j1");

    assertThat(report.state()).isEqualTo(State.PASSED);
    assertThat(report.items())
        .singleElement()
        .matches(i -> i.shielded() && i.verdict() == Verdict.FAILED);
    assertThat(decided(report))
        .as("a shield that no rule allows is not run past")
        .isEqualTo(GateDecision.Kind.WAIT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "notStarted", "running", "paused", "pass", "odd"})
  void aWordThatIsNoVerdictHoldsTheGate(String status) {
    always("CheckPass", check("success", step("VersionCheck", status)));

    assertThat(decided(provider.report("j1"))).isEqualTo(GateDecision.Kind.WAIT);
  }

  @Test
  void anErrorHoldsTheGateWhateverItsStepAndItsCheckSay() {
    always(
        "CheckPass",
        check(
            "success",
            """
            {"StepId":"DstPrivilegeCheck","Status":"finished","Warnings":[],
             "Errors":[{"Code":"Warning: DstPrivilegeCheck","Message":"no grant"}]}"""));

    assertThat(decided(provider.report("j1"))).isEqualTo(GateDecision.Kind.WAIT);
  }

  @Test
  void aStepThatIsNothingIsNotOneThatIsWell() {
    for (String nothing : List.of("null", "\"\"", "{}")) {
      always("CheckPass", check("success", step("VersionCheck", "finished"), nothing));

      assertThat(provider.report("j1").state()).as(nothing).isEqualTo(State.UNKNOWN);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "OptimizeCheck, failed, '', YES",
    "ConstraintCheck, failed, '', YES",
    "DstSpaceCheck, failed, '', NO",
    "DstSpaceCheck, failed, risk, YES",
    "OptimizeCheck, notStarted, '', NO",
  })
  void aFailedStepMayBeShieldedWhereTheServiceSaysSo(
      String step, String status, String risk, Skippable skippable) {
    String errors =
        status.equals("failed") ? "{\"Message\":\"m\",\"SkipInfo\":\"%s\"}".formatted(risk) : "";
    always(
        "CheckNotPass",
        check(
            "failed",
            "{\"StepId\":\"%s\",\"Status\":\"%s\",\"Errors\":[%s]}"
                .formatted(step, status, errors)));

    assertThat(provider.report("j1").items())
        .singleElement()
        .matches(i -> i.skippable() == skippable && i.shieldable());
  }

  @Test
  void aVerdictThatIsShownWhileTheJobChecksIsTheOneBefore() {
    always("Checking", check("success", step("VersionCheck", "finished")));

    assertThat(provider.report("j1").state()).isEqualTo(State.RUNNING);
  }

  @Test
  void aVerdictBesideWhichTheJobChangedIsReadAgain() throws Exception {
    wire.answer(job("CheckNotPass"))
        .answer(check("failed", step("VersionCheck", "failed")))
        .answer(job("CheckPass"))
        .answer(job("CheckPass"))
        .answer(check("success", step("VersionCheck", "finished")))
        .answer(job("CheckPass"));

    assertThat(provider.report("j1").state()).isEqualTo(State.PASSED);
    assertThat(wire.asked()).hasSize(6);
  }

  @Test
  void whereItKeepsChangingNothingIsTaken() {
    for (int reading = 0; reading < 4; reading++) {
      wire.answer(job("CheckNotPass"))
          .answer(check("failed", step("VersionCheck", "failed")))
          .answer(job("CheckPass"));
    }

    ProviderException e =
        catchThrowableOfType(ProviderException.class, () -> provider.report("j1"));

    assertThat(e.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(e.code()).isEqualTo("ReportChanging");
  }

  @Test
  void theRunIsNamedByItsFirstStepThatSaysWhenItBegan() {
    always(
        "CheckNotPass",
        check(
            "failed",
            timed("ConstraintCheck", "skipped", "2026-01-01 00:00:00"),
            timed("ViewCheck", "notStarted", "2026-01-01 00:00:00"),
            timed("VersionCheck", "failed", "2026-04-23T20:30:01+08:00"),
            timed("ConnectDBCheck", "finished", "2026-04-23 20:30:00"),
            timed("DstSpaceCheck", "finished", "0000-00-00 00:00:00")));

    assertThat(provider.report("j1").bootTime()).isEqualTo("2026-04-23 20:30:00");
    assertThat(provider.baseline("j1").bootTime()).isEqualTo("2026-04-23 20:30:00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0000-00-00 00:00:00", "soon"})
  void aRunWhoseStepsDoNotSayIsNameless(String time) {
    always("CheckNotPass", check("failed", timed("VersionCheck", "failed", time)));

    assertThat(provider.report("j1").bootTime()).isEmpty();
    assertThat(provider.baseline("j1").bootTime()).isEmpty();
  }

  @Test
  void whatWasNeverSeenBeforeIsRead() {
    always(
        "CheckNotPass",
        Wire.reply(
            """
            "Status":"failed","Verdict":{"A":1},"StepInfos":[
             {"StepId":"NewCheck","Status":"failed","FinishTime":"2026-04-23 20:30:00",
              "More":[1],"Errors":[{"Code":"c","Message":"m","Level":7}]}]"""));

    assertThat(provider.report("j1").items())
        .singleElement()
        .matches(i -> i.code().equals("NewCheck") && i.message().equals("m"));
  }

  private static GateDecision.Kind decided(PrecheckReport report) {
    return new GatePolicy("orders", new Policy(Policy.Warnings.ACCEPT, List.of()), List.of())
        .decide(report, Set.of(), Instant.EPOCH)
        .kind();
  }

  private void always(String status, String check) {
    wire.always("DescribeSyncJobs", job(status)).always("DescribeCheckSyncJobResult", check);
  }

  private static String job(String status) {
    return Wire.reply(
        """
        "TotalCount":1,"JobList":[{"JobId":"j1","Status":"%s","TradeStatus":"Normal"}]"""
            .formatted(status));
  }

  private static String check(String status, String... steps) {
    return Wire.reply(
        "\"Status\":\"%s\",\"StepInfos\":[%s]".formatted(status, String.join(",", steps)));
  }

  private static String step(String id, String status) {
    return timed(id, status, "");
  }

  private static String timed(String id, String status, String time) {
    return "{\"StepId\":\"%s\",\"Status\":\"%s\",\"StartTime\":\"%s\",\"Errors\":[],\"Warnings\":[]}"
        .formatted(id, status, time);
  }

  private static String sample() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            SyncPrecheckTest.class.getResourceAsStream("describe-check-sync-job-result.json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
