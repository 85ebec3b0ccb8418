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
import io.tidegate.workflow.contract.StageProgress;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyncProviderTest {
  private static final String STEP = "{\"StepId\":\"%s\",\"Status\":\"%s\",\"Progress\":%s}";
  private static final String[] FOLLOWING = {
    "schema-init finished 100", "dumper finished 100", "loader finished 100", "sinker running -1"
  };

  private final Wire wire = new Wire();
  private final TencentProvider provider = wire.syncProvider();

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void aJobIsReadFromTheListWithItsStages() throws Exception {
    wire.answer(
        jobs(
            job(
                "j1",
                "Running",
                "Full",
                0,
                "schema-init finished 100",
                "dumper running 60",
                "loader running 43")));

    JobView view = provider.view("j1");

    assertThat(view.state()).isEqualTo(JobState.MOVING);
    assertThat(view.status()).isEqualTo("Running");
    assertThat(view.stages())
        .extracting(StageProgress::stage, StageProgress::state, StageProgress::percent)
        .containsExactly(
            tuple(Stage.SCHEMA_MIGRATION, StageState.FINISHED, 100),
            tuple(Stage.FULL_LOAD, StageState.RUNNING, 43),
            tuple(Stage.INCREMENTAL_SYNC, StageState.NOT_STARTED, -1));
    assertThat(view.lag()).as("before following has begun").isNull();
    assertThat(wire.asked())
        .singleElement()
        .asString()
        .startsWith("DescribeSyncJobs ")
        .contains("\"JobIds\":[\"j1\"]", "\"Limit\":100");
  }

  @Test
  void aJobThatFollowsHasALagUnlessNobodyKnowsIt() {
    wire.answer(jobs(job("j1", "Running", "Full", 7, FOLLOWING)))
        .answer(jobs(job("j1", "Running", "Full", -1, FOLLOWING)));

    JobView view = provider.view("j1");

    assertThat(view.lag()).isEqualTo(Duration.ofSeconds(7));
    assertThat(view.onlyFollows()).isTrue();
    assertThat(provider.view("j1").lag()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "Full, SCHEMA_MIGRATION FULL_LOAD INCREMENTAL_SYNC",
    "full, SCHEMA_MIGRATION FULL_LOAD INCREMENTAL_SYNC",
    "Structure, SCHEMA_MIGRATION INCREMENTAL_SYNC",
    "Data, FULL_LOAD INCREMENTAL_SYNC",
    "None, INCREMENTAL_SYNC",
    "'', INCREMENTAL_SYNC",
    "New, INCREMENTAL_SYNC",
  })
  void whatAJobDoesBeforeItFollowsItsSettingSays(String initType, String stages) {
    wire.answer(jobs(job("j1", "CheckPass", initType, -1)));

    JobView view = provider.view("j1");

    assertThat(view.stages().stream().map(s -> s.stage().name()).collect(Collectors.joining(" ")))
        .isEqualTo(stages);
    assertThat(view.stages()).allMatch(s -> s.state() == StageState.NOT_STARTED);
    assertThat(view.onlyFollows()).isFalse();
  }

  @Test
  void whereTheSettingIsNotToldTheStepsTell() {
    wire.answer(
        jobs(
            job(
                "j1",
                "Running",
                "",
                -1,
                "ConnectDBCheck finished 100",
                "loader running 5",
                "sinker notStarted 0")));

    assertThat(provider.view("j1").stages())
        .extracting(StageProgress::stage, StageProgress::state)
        .containsExactly(
            tuple(Stage.FULL_LOAD, StageState.RUNNING),
            tuple(Stage.INCREMENTAL_SYNC, StageState.NOT_STARTED));
  }

  @Test
  void stagesOfWhichNoStepIsShownAreFinishedOnceTheJobFollows() {
    wire.answer(jobs(job("j1", "Running", "Full", 3, "sinker running -1")))
        .answer(jobs(job("j1", "Running", "Full", 3, "loader running 9", "sinker running -1")))
        .answer(jobs(job("j1", "Running", "Full", 3, "loader running 9")));

    assertThat(provider.view("j1").onlyFollows()).isTrue();
    assertThat(provider.view("j1").onlyFollows()).as("a load that runs is not over").isFalse();
    assertThat(provider.view("j1").stage(Stage.SCHEMA_MIGRATION).orElseThrow().state())
        .isEqualTo(StageState.NOT_STARTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Running", "Paused", "Stopped", "Released", "Stopping"})
  void followingIsNeverFinished(String status) {
    wire.answer(
        jobs(
            job(
                "j1",
                status,
                "Full",
                0,
                "schema-init finished 100",
                "dumper success 100",
                "loader success 100",
                "sinker finished 100")));

    JobView view = provider.view("j1");

    assertThat(view.stage(Stage.INCREMENTAL_SYNC).orElseThrow().state())
        .isEqualTo(StageState.UNKNOWN);
    assertThat(view.everyStageFinished()).isFalse();
  }

  @Test
  void aStoppedJobHasDoneWhatItsStepsShowAndNoMore() {
    wire.answer(jobs(job("j1", "Stopped", "Full", 0, FOLLOWING)))
        .answer(
            jobs(job("j1", "Stopped", "Full", 0, "schema-init finished 100", "loader running 9")))
        .answer(jobs(job("j1", "Stopped", "Full", 0)));

    JobView followed = provider.view("j1");
    JobView halfWay = provider.view("j1");
    JobView silent = provider.view("j1");

    assertThat(followed.state()).isEqualTo(JobState.FINISHED);
    assertThat(followed.stages())
        .extracting(StageProgress::state)
        .containsExactly(StageState.FINISHED, StageState.FINISHED, StageState.UNKNOWN);
    assertThat(halfWay.stage(Stage.FULL_LOAD).orElseThrow().state()).isEqualTo(StageState.RUNNING);
    assertThat(silent.stages())
        .extracting(StageProgress::stage, StageProgress::state)
        .containsExactly(tuple(Stage.INCREMENTAL_SYNC, StageState.UNKNOWN));
  }

  @Test
  void aFailureIsToldInTheWordsOfTheService() {
    wire.answer(
        jobs(
            """
            {"JobId":"j1","Status":"ResumableErr","Options":{"InitType":"Full"},
             "Detail":{"Message":"it broke","ErrInfo":{"Reason":"r","Message":"it broke",
               "Solution":"do"},"StepInfos":[{"StepId":"loader","Status":"failed",
               "Errors":[{"Message":"1062","Solution":"drop it"}]}]}}"""));

    JobView view = provider.view("j1");

    assertThat(view.state()).isEqualTo(JobState.FAILED);
    assertThat(view.message()).isEqualTo("it broke; r; do");
    assertThat(view.stage(Stage.FULL_LOAD).orElseThrow())
        .matches(s -> s.state() == StageState.FAILED && s.message().equals("1062: drop it"));
  }

  @Test
  void aJobThatIsIsolatedIsHeldWithBothWords() {
    wire.answer(
        jobs(
            "{\"JobId\":\"j1\",\"Status\":\"Running\",\"TradeStatus\":\"Isolated\",\"Detail\":null}"));

    JobView view = provider.view("j1");

    assertThat(view.state()).isEqualTo(JobState.HELD);
    assertThat(view.status()).isEqualTo("Running (Isolated)");
  }

  @Test
  void manyJobsAreReadByTheirIdsAHundredACall() throws Exception {
    List<String> wanted = IntStream.range(0, 150).mapToObj(i -> "j" + i).toList();
    String all =
        jobs(
            wanted.stream()
                .filter(id -> !id.equals("j77"))
                .map(id -> job(id, "Running", "Full", 0))
                .toArray(String[]::new));
    wire.answer(all).answer(all);

    Map<String, JobView> views = provider.listViews(wanted);

    assertThat(views).hasSize(149).containsKeys("j0", "j149").doesNotContainKey("j77");
    List<String> asked = wire.asked();
    assertThat(asked).hasSize(2);
    assertThat(asked.get(0).split("\"j", -1)).hasSize(101);
    assertThat(asked.get(1).split("\"j", -1)).hasSize(51);
    assertThat(provider.listViews(List.of())).isEmpty();
  }

  @Test
  void aJobThatNobodyKnowsIsNotFound() throws Exception {
    wire.answer(jobs())
        .answer(Wire.refusal("ResourceNotFound.ResourceNotFoundError"))
        .answer(jobs(job("other", "Running", "Full", 0)))
        .answer(Wire.refusal("ResourceNotFound.ResourceNotFoundError"));

    assertThat(provider.find("nope")).isEmpty();
    assertThat(provider.find("nope")).isEmpty();
    ProviderException gone = trouble(() -> provider.view("nope"));
    assertThat(gone.kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(gone.code()).isEqualTo("NotListed");
    assertThat(gone.advice()).contains("region");
    assertThat(trouble(() -> provider.view("nope")).kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(wire.asked()).hasSize(4);
    assertThat(provider.find("a b")).isEmpty();
    assertThat(wire.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"TotalCount\":1,\"JobList\":[]",
        "\"TotalCount\":1,\"JobList\":[null]",
        "\"TotalCount\":1,\"JobList\":[{}]",
        "\"TotalCount\":0,\"JobList\":[{\"Status\":\"Running\"}]",
        "\"JobList\":null",
        "\"Other\":1"
      })
  void aListThatTellsNothingDoesNotTellThatAJobIsGone(String fields) {
    wire.answer(Wire.reply(fields)).answer(Wire.reply(fields));

    assertThat(trouble(() -> provider.view("j1")).kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(trouble(() -> provider.find("j1")).kind()).isEqualTo(Kind.TRANSIENT);
  }

  @Test
  void aJobIsFoundByItsIdAlone() {
    wire.answer(jobs(job("other", "Running", "Full", 0), job("j1", "Initialized", "Full", -1)));

    assertThat(provider.find("j1")).contains(new FoundJob("j1", "", "name of j1"));
  }

  @Test
  void aBaselineOfAJobThatWasNeverCheckedHasNoRun() {
    wire.answer(jobs(job("j1", "Initialized", "Full", -1)))
        .answer(Wire.reply("\"Status\":\"notStarted\",\"StepInfos\":[]"));

    Baseline baseline = provider.baseline("j1");

    assertThat(baseline.state()).isEqualTo(JobState.NOT_STARTED);
    assertThat(baseline.status()).isEqualTo("Initialized");
    assertThat(baseline.runId()).isEmpty();
    assertThat(baseline.bootTime()).isEmpty();
  }

  @Test
  void aShieldNamesItsStepsAndHasNothingElseToSay() throws Exception {
    wire.answer(Wire.reply(""));

    assertThat(
            provider.shield(
                "j1",
                "",
                List.of("ConstraintCheck", "OptimizeCheck"),
                Map.of("ConstraintCheck", "shield"),
                soon()))
        .isEqualTo("R");
    assertThat(wire.asked())
        .singleElement()
        .asString()
        .startsWith("SkipSyncCheckItem ")
        .contains("\"JobId\":\"j1\"", "\"StepIds\":[\"ConstraintCheck\",\"OptimizeCheck\"]")
        .doesNotContain("ForeignKey");
  }

  @Test
  void everyEffectIsACallAndToCutOverIsToStop() throws Exception {
    for (int i = 0; i < 6; i++) {
      wire.answer(Wire.reply(""));
    }

    provider.submitCheck("j1", soon());
    provider.start("j1", soon());
    provider.suspend("j1", soon());
    provider.complete("j1", soon());
    provider.stop("j1", soon());
    provider.probe();

    assertThat(wire.asked())
        .containsExactly(
            "CreateCheckSyncJob {\"JobId\":\"j1\"}",
            "StartSyncJob {\"JobId\":\"j1\"}",
            "PauseSyncJob {\"JobId\":\"j1\"}",
            "StopSyncJob {\"JobId\":\"j1\"}",
            "StopSyncJob {\"JobId\":\"j1\"}",
            "DescribeSyncJobs {\"Limit\":1}");
  }

  @Test
  void aRefusalForTheJobsStatusIsAConflictWithoutEffect() {
    wire.answer(Wire.refusal("OperationDenied.OperationDeniedError"));

    ProviderException e = trouble(() -> provider.start("j1", soon()));

    assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(e.effect()).isEqualTo(Effect.NONE);
  }

  @Test
  void aShieldReachesAStepAndACutoverStops() {
    Capability capability = provider.capability();

    assertThat(capability.shieldReach()).isEqualTo(Capability.ShieldReach.STEP);
    assertThat(capability.choices()).isEmpty();
    assertThat(capability.startFollowsCheck()).isFalse();
    assertThat(capability.cutover()).isEqualTo(Capability.Cutover.STOP);
    assertThat(provider.stepNames().complete()).isEqualTo("StopSyncJob");
  }

  @Test
  void aJobThatFailedIsResumedUnlessItIsFailedForGood() throws Exception {
    Capability.Resume resume = provider.capability().extras().resume();
    wire.answer(Wire.reply(""));

    provider.resume("j1", soon());

    assertThat(wire.asked()).containsExactly("ResumeSyncJob {\"JobId\":\"j1\"}");
    assertThat(resume.takes("ResumableErr")).isTrue();
    assertThat(List.of("Failed", "Paused", "Stopped")).noneMatch(resume::takes);
  }

  @Test
  void aPageOfAStageShowsItsStepsAsTheyWereSent() {
    String sent =
        jobs(job("j1", "Running", "Full", -1, "schema-init finished 100", "loader running 43"));
    wire.answer(sent).answer(sent).answer(sent);

    ChecksPage schema = provider.reportPage("j1", ChecksPart.SCHEMA, 1, 100);
    ChecksPage load = provider.reportPage("j1", ChecksPart.LOAD, 1, 100);

    assertThat(schema.state()).isEqualTo(PrecheckReport.State.PASSED);
    assertThat(schema.items()).extracting(i -> i.code()).containsExactly("schema-init");
    assertThat(load.state()).isEqualTo(PrecheckReport.State.RUNNING);
    assertThat(load.rows().get(0).fields()).contains("\"Progress\":43");
    assertThat(provider.reportPage("j1", ChecksPart.INCREMENTAL, 1, 100).rows()).isEmpty();
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  private static ProviderException trouble(Runnable call) {
    return catchThrowableOfType(ProviderException.class, call::run);
  }

  private static String job(String id, String status, String initType, long lag, String... steps) {
    String sent =
        Stream.of(steps)
            .map(s -> s.split(" ", -1))
            .map(s -> STEP.formatted(s[0], s[1], s[2]))
            .collect(Collectors.joining(","));
    return """
        {"JobId":"%s","JobName":"name of %s","Status":"%s","TradeStatus":"Normal","Actions":null,
         "Options":{"InitType":"%s"},"Detail":{"SecondsBehindMaster":%d,"StepInfos":[%s]}}"""
        .formatted(id, id, status, initType, lag, sent);
  }

  private static String jobs(String... jobs) {
    return Wire.reply(
        "\"TotalCount\":%d,\"JobList\":[%s]".formatted(jobs.length, String.join(",", jobs)));
  }
}
