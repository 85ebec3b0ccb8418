package io.tidegate.provider.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.provider.Deadline;
import io.tidegate.provider.FoundJob;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Effect;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.workflow.contract.AccountJobs;
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

class Provider2018Test {
  private static final String MODIFIED =
      """
      {"JobName":"n2","MigrateOption":{"MigrateType":2},
       "SrcInfo":{"Ip":"10.0.0.1","Port":3306,"User":"mover"},
       "DatabaseInfo":"[{\\"Database\\":\\"shop\\",\\"Table\\":[\\"orders\\"]}]"}""";

  private final Wire wire = new Wire();
  private final TencentProvider provider = wire.provider2018();

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void a_job_is_read_from_the_list_with_its_stages() throws Exception {
    wire.answer(jobs(job("j1", 7, 3, 0, "dumper 1", "loader 3", "sinker 4")));

    JobView view = provider.view("j1");

    assertThat(view.state()).isEqualTo(JobState.MOVING);
    assertThat(view.status()).isEqualTo("7 Running");
    assertThat(view.stages())
        .extracting(StageProgress::stage, StageProgress::state, StageProgress::percent)
        .containsExactly(
            tuple(Stage.FULL_LOAD, StageState.RUNNING, -1),
            tuple(Stage.INCREMENTAL_SYNC, StageState.NOT_STARTED, -1));
    assertThat(view.lag()).as("before following has begun").isNull();
    assertThat(wire.asked())
        .singleElement()
        .asString()
        .startsWith("DescribeMigrateJobs ")
        .contains("\"JobId\":\"j1\"", "\"Limit\":100");
  }

  @Test
  void every_call_names_the_version_of_2018() throws Exception {
    wire.answer(jobs(job("j1", 1, 3, 0)));

    provider.view("j1");

    assertThat(wire.server.takeRequest().getHeaders().get("X-TC-Version")).isEqualTo("2018-03-30");
  }

  @Test
  void a_job_that_is_ready_has_caught_up_with_its_lag() {
    wire.answer(jobs(job("j1", 8, 3, 7, "dumper 1", "loader 1", "sinker 3")))
        .answer(jobs(job("j1", 8, 3, -1, "dumper 1", "loader 1", "sinker 3")));

    JobView view = provider.view("j1");

    assertThat(view.onlyFollows()).isTrue();
    assertThat(view.stage(Stage.INCREMENTAL_SYNC).orElseThrow().state())
        .isEqualTo(StageState.CAUGHT_UP);
    assertThat(view.lag()).isEqualTo(Duration.ofSeconds(7));
    assertThat(provider.view("j1").lag()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "1, SCHEMA_MIGRATION",
    "2, FULL_LOAD",
    "3, FULL_LOAD INCREMENTAL_SYNC",
    "0, ''",
    "4, ''",
  })
  void what_a_job_does_its_setting_says(int kind, String stages) {
    wire.answer(jobs(job("j1", 4, kind, 0)));

    JobView view = provider.view("j1");

    assertThat(view.stages().stream().map(s -> s.stage().name()).collect(Collectors.joining(" ")))
        .isEqualTo(stages);
    assertThat(view.stages()).allMatch(s -> s.state() == StageState.NOT_STARTED);
  }

  @Test
  void a_stage_of_a_moving_job_whose_steps_nobody_knows_is_not_one_that_has_not_begun() {
    wire.answer(jobs(job("j1", 7, 3, 0, "newStep 3")));

    JobView view = provider.view("j1");

    assertThat(view.stages())
        .extracting(StageProgress::state, StageProgress::status)
        .containsOnly(tuple(StageState.UNKNOWN, "7 Running, 40 % of the job"));
    assertThat(view.lag()).isNull();
    assertThat(view.onlyFollows()).isFalse();
  }

