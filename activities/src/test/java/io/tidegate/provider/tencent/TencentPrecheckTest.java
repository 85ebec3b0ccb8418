package io.tidegate.provider.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TencentPrecheckTest {
  private static final String FIRST = "2026-04-23 20:21:35";
  private static final String SECOND = "2026-04-23 20:30:00";

  private final Wire wire = new Wire();
  private final TencentProvider provider = wire.provider();

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void aCheckOfMoreStepsThanAnyServiceListsIsAnAccident() {
    always(FIRST, check("success", "checkNotPass", "{},".repeat(100_000) + "{}"));

    assertThatThrownBy(() -> provider.report("j1"))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("UnexpectedReply")
        .hasMessageContaining("more than 100000 items");
  }

  @Test
  void aStepIsAnItemWithWhatItsFindingsSay() {
    always(
        FIRST,
        check(
            "success",
            "checkNotPass",
            """
            {"StepNo":5,"StepId":"DstEmptyCheck","StepName":"x","StepStatus":"failed",
             "StepMessage":"conflict","HasSkipped":false,"DetailCheckItems":[
              {"CheckItemName":"tables","Description":"d","CheckResult":"failed",
               "FailureReason":"t1 exists","Solution":"drop t1","ErrorLog":["e1","e2"],
               "HelpDoc":["https://h"],"SkipInfo":""},
              {"CheckItemName":"views","CheckResult":"failed","FailureReason":"v1 exists",
               "Solution":"drop v1","ErrorLog":null,"HelpDoc":null,"SkipInfo":"it is overwritten"},
              {"CheckItemName":"rest","CheckResult":"pass","Description":"fine"}]}""",
            step("VersionCheck", "pass")));

    PrecheckReport report = provider.report("j1");

    assertThat(report.state()).isEqualTo(State.FAILED);
    assertThat(report.status()).isEqualTo("checkNotPass");
    assertThat(report.runId()).isEmpty();
    assertThat(report.bootTime()).isEqualTo(FIRST);
    assertThat(report.total()).isEqualTo(2);
    assertThat(report.passed()).isEqualTo(1);
    assertThat(report.items())
        .containsExactly(
            new PrecheckItem(
                "DstEmptyCheck",
                Verdict.FAILED,
                "failed",
                false,
                Skippable.YES,
                true,
                "conflict; tables: t1 exists; views: v1 exists",
                "tables: e1; e2; views: the service says of a shield: it is overwritten",
                "tables: drop t1; see https://h; views: drop v1",
                List.of(),
                "target"));
  }

  @ParameterizedTest
  @CsvSource({
    "OptimizeCheck, failed, '', YES",
    "ConstraintCheck, failed, '', YES",
    "DstSpaceCheck, failed, '', NO",
    "DstSpaceCheck, failed, risk, YES",
    "OptimizeCheck, blocked, '', NO",
    "OptimizeCheck, warning, '', NO",
  })
  void aFailedStepMayBeShieldedWhereTheServiceSaysSo(
      String step, String status, String risk, Skippable skippable) {
    always(
        FIRST,
        check(
            "success",
            "checkNotPass",
            """
            {"StepId":"%s","StepStatus":"%s","DetailCheckItems":[
             {"CheckResult":"warning","SkipInfo":"%s"}]}"""
                .formatted(step, status, risk)));

    assertThat(provider.report("j1").items())
        .singleElement()
        .matches(i -> i.skippable() == skippable && i.shieldable());
  }

  @ParameterizedTest
  @CsvSource({
    "success, checkPass, pass, PASSED",
    "success, checkPass, warning, PASSED",
    "success, checkPass, failed, FAILED",
    "success, checkPass, blocked, UNKNOWN",
    "success, checkPass, notStarted, UNKNOWN",
    "success, checkPass, perhaps, UNKNOWN",
    "success, '', pass, UNKNOWN",
    "failed, '', pass, FAILED",
    "failed, checkPass, pass, FAILED",
    "running, checkPass, pass, RUNNING",
    "notStarted, checkPass, pass, NOT_RUN",
  })
  void aPassNeedsItsFlagAndEveryStep(String task, String flag, String status, State state) {
    always(FIRST, check(task, flag, step("VersionCheck", "pass"), step("DstSpaceCheck", status)));

    assertThat(provider.report("j1").state()).isEqualTo(state);
    assertThat(provider.reportPage("j1", ChecksPart.PRECHECK, 1, 10).state()).isEqualTo(state);
  }

  @Test
  void aPassWithoutAnyStepIsNone() {
    always(FIRST, check("success", "checkPass"));

    assertThat(provider.report("j1").state()).isEqualTo(State.UNKNOWN);
  }

  @Test
  void aFindingThatFailedIsNotHiddenByItsStep() {
    always(
        FIRST,
        check(
            "success",
            "checkPass",
            """
            {"StepId":"A","StepStatus":"pass","DetailCheckItems":[{"CheckResult":"failed"}]}""",
            """
            {"StepId":"B","StepStatus":"pass","DetailCheckItems":[{"CheckResult":"odd"}]}""",
            """
            {"StepId":"C","StepStatus":"pass","DetailCheckItems":[{"CheckResult":"warning"}]}"""));

    PrecheckReport report = provider.report("j1");

    assertThat(report.state()).isEqualTo(State.FAILED);
    assertThat(report.items())
        .extracting(PrecheckItem::verdict)
        .containsExactly(Verdict.FAILED, Verdict.UNKNOWN, Verdict.WARNING);
  }

  @Test
  void aStepThatWasPassedOverIsShieldedAndKeepsItsFinding() {
    always(
        FIRST,
        check(
            "success",
            "checkPass",
            step("VersionCheck", "pass"),
            """
            {"StepId":"OptimizeCheck","StepStatus":"failed","HasSkipped":true,"DetailCheckItems":[
             {"CheckResult":"warning","FailureReason":"ON","ErrorLog":["skipped"]}]}""",
            """
            {"StepId":"ViewCheck","StepStatus":"pass","HasSkipped":true,"DetailCheckItems":[]}""",
            """
            {"StepId":"DstSpaceCheck","StepStatus":"notStarted","HasSkipped":"true"}"""));

    PrecheckReport report = provider.report("j1");

    assertThat(report.state()).isEqualTo(State.PASSED);
    assertThat(report.items()).hasSize(3).allMatch(PrecheckItem::shielded);
    assertThat(report.items())
        .extracting(PrecheckItem::verdict)
        .containsExactly(Verdict.FAILED, Verdict.PASSED, Verdict.FAILED);
    assertThat(report.items().get(0).message()).isEqualTo("ON");
    assertThat(gate().decide(report, Set.of(), Instant.EPOCH).kind())
        .as("a shield that no rule allows is not run past")
        .isEqualTo(GateDecision.Kind.WAIT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "skipped", "finished", "odd"})
  void aWordThatIsNoVerdictHoldsTheGate(String status) {
    always(FIRST, check("success", "checkPass", step("VersionCheck", status)));

    assertThat(gate().decide(provider.report("j1"), Set.of(), Instant.EPOCH).kind())
        .isEqualTo(GateDecision.Kind.WAIT);
  }

  @Test
  void aStepThatIsNothingIsNotOneThatIsWell() {
    for (String nothing : List.of("null", "\"\"", "{}")) {
      always(FIRST, check("success", "checkPass", step("VersionCheck", "pass"), nothing));

      PrecheckReport report = provider.report("j1");

      assertThat(report.state()).isEqualTo(State.UNKNOWN);
      assertThat(report.items()).extracting(PrecheckItem::verdict).containsExactly(Verdict.UNKNOWN);
    }
  }

  @Test
  void aReportIsOfOneRunAlone() throws Exception {
    wire.answer(detail("checkNotPass", FIRST, "success"))
        .answer(check("success", "checkPass", step("VersionCheck", "pass")))
        .answer(detail("checkNotPass", SECOND, "success"))
        .answer(detail("checkNotPass", SECOND, "success"))
        .answer(check("success", "checkNotPass", step("VersionCheck", "failed")))
        .answer(detail("checkNotPass", SECOND, "success"));

    PrecheckReport report = provider.report("j1");

    assertThat(report.bootTime()).isEqualTo(SECOND);
    assertThat(report.state()).isEqualTo(State.FAILED);
    assertThat(wire.asked()).hasSize(6);
  }

  @Test
  void runsThatKeepBeginningMakeNoReport() {
    for (int i = 0; i < 4; i++) {
      wire.answer(detail("checkNotPass", FIRST, "success"))
          .answer(check("success", "checkPass", step("VersionCheck", "pass")))
          .answer(detail("checkNotPass", SECOND, "success"));
    }

    ProviderException e =
        catchThrowableOfType(ProviderException.class, () -> provider.report("j1"));

    assertThat(e.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(e.code()).isEqualTo("ReportChanging");
  }

  @ParameterizedTest
  @CsvSource({"checking, success", "checkNotPass, running"})
  void theVerdictOfTheRunBeforeIsNoneWhileOneIsUnderWay(String job, String progress) {
    wire.always("DescribeMigrationDetail", detail(job, SECOND, progress))
        .always(
            "DescribeMigrationCheckJob",
            check("success", "checkPass", step("VersionCheck", "pass")));

    assertThat(provider.report("j1").state()).isEqualTo(State.RUNNING);
  }

  @ParameterizedTest
  @CsvSource({
    "created, '', NOT_RUN",
    "checking, '', RUNNING",
    "checking, 2026-04-23 20:21:35, RUNNING"
  })
  void aServiceThatRefusesToTellOfACheckWithoutAVerdictTellsThatThereIsNone(
      String job, String startAt, State state) {
    wire.always("DescribeMigrationDetail", detail(job, startAt, ""))
        .always("DescribeMigrationCheckJob", Wire.refusal("OperationDenied.OperationDeniedError"));

    PrecheckReport report = provider.report("j1");

    assertThat(report.state()).isEqualTo(state);
    assertThat(report.total()).isZero();
  }

  @Test
  void aVerdictThatTheServiceRefusesToTellIsNone() {
    wire.always("DescribeMigrationDetail", detail("checkPass", FIRST, "success"))
        .always("DescribeMigrationCheckJob", Wire.refusal("OperationDenied.OperationDeniedError"));

    assertThat(catchThrowableOfType(ProviderException.class, () -> provider.report("j1")).kind())
        .isEqualTo(Kind.CONFLICT);
  }

  @Test
  void aPageOfChecksShowsEveryStepAndEveryFinding() {
    always(
        FIRST,
        check(
            "success",
            "checkNotPass",
            step("VersionCheck", "pass"),
            """
            {"StepId":"A","StepStatus":"failed","New":7,"DetailCheckItems":[
             {"CheckItemName":"n","CheckResult":"failed","FailureReason":"r","ErrorLog":["e","f"]},
             {"CheckItemName":"m","CheckResult":"pass","Description":"d"}]}"""));

    ChecksPage page = provider.reportPage("j1", ChecksPart.PRECHECK, 1, 100);

    assertThat(page.total()).isEqualTo(2);
    assertThat(page.items()).extracting(PrecheckItem::code).containsExactly("VersionCheck", "A");
    assertThat(page.rows().get(1).fields()).contains("\"New\":7", "\"CheckItemName\":\"m\"");
    assertThat(page.rows().get(1).logs())
        .containsExactly(
            new ChecksPage.Log("failed", "n", "r", "e\nf"),
            new ChecksPage.Log("pass", "m", "d", ""));
  }

  @Test
  void theDigestChangesWithAnyFieldOfAnyStep() {
    String first = "{\"StepId\":\"A\",\"StepStatus\":\"pass\",\"StepNo\":1}";
    always(FIRST, check("success", "checkPass", first));
    String digest = provider.report("j1").digest();

    assertThat(provider.report("j1").digest()).isEqualTo(digest);
    always(FIRST, check("success", "checkPass", first.replace("1", "2")));
    assertThat(provider.report("j1").digest()).isNotEqualTo(digest);
  }

  private static GatePolicy gate() {
    return new GatePolicy("orders", new Policy(Policy.Warnings.ACCEPT, List.of()), List.of());
  }

  private void always(String startAt, String check) {
    wire.always("DescribeMigrationDetail", detail("checkNotPass", startAt, "success"))
        .always("DescribeMigrationCheckJob", check);
  }

  private static String detail(String status, String startAt, String progress) {
    return Wire.reply(
        """
        "JobId":"j1","Status":"%s",
        "CheckStepInfo":{"StartAt":"%s","Progress":{"Status":"%s"}}"""
            .formatted(status, startAt, progress));
  }

  private static String check(String task, String flag, String... steps) {
    return Wire.reply(
        "\"Status\":\"%s\",\"CheckFlag\":\"%s\",\"StepInfo\":[%s]"
            .formatted(task, flag, String.join(",", steps)));
  }

  private static String step(String id, String status) {
    return "{\"StepId\":\"%s\",\"StepStatus\":\"%s\",\"DetailCheckItems\":[]}"
        .formatted(id, status);
  }
}
