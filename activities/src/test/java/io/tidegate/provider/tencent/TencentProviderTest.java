package io.tidegate.provider.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.provider.Deadline;
import io.tidegate.provider.FoundJob;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Effect;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TencentProviderTest {
  private static final String STEP = "{\"StepId\":\"%s\",\"Status\":\"%s\",\"Percent\":%s}";

  private final Wire wire = new Wire();
  private final TencentProvider provider = wire.provider();

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void aJobIsReadWithItsStages() {
    wire.answer(
        detail("running", "fullAndIncrement", 0, "dumper finished 100", "loader running 43"));

    JobView view = provider.view("j1");

    assertThat(view.state()).isEqualTo(JobState.MOVING);
    assertThat(view.status()).isEqualTo("running");
    assertThat(view.stages())
        .extracting(s -> s.stage(), s -> s.state(), s -> s.percent())
        .containsExactly(
            tuple(Stage.FULL_LOAD, StageState.RUNNING, 43),
            tuple(Stage.INCREMENTAL_SYNC, StageState.NOT_STARTED, -1));
    assertThat(view.lag()).isNull();
    assertThat(view.checkpoint()).isEmpty();
  }

  @Test
  void structureAloneIsAStageOfItsOwn() {
    wire.answer(detail("running", "structure", -1, "dumper running 10"));

    assertThat(provider.view("j1").stages())
        .extracting(s -> s.stage(), s -> s.state())
        .containsExactly(tuple(Stage.SCHEMA_MIGRATION, StageState.RUNNING));
  }

  @Test
  void lagIsKnownOnlyOnceFollowingHasBegun() {
    wire.answer(
            detail("running", "fullAndIncrement", 7, "loader running 43", "sinker notStarted 0"))
        .answer(detail("running", "fullAndIncrement", 7, "loader finished 100", "sinker running 0"))
        .answer(detail("running", "fullAndIncrement", -1, "sinker running 0"));

    assertThat(provider.view("j1").lag()).isNull();
    assertThat(provider.view("j1").lag()).isEqualTo(Duration.ofSeconds(7));
    assertThat(provider.view("j1").lag()).isNull();
  }

  @Test
  void aJobThatMayBeCompletedOnlyFollows() {
    wire.answer(
        detail("readyComplete", "fullAndIncrement", 0, "dumper running 90", "sinker running 0"));

    JobView view = provider.view("j1");

    assertThat(view.state()).isEqualTo(JobState.MOVING);
    assertThat(view.stage(Stage.INCREMENTAL_SYNC).orElseThrow().state())
        .isEqualTo(StageState.CAUGHT_UP);
    assertThat(view.onlyFollows()).isTrue();
    assertThat(view.lag()).isZero();
  }

  @Test
  void aSuccessHasFinishedEveryStageThatIsConfigured() {
    wire.answer(detail("success", "fullAndIncrement", -1)).answer(detail("success", "", -1));

    assertThat(provider.view("j1").everyStageFinished()).isTrue();
    assertThat(provider.view("j1").everyStageFinished())
        .as("without a word of what was to be done")
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "full", "fullAndIncrement", "structure", "new"})
  void aJobThatWasStoppedIsNeverASuccess(String kind) {
    wire.answer(detail("canceled", kind, 0))
        .answer(detail("canceled", kind, 0, "dumper success 100", "loader success 100"))
        .answer(detail("canceled", kind, 0, "dumper success 100", "sinker success 100"));

    for (int i = 0; i < 3; i++) {
      JobView view = provider.view("j1");
      assertThat(view.state()).isEqualTo(JobState.FINISHED);
      assertThat(view.everyStageFinished()).isFalse();
    }
  }

  @Test
  void aFailureIsToldInTheWordsOfTheService() {
    wire.answer(
        Wire.reply(
            """
            "JobId":"j1","Status":"error","BriefMsg":"it broke",
            "StepInfo":{"StepInfo":[{"StepId":"loader","Status":"failed","StepMessage":"bad row",
              "Errors":[{"Message":"1062","Solution":"drop it"}]}]},
            "ErrorInfo":[{"Code":"c","ErrorLog":"log","Solution":"do"}]"""));

    JobView view = provider.view("j1");

    assertThat(view.state()).isEqualTo(JobState.FAILED);
    assertThat(view.message()).isEqualTo("it broke; log; do");
    assertThat(view.stages())
        .singleElement()
        .matches(s -> s.message().equals("bad row; 1062: drop it"));
  }

  @Test
  void oneJobIsListedByItsId() throws Exception {
    wire.answer(jobs(job("j1", "checking"), job("other", "running")));

    assertThat(provider.listViews(List.of("j1")).get("j1").state()).isEqualTo(JobState.CHECKING);
    assertThat(wire.asked())
        .singleElement()
        .asString()
        .contains("DescribeMigrationJobs", "\"JobId\":\"j1\"", "\"Limit\":100", "\"Offset\":0");
  }

  @Test
  void manyJobsAreLookedForOnPagesUntilAllAreFound() throws Exception {
    String[] first =
        IntStream.range(0, 100).mapToObj(i -> job("j" + i, "running")).toArray(String[]::new);
    String[] second =
        IntStream.range(100, 200).mapToObj(i -> job("j" + i, "running")).toArray(String[]::new);
    wire.answer(jobs(first)).answer(jobs(second));

    Map<String, JobView> views = provider.listViews(List.of("j1", "j50", "j150"));

    assertThat(views).containsOnlyKeys("j1", "j50", "j150");
    List<String> asked = wire.asked();
    assertThat(asked).hasSize(2);
    assertThat(asked.get(1)).contains("\"Offset\":100").doesNotContain("JobId");
  }

  @Test
  void noMorePagesAreReadThanThereAreJobsToFind() throws Exception {
    String[] others =
        IntStream.range(0, 100).mapToObj(i -> job("x" + i, "running")).toArray(String[]::new);
    wire.answer(jobs(others)).answer(jobs(others));

    assertThat(provider.listViews(List.of("j1", "j2"))).isEmpty();
    assertThat(wire.asked()).hasSize(2);
  }

  @Test
  void anEndedJobOfWhichTheListNamesNoStageIsLeftToBeReadAlone() {
    wire.answer(jobs(job("j1", "success")))
        .answer(jobs(job("j1", "success", "loader success 100")))
        .answer(jobs(job("j1", "canceled")));

    assertThat(provider.listViews(List.of("j1"))).isEmpty();
    assertThat(provider.listViews(List.of("j1")).get("j1").everyStageFinished()).isTrue();
    assertThat(provider.listViews(List.of("j1")).get("j1").everyStageFinished()).isFalse();
  }

  @Test
  void aJobThatNobodyKnowsIsNotFound() throws Exception {
    wire.answer(jobs())
        .answer(Wire.refusal("ResourceNotFound.ResourceNotFoundError"))
        .answer(Wire.refusal("ResourceNotFound.ResourceNotFoundError"))
        .answer(Wire.refusal("ResourceNotFound.ResourceNotFoundError"));

    assertThat(provider.find("nope")).isEmpty();
    assertThat(provider.find("nope")).isEmpty();
    assertThat(provider.listViews(List.of("nope"))).isEmpty();
    assertThat(trouble(() -> provider.view("nope")).kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(wire.asked()).hasSize(4);
    for (String id : List.of("", "a b", "j\u202e", "j".repeat(129))) {
      assertThat(provider.find(id)).isEmpty();
    }
    assertThat(wire.asked()).as("no id is asked for").isEmpty();
  }

  @Test
  void aJobIsFoundByItsIdAlone() {
    wire.answer(jobs(job("other", "running"), job("j1", "created")));

    assertThat(provider.find("j1")).contains(new FoundJob("j1", "", "name of j1"));
  }

  @Test
  void aBaselineIsTheJobWithTheRunOfItsLastCheck() {
    wire.answer(detail("checkNotPass", "full", -1).replace("null", "\"2026-04-23T12:21:35Z\""));

    Baseline baseline = provider.baseline("j1");

    assertThat(baseline.state()).isEqualTo(JobState.CHECK_FAILED);
    assertThat(baseline.runId()).isEmpty();
    assertThat(baseline.bootTime()).isEqualTo("2026-04-23 20:21:35");
  }

  @Test
  void aShieldNamesItsSteps() throws Exception {
    wire.answer(Wire.reply("\"Message\":\"ok\""));

    assertThat(
            provider.shield(
                "j1", "", List.of("OptimizeCheck"), Map.of("ConstraintCheck", "shield"), soon()))
        .isEqualTo("R");
    assertThat(wire.asked())
        .containsExactly("SkipCheckItem {\"JobId\":\"j1\",\"StepIds\":[\"OptimizeCheck\"]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"shield", "migrate"})
  void aShieldOfForeignKeysSaysWhatBecomesOfThem(String choice) throws Exception {
    wire.answer(Wire.reply(""));

    provider.shield(
        "j1", "", List.of("ConstraintCheck"), Map.of("ConstraintCheck", choice), soon());

    assertThat(wire.asked())
        .singleElement()
        .asString()
        .endsWith("\"StepIds\":[\"ConstraintCheck\"],\"ForeignKeyFlag\":\"%s\"}".formatted(choice));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ignore"})
  void aShieldThatDoesNotIsNeverSent(String choice) {
    ProviderException e =
        trouble(
            () ->
                provider.shield(
                    "j1",
                    "",
                    List.of("ConstraintCheck"),
                    choice.isEmpty() ? Map.of() : Map.of("ConstraintCheck", choice),
                    soon()));

    assertThat(e.kind()).isEqualTo(Kind.CALLER);
    assertThat(e.effect()).isEqualTo(Effect.NONE);
    assertThat(e.advice()).contains("foreign-keys: shield", "foreign-keys: migrate");
    assertThat(wire.server.getRequestCount()).isZero();
  }

  @Test
  void everyEffectIsACallOfItsOwn() throws Exception {
    for (int i = 0; i < 6; i++) {
      wire.answer(Wire.reply(""));
    }

    provider.submitCheck("j1", soon());
    provider.start("j1", soon());
    provider.suspend("j1", soon());
    provider.complete("j1", soon());
    provider.stop("j1", soon());
    provider.probe();

    List<String> asked = wire.asked();
    assertThat(asked.subList(0, 5))
        .containsExactly(
            "CreateMigrateCheckJob {\"JobId\":\"j1\"}",
            "StartMigrateJob {\"JobId\":\"j1\"}",
            "PauseMigrateJob {\"JobId\":\"j1\"}",
            "CompleteMigrateJob {\"JobId\":\"j1\"}",
            "StopMigrateJob {\"JobId\":\"j1\"}");
    assertThat(asked.get(5)).startsWith("DescribeMigrationJobs ").contains("\"Limit\":1,");
  }

  @Test
  void aShieldReachesAStepAndACheckedJobRests() {
    Capability capability = provider.capability();

    assertThat(capability.shieldReach()).isEqualTo(Capability.ShieldReach.STEP);
    assertThat(capability.shieldableItems()).isEmpty();
    assertThat(capability.choices())
        .isEqualTo(Map.of("ConstraintCheck", List.of("shield", "migrate")));
    assertThat(capability.startFollowsCheck()).isFalse();
    assertThat(capability.cutover()).isEqualTo(Capability.Cutover.COMPLETE);
    assertThat(provider.stepNames().complete()).isEqualTo("CompleteMigrateJob");
  }

  @Test
  void aJobThatFailedIsResumedUnlessItIsFailedForGood() throws Exception {
    Capability.Resume resume = provider.capability().extras().resume();
    wire.answer(Wire.reply(""));

    provider.resume("j1", soon());

    assertThat(wire.asked())
        .singleElement()
        .satisfies(
            call ->
                assertThat(call)
                    .startsWith("ResumeMigrateJob {")
                    .contains("\"JobId\":\"j1\"", "\"ResumeOption\":\"normal\""));
    assertThat(List.of("error", "resumableErr")).allMatch(resume::takes);
    assertThat(List.of("failed", "canceled", "unknown")).noneMatch(resume::takes);
  }

  @Test
  void aPageOfAStageShowsItsStepsAsTheyWereSent() {
    String sent =
        detail("running", "fullAndIncrement", -1, "dumper finished 100", "loader running 43");
    wire.answer(sent).answer(sent).answer(sent);

    ChecksPage load = provider.reportPage("j1", ChecksPart.LOAD, 1, 100);
    ChecksPage second = provider.reportPage("j1", ChecksPart.LOAD, 2, 1);

    assertThat(load.state()).isEqualTo(PrecheckReport.State.RUNNING);
    assertThat(load.items()).extracting(i -> i.code()).containsExactly("dumper", "loader");
    assertThat(load.rows().get(1).fields()).contains("\"Percent\":43");
    assertThat(second.items()).extracting(i -> i.code()).containsExactly("loader");
    assertThat(second.more()).isFalse();
    assertThat(provider.reportPage("j1", ChecksPart.DDL, 1, 100).rows()).isEmpty();
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  private static ProviderException trouble(Runnable call) {
    return catchThrowableOfType(ProviderException.class, call::run);
  }

  private static String steps(String... steps) {
    return Stream.of(steps)
        .map(s -> s.split(" ", -1))
        .map(s -> STEP.formatted(s[0], s[1], s[2]))
        .collect(Collectors.joining(","));
  }

  private static String detail(String status, String kind, long lag, String... steps) {
    return Wire.reply(
        """
        "JobId":"j1","Status":"%s","BriefMsg":"","MigrateOption":{"MigrateType":"%s"},
        "CheckStepInfo":{"StartAt":null},
        "StepInfo":{"SecondsBehindMaster":%d,"StepInfo":[%s]}"""
            .formatted(status, kind, lag, steps(steps)));
  }

  private static String job(String id, String status, String... steps) {
    return "{\"JobId\":\"%s\",\"JobName\":\"name of %s\",\"Status\":\"%s\",\"StepInfo\":{\"StepInfo\":[%s]}}"
        .formatted(id, id, status, steps(steps));
  }

  private static String jobs(String... jobs) {
    return Wire.reply(
        "\"TotalCount\":%d,\"JobList\":[%s]".formatted(jobs.length, String.join(",", jobs)));
  }
}