  @Test
  void success_alone_is_a_success_whatever_the_steps_say() {
    wire.answer(jobs(job("j1", 9, 3, 0, "loader 3")))
        .answer(jobs(job("j1", 9, 0, 0)))
        .answer(jobs(job("j1", 10, 3, 0, "dumper 1", "loader 1", "sinker 1")));

    assertThat(provider.view("j1")).matches(v -> v.state() == JobState.FINISHED);
    assertThat(provider.view("j1").everyStageFinished()).isTrue();
    JobView stopped = provider.view("j1");
    assertThat(stopped.state()).isEqualTo(JobState.FAILED);
    assertThat(stopped.status()).isEqualTo("10 Failed or stopped");
  }

  @Test
  void a_failure_is_told_in_the_words_of_the_service() {
    wire.answer(
        jobs(
            """
            {"JobId":"j1","Status":10,"MigrateOption":{"MigrateType":2},
             "Detail":{"StepInfo":[{"StepNo":1,"StepId":"loader","Status":2}]},
             "ErrorInfo":[{"ErrorLog":"1062: duplicate","HelpDoc":"https://h"},null,
              {"ErrorLog":"1062: duplicate","HelpDoc":""}]}"""));

    JobView view = provider.view("j1");

    assertThat(view.message()).isEqualTo("1062: duplicate; see https://h");
    assertThat(view.stage(Stage.FULL_LOAD).orElseThrow().state()).isEqualTo(StageState.FAILED);
  }

  @Test
  void what_the_service_shows_of_endpoints_goes_nowhere() {
    String sent =
        jobs(
            """
            {"JobId":"j1","Status":10,"SrcInfo":{"Ip":"10.0.0.1","Password":"s3cret"},
             "ErrorInfo":[{"ErrorLog":"m"}]}""");
    wire.answer(sent).answer(sent);

    assertThat(provider.view("j1").toString()).doesNotContain("s3cret");
    assertThat(provider.reportPage("j1", ChecksPart.LOAD, 1, 100).toString())
        .doesNotContain("s3cret");
  }

  @Test
  void many_jobs_are_looked_for_on_no_more_pages_than_there_are_jobs() throws Exception {
    String full =
        jobs(
            IntStream.range(0, 100)
                .mapToObj(i -> job("other" + i, 7, 2, 0))
                .toArray(String[]::new));
    wire.answer(full).answer(jobs(job("j2", 7, 2, 0), job("j1", 4, 2, 0)));

    Map<String, JobView> views = provider.listViews(List.of("j1", "j2", "gone"));

    assertThat(views.keySet()).containsExactlyInAnyOrder("j1", "j2");
    List<String> asked = wire.asked();
    assertThat(asked).hasSize(2);
    assertThat(asked.get(0)).contains("\"Offset\":0", "\"Limit\":100", "\"Order\":\"CreateTime\"");
    assertThat(asked.get(1)).contains("\"Offset\":100");
    assertThat(provider.listViews(List.of())).isEmpty();
  }

  @Test
  void the_accounts_jobs_are_listed_in_the_words_that_people_know() throws Exception {
    wire.answer(
            Wire.reply(
                "\"TotalCount\":3,\"JobList\":[%s,%s]"
                    .formatted(job("j1", 5, 2, 0), job("j2", 23, 2, 0))))
        .answer(Wire.reply("\"TotalCount\":3,\"JobList\":[%s]".formatted(job("j3", 9, 2, 0))));

    List<AccountJobs.Listed> listed = provider.jobs(100);

    assertThat(listed)
        .extracting(AccountJobs.Listed::job, AccountJobs.Listed::state, AccountJobs.Listed::status)
        .containsExactly(
            tuple("j1", JobState.CHECK_FAILED, "5 CheckNotPass"),
            tuple("j2", JobState.UNKNOWN, "23 Unknown"),
            tuple("j3", JobState.FINISHED, "9 Success"));
    assertThat(wire.asked()).hasSize(2).last().asString().contains("\"Offset\":100");
  }

  @Test
  void a_job_that_nobody_knows_is_not_found() {
    wire.answer(jobs())
        .answer(Wire.refusal("ResourceNotFound.JobNotExist"))
        .answer(jobs(job("other", 1, 2, 0)))
        .answer(jobs());

    assertThat(provider.find("nope")).isEmpty();
    assertThat(provider.find("nope")).isEmpty();
    ProviderException gone = trouble(() -> provider.view("nope"));
    assertThat(gone.kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(gone.advice()).contains("2021");
    assertThat(provider.listViews(List.of("nope"))).isEmpty();
    assertThat(provider.find("a b")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"TotalCount\":1,\"JobList\":[]",
        "\"TotalCount\":1,\"JobList\":[null]",
        "\"TotalCount\":1,\"JobList\":[{}]",
        "\"TotalCount\":0,\"JobList\":[{\"Status\":7}]",
        "\"JobList\":null",
        "\"Other\":1"
      })
  void a_list_that_tells_nothing_does_not_tell_that_a_job_is_gone(String fields) {
    wire.answer(Wire.reply(fields)).answer(Wire.reply(fields));

    assertThat(trouble(() -> provider.view("j1")).kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(trouble(() -> provider.find("j1")).kind()).isEqualTo(Kind.TRANSIENT);
  }

  @Test
  void a_job_is_found_by_its_id_alone() {
    wire.answer(jobs(job("other", 7, 2, 0), job("j1", 1, 2, 0)));

    assertThat(provider.find("j1")).contains(new FoundJob("j1", "", "name of j1"));
  }

  @Test
  void a_baseline_is_the_jobs_state_and_no_run() {
    wire.answer(jobs(job("j1", 5, 2, 0)));

    Baseline baseline = provider.baseline("j1");

    assertThat(baseline.state()).isEqualTo(JobState.CHECK_FAILED);
    assertThat(baseline.status()).isEqualTo("5 CheckNotPass");
    assertThat(baseline.runId() + baseline.bootTime()).isEmpty();
  }

  @Test
  void every_effect_is_a_call() throws Exception {
    for (int i = 0; i < 5; i++) {
      wire.answer(Wire.reply(""));
    }

    provider.submitCheck("j1", soon());
    provider.start("j1", soon());
    provider.complete("j1", soon());
    provider.stop("j1", soon());
    provider.probe();

    assertThat(wire.asked())
        .containsExactly(
            "CreateMigrateCheckJob {\"JobId\":\"j1\"}",
            "StartMigrateJob {\"JobId\":\"j1\"}",
            "CompleteMigrateJob {\"JobId\":\"j1\"}",
            "StopMigrateJob {\"JobId\":\"j1\"}",
            "DescribeMigrateJobs {\"Limit\":1}");
  }

  @Test
  void a_change_is_sent_as_it_was_written_for_this_job() throws Exception {
    wire.answer(Wire.reply(""));

    assertThat(provider.modify("j1", "{\"JobName\":\"n2\",\"A\":{\"B\":[1,true,null]}}", soon()))
        .isEqualTo("R");

    assertThat(wire.asked())
        .containsExactly(
            "ModifyMigrateJob {\"JobName\":\"n2\",\"A\":{\"B\":[1,true,null]},\"JobId\":\"j1\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "1", "\"a\"", "{", "null"})
  void a_change_that_is_no_object_never_leaves(String body) throws Exception {
    ProviderException e = trouble(() -> provider.modify("j1", body, soon()));

    assertThat(e.kind()).isEqualTo(Kind.CALLER);
    assertThat(e.effect()).isEqualTo(Effect.NONE);
    assertThat(wire.asked()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"JobName\":\"n2\"} | true",
        "{\"JobName\":\"n3\"} | false",
        "{\"MigrateOption\":{\"MigrateType\":2}} | true",
        "{\"MigrateOption\":{\"MigrateType\":\"2\"}} | true",
        "{\"MigrateOption\":{\"MigrateType\":3}} | false",
        "{\"MigrateOption\":{\"RunMode\":1}} | false",
        "{\"SrcInfo\":{\"Port\":3306,\"Ip\":\"10.0.0.1\"}} | true",
        "{\"SrcInfo\":{\"Port\":3307}} | false",
        "{\"DatabaseInfo\":\"[{\\\"Database\\\": \\\"shop\\\"}]\"} | true",
        "{\"DatabaseInfo\":\"[{\\\"Database\\\":\\\"shop\\\"},{\\\"Database\\\":\\\"b\\\"}]\"} | false",
        "{\"DatabaseInfo\":\"[]\"} | false",
        "{\"SrcInfoMulti\":[]} | false",
        "{\"SrcInfo\":null} | false",
        "{} | true",
      })
  void a_job_shows_a_change_where_it_shows_all_of_it(String body, boolean shown) {
    wire.answer(jobs(MODIFIED.replaceFirst("\\{", "{\"JobId\":\"j1\",\"Status\":1,")));

    assertThat(provider.shows("j1", body)).isEqualTo(shown);
  }

  @Test
  void what_the_version_has_no_call_for_never_leaves() throws Exception {
    ProviderException pause = trouble(() -> provider.suspend("j1", soon()));
    ProviderException shield =
        trouble(() -> provider.shield("j1", "", List.of("PRECHECK"), Map.of(), soon()));

    for (ProviderException e : List.of(pause, shield)) {
      assertThat(e.kind()).isEqualTo(Kind.CALLER);
      assertThat(e.effect()).isEqualTo(Effect.NONE);
      assertThat(e.advice()).isNotEmpty();
    }
    assertThat(wire.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NotAllowOperation", "StatusInConflict", "StartJobFailed"})
  void a_refusal_for_the_jobs_status_is_a_conflict_without_effect(String code) {
    wire.answer(Wire.refusal("FailedOperation." + code));

    ProviderException e = trouble(() -> provider.start("j1", soon()));

    assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(e.effect()).isEqualTo(Effect.NONE);
  }

  @Test
  void what_it_can_do_is_said_before_anything_is_done() {
    Capability capability = provider.capability();

    assertThat(capability.shieldReach()).isEqualTo(Capability.ShieldReach.NONE);
    assertThat(capability.startFollowsCheck()).isFalse();
    assertThat(capability.cutover()).isEqualTo(Capability.Cutover.COMPLETE);
    assertThat(capability.extras())
        .isEqualTo(new Capability.Extras("ModifyMigrateJob", true, true));
    assertThat(provider.stepNames().shield()).isEmpty();
  }

  @Test
  void a_page_of_a_stage_shows_its_steps_as_they_were_sent() {
    String sent = jobs(job("j1", 7, 3, 0, "dumper 1", "loader 3", "sinker 4"));
    wire.answer(sent).answer(sent);

    ChecksPage load = provider.reportPage("j1", ChecksPart.LOAD, 1, 100);

    assertThat(load.state()).isEqualTo(PrecheckReport.State.RUNNING);
    assertThat(load.items()).extracting(i -> i.code()).containsExactly("dumper", "loader");
    assertThat(load.rows().get(1).fields()).contains("\"StepName\":\"name\"");
    assertThat(provider.reportPage("j1", ChecksPart.SCHEMA, 1, 100).rows()).isEmpty();
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  private static ProviderException trouble(Runnable call) {
    return catchThrowableOfType(ProviderException.class, call::run);
  }

  private static String job(String id, int status, int kind, long lag, String... steps) {
    String sent =
        Stream.of(steps)
            .map(s -> s.split(" ", -1))
            .map(
                s ->
                    "{\"StepNo\":1,\"StepName\":\"name\",\"StepId\":\"%s\",\"Status\":%s,\"StartTime\":null}"
                        .formatted(s[0], s[1]))
            .collect(Collectors.joining(","));
    return """
        {"JobId":"%s","JobName":"name of %s","Status":%d,"MigrateOption":{"MigrateType":%d},
         "Detail":{"StepAll":3,"StepNow":2,"Progress":"40","CurrentStepProgress":"1",
          "MasterSlaveDistance":0,"SecondsBehindMaster":%d,"StepInfo":[%s]},"ErrorInfo":null}"""
        .formatted(id, id, status, kind, lag, sent);
  }

  private static String jobs(String... jobs) {
    return Wire.reply(
        "\"TotalCount\":%d,\"JobList\":[%s]".formatted(jobs.length, String.join(",", jobs)));
  }
}
