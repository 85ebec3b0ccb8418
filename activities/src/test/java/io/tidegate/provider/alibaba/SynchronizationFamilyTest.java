package io.tidegate.provider.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.provider.AccountSettings.Family;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.FoundJob;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Effect;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.workflow.contract.AccountJobs.Listed;
import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.StageProgress;
import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.contract.StageProgress.StageState;
import io.tidegate.workflow.contract.WorkflowIds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SynchronizationFamilyTest {
  private static final String YES = "{\"RequestId\":\"R1\",\"Success\":true}";
  private static final String UNKNOWN =
      "{\"RequestId\":\"R\",\"Success\":false,\"ErrCode\":\"InvalidJobId\",\"ErrMessage\":\"no\"}";

  private final Wire wire = new Wire();
  private final AlibabaProvider provider = wire.provider(Family.SYNCHRONIZATION);

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void both_directions_of_an_instance_are_jobs_with_ids_and_workflows_of_their_own()
      throws Exception {
    wire.answer(job("Forward", "NotStarted", "")).answer(job("Reverse", "NotStarted", ""));

    assertThat(provider.find("dtsj1")).contains(new FoundJob("dtsj1", "dtsj1", "orders"));
    assertThat(provider.find("dtsj1:reverse"))
        .contains(new FoundJob("dtsj1:reverse", "dtsj1", "orders"));
    assertThat(wire.asked())
        .containsExactly(
            "DescribeSynchronizationJobStatus SynchronizationDirection=Forward"
                + " SynchronizationJobId=dtsj1",
            "DescribeSynchronizationJobStatus SynchronizationDirection=Reverse"
                + " SynchronizationJobId=dtsj1");
    assertThat(WorkflowIds.migration(ref("dtsj1")))
        .isNotEqualTo(WorkflowIds.migration(ref("dtsj1:reverse")));
  }

  @Test
  void a_one_way_job_has_no_reverse_though_the_service_answers_for_one() {
    wire.answer(job("Forward", "Synchronizing", ""));
    wire.answer(job("Forward", "Synchronizing", ""))
        .answer(UNKNOWN)
        .answer(UNKNOWN)
        .answer(noTasks())
        .answer(noTasks());

    ProviderException e = trouble(() -> provider.view("dtsj1:reverse"));

    assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(e).hasMessageContaining("Reverse of dtsj1").hasMessageContaining("OtherDirection");
    assertThat(e.advice()).contains("two-way");
    assertThat(provider.find("dtsj1:reverse")).isEmpty();
  }

  @Test
  void a_job_is_found_by_the_task_of_its_direction() throws Exception {
    wire.answer(UNKNOWN)
        .answer(UNKNOWN)
        .answer(UNKNOWN)
        .answer(
            """
            {"RequestId":"R","Success":true,"TotalRecordCount":1,"DtsJobList":[
              {"DtsJobId":"back1","DtsInstanceID":"dtsj1","JobType":"SYNC"}]}""")
        .answer(job("Forward", "Synchronizing", ""))
        .answer(job("Reverse", "Synchronizing", "").replace("\"j1\"", "\"back1\""));

    assertThat(provider.find("back1")).map(FoundJob::jobId).contains("dtsj1:reverse");
    assertThat(wire.asked().get(3))
        .startsWith("DescribeDtsJobs DtsJobId=back1 JobType=SYNC PageNumber=1");
  }

  @ParameterizedTest
  @CsvSource({"dtsj1, Forward", "dtsj1:reverse, Reverse"})
  void every_call_that_changes_a_job_names_its_direction(String job, String direction)
      throws Exception {
    wire.answer(YES)
        .answer(YES)
        .answer(YES)
        .answer(job(direction, "Synchronizing", ""))
        .answer(YES);

    assertThat(provider.submitCheck(job, soon())).isEqualTo("R1");
    assertThat(provider.start(job, soon())).isEqualTo("R1");
    assertThat(provider.suspend(job, soon())).isEqualTo("R1");
    assertThat(provider.complete(job, soon())).isEqualTo("R1");

    String named = "SynchronizationDirection=%s SynchronizationJobId=dtsj1".formatted(direction);
    assertThat(wire.asked())
        .containsExactly(
            "StartSynchronizationJob " + named,
            "StartSynchronizationJob " + named,
            "SuspendSynchronizationJob " + named,
            "DescribeSynchronizationJobStatus " + named,
            "StopDtsJob DtsInstanceId=dtsj1 DtsJobId=j1 SynchronizationDirection=" + direction);
  }

  @Test
  void a_stop_is_not_sent_where_the_service_answers_of_the_other_direction() throws Exception {
    wire.answer(job("Forward", "Synchronizing", ""));

    ProviderException e = trouble(() -> provider.stop("dtsj1:reverse", soon()));

    assertThat(e.effect()).isEqualTo(Effect.NONE);
    assertThat(wire.asked()).hasSize(1);
  }

  @Test
  void a_one_way_job_is_shielded_by_its_instance() throws Exception {
    wire.answer(job("Forward", "PrecheckFailed", "")).answer(YES);

    String request =
        provider.shield(
            "dtsj1", "", List.of("CHECK_TOPOLOGY", "CHECK_SAME_USER"), Map.of(), soon());

    assertThat(request).isEqualTo("R1");
    assertThat(wire.asked().get(1))
        .isEqualTo(
            "ShieldPrecheck DtsInstanceId=dtsj1 PrecheckItems=CHECK_TOPOLOGY,CHECK_SAME_USER");
    assertThat(provider.capability().shieldableItems())
        .containsExactlyInAnyOrder(
            "CHECK_SAME_OBJ", "CHECK_SAME_USER", "CHECK_SRC", "CHECK_TOPOLOGY", "CHECK_SERVER_ID");
  }

  @Test
  void a_two_way_job_is_not_shielded_for_that_would_reach_its_other_direction() throws Exception {
    for (String job : List.of("dtsj1", "dtsj1:reverse")) {
      if (!job.endsWith("reverse")) {
        wire.answer(job("Reverse", "Synchronizing", ""));
      }

      ProviderException e =
          trouble(() -> provider.shield(job, "", List.of("CHECK_SRC"), Map.of(), soon()));

      assertThat(e.kind()).isEqualTo(Kind.CALLER);
      assertThat(e.effect()).isEqualTo(Effect.NONE);
      assertThat(e).hasMessageContaining("CHECK_SRC").hasMessageContaining("BothDirections");
      assertThat(wire.asked())
          .hasSize(job.endsWith("reverse") ? 0 : 1)
          .allMatch(asked -> asked.startsWith("DescribeSync"));
    }
  }

  @Test
  void it_ends_by_a_cutover_that_stops_it_and_never_by_itself() {
    wire.answer(
        job(
            "Forward",
            "Finished",
            """
            "StructureInitializationStatus":{"Status":"Finished"},
            "DataInitializationStatus":{"Status":"Finished"},
            "DataSynchronizationStatus":{"Status":"Finished"},"""));

    JobView stopped = provider.view("dtsj1");

    assertThat(provider.capability().cutover()).isEqualTo(Capability.Cutover.STOP);
    assertThat(provider.stepNames().complete()).isEqualTo("StopDtsJob");
    assertThat(stopped.state()).isEqualTo(JobState.FINISHED);
    assertThat(stopped.everyStageFinished()).isFalse();
    assertThat(stopped.stages())
        .extracting(StageProgress::stage, StageProgress::state)
        .containsExactly(
            tuple(Stage.SCHEMA_MIGRATION, StageState.FINISHED),
            tuple(Stage.FULL_LOAD, StageState.FINISHED),
            tuple(Stage.INCREMENTAL_SYNC, StageState.UNKNOWN));
  }

  @Test
  void a_job_that_begins_with_nothing_only_follows() {
    wire.answer(
        job("Forward", "Synchronizing", "")
            .replace("\"StructureInitialization\":\"true\"", "\"StructureInitialization\":false")
            .replace("\"DataInitialization\":true", "\"DataInitialization\":\"false\""));

    assertThat(provider.view("dtsj1").stages())
        .extracting(StageProgress::stage)
        .containsExactly(Stage.INCREMENTAL_SYNC);
  }

  @Test
  void stages_that_are_not_told_are_known_by_the_status_of_a_job_that_follows_and_by_no_other() {
    wire.answer(job("Forward", "Initializing", "")).answer(job("Forward", "synchronizing", ""));

    assertThat(provider.view("dtsj1").stages())
        .allMatch(stage -> stage.state() == StageState.UNKNOWN);
    JobView follows = provider.view("dtsj1");
    assertThat(follows.onlyFollows()).isTrue();
    assertThat(follows.lag()).as("nobody said it").isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "'\"Delay\":\"0\",\"DelayMillis\":856', '\"Delay\":\"0\"', 856",
    "'\"Delay\":\"2\",\"DelayMillis\":856', '', 2000",
    "'', '\"Delay\":3', 3000",
    "'', '\"DelayMillis\":\"1500\"', 1500",
    "'\"Delay\":\"-1\",\"DelayMillis\":0', '\"Delay\":\"0\"', ",
    "'\"Delay\":\"soon\"', '', ",
    "'', '', ",
  })
  void the_worst_of_the_delays_that_are_said_is_the_lag(String top, String stage, Long millis) {
    String fields =
        "\"DataSynchronizationStatus\":{\"Status\":\"Synchronizing\"%s},%s"
            .formatted(stage.isEmpty() ? "" : "," + stage, top.isEmpty() ? "" : top + ",");
    wire.answer(job("Forward", "Synchronizing", fields));

    assertThat(provider.view("dtsj1").lag())
        .isEqualTo(millis == null ? null : Duration.ofMillis(millis));
  }

  @Test
  void failures_are_told_and_how_far_it_came() {
    wire.answer(
        job(
            "Forward",
            "Failed",
            """
            "ErrorMessage":"DTS-070211: no connection","Checkpoint":"1",
            "DataSynchronizationStatus":{"Status":"Failed","Checkpoint":"1610709865",
              "ErrorMessage":"failed for too long"},"""));

    JobView view = provider.view("dtsj1");

    assertThat(view.state()).isEqualTo(JobState.FAILED);
    assertThat(view.message()).isEqualTo("DTS-070211: no connection; failed for too long");
    assertThat(view.checkpoint()).isEqualTo("1610709865");
    assertThat(view.lag()).isNull();
  }

  @Test
  void a_check_is_read_from_the_directions_own_status() throws Exception {
    wire.answer(job("Reverse", "PrecheckFailed", failedCheck()));

    PrecheckReport report = provider.report("dtsj1:reverse");

    assertThat(report.state()).isEqualTo(PrecheckReport.State.FAILED);
    assertThat(report.passed()).isEqualTo(1);
    assertThat(report.failed())
        .singleElement()
        .matches(i -> i.code().equals("CHECK_TOPOLOGY") && !i.shieldable())
        .matches(i -> i.message().equals("a loop") && i.repair().equals("end the other"));
    assertThat(wire.asked()).singleElement().asString().contains("Direction=Reverse");
  }

  @Test
  void what_may_be_shielded_of_a_one_way_job_may_not_be_of_a_two_way_one() throws Exception {
    wire.answer(job("Forward", "PrecheckFailed", failedCheck())).answer(job("Forward", "any", ""));
    assertThat(provider.report("dtsj1").failed()).singleElement().matches(i -> i.shieldable());
    assertThat(wire.asked()).hasSize(2);

    wire.answer(job("Forward", "PrecheckFailed", failedCheck())).answer(job("Reverse", "any", ""));
    assertThat(provider.report("dtsj1").failed())
        .singleElement()
        .matches(i -> !i.shieldable() && i.skippable() == PrecheckItem.Skippable.NO)
        .matches(i -> i.detail().contains("would reach both"));
    assertThat(wire.asked())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("DescribeSync")
        .contains("Direction=Reverse");
  }

  @Test
  void items_in_a_list_within_the_detail_are_read_too() {
    wire.answer(
        job(
            "Forward",
            "PrecheckFailed",
            failedCheck().replace("[{", "{\"CheckItem\":[{").replace("}]}", "}]}}")));
    wire.answer(job("Forward", "PrecheckFailed", ""));

    assertThat(provider.report("dtsj1").failed())
        .extracting(PrecheckItem::code)
        .containsExactly("CHECK_TOPOLOGY");
  }

  @ParameterizedTest
  @CsvSource({
    "NotStarted, NOT_RUN",
    "Checking, RUNNING",
    "Success, PASSED",
    "Finished, PASSED",
    "Failed, FAILED",
    "Suspending, PAUSED",
    "Perhaps, UNKNOWN",
    "'', UNKNOWN",
  })
  void every_word_for_a_check_means_one_state(String word, PrecheckReport.State state) {
    wire.answer(
        job(
            "Forward",
            "Prechecking",
            "\"PrecheckStatus\":{\"Status\":\"%s\",\"Detail\":[{\"ItemName\":\"CHECK_SRC\",\"CheckStatus\":\"Success\"}]},"
                .formatted(word)));

    assertThat(provider.report("dtsj1").state()).isEqualTo(state);
  }

  @Test
  void many_are_read_from_no_more_pages_than_there_are_jobs_to_find() throws Exception {
    String others =
        IntStream.range(0, 30)
            .mapToObj(i -> element("dtso" + i, "Forward", "NotStarted"))
            .collect(Collectors.joining(","));
    String both =
        element("dtsj1", "Forward", "Synchronizing") + "," + element("dtsj1", "Reverse", "Failed");
    wire.answer(page(90, others)).answer(page(90, both)).answer(page(90, others));

    Map<String, JobView> views = provider.listViews(List.of("dtsj1", "dtsj1:reverse", "dtsnobody"));

    assertThat(views).containsOnlyKeys("dtsj1", "dtsj1:reverse");
    assertThat(views.get("dtsj1").state()).isEqualTo(JobState.MOVING);
    assertThat(views.get("dtsj1:reverse").state()).isEqualTo(JobState.FAILED);
    assertThat(wire.asked())
        .containsExactly(
            "DescribeSynchronizationJobs PageNum=1 PageSize=30",
            "DescribeSynchronizationJobs PageNum=2 PageSize=30",
            "DescribeSynchronizationJobs PageNum=3 PageSize=30");
  }

  @Test
  void a_job_that_the_list_shows_without_a_direction_is_read_alone() {
    wire.answer(page(1, element("dtsj1", "", "Synchronizing")));

    assertThat(provider.listViews(List.of("dtsj1", "dtsj1:reverse"))).isEmpty();
  }

  @Test
  void the_accounts_jobs_are_listed_by_direction() {
    wire.answer(
            page(
                3,
                element("dtsj1", "Forward", "Synchronizing")
                    + ","
                    + element("dtsj1", "Reverse", "NotStarted")))
        .answer(page(3, element("dtsj2", "", "Perhaps")));

    assertThat(provider.jobs(10))
        .containsExactly(
            new Listed("dtsj1", "orders", JobState.MOVING, "Synchronizing"),
            new Listed("dtsj1:reverse", "orders", JobState.NOT_STARTED, "NotStarted"),
            new Listed("dtsj2", "orders", JobState.UNKNOWN, "Perhaps"));
  }

  @Test
  void later_stages_are_read_by_the_task_of_the_direction() throws Exception {
    wire.answer(job("Reverse", "Initializing", ""))
        .answer("{\"RequestId\":\"R\",\"Success\":true,\"State\":\"Migrating\"}");

    provider.reportPage("dtsj1:reverse", ChecksPart.LOAD, 1, 10);

    assertThat(wire.asked().get(1)).startsWith("DescribePreCheckStatus DtsJobId=j1 JobCode=03");
  }

  @Test
  void a_synchronisation_is_not_found_by_an_account_for_migrations() {
    AlibabaProvider dts = wire.provider(Family.DTS);
    wire.answer(noTasks())
        .answer(noTasks())
        .answer(
            """
            {"RequestId":"R","Success":true,"DtsJobId":"j1","DtsInstanceID":"dtsj1",
             "JobType":"sync","Status":"synchronizing"}""");

    ProviderException e = trouble(() -> dts.find("j1"));

    assertThat(e.kind()).isEqualTo(Kind.CALLER);
    assertThat(e.advice()).contains("family: synchronization").contains("dtsj1");
  }

  private static JobRef ref(String job) {
    return new JobRef("hz", "alibaba", "alibaba", "cn-hangzhou", job);
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  private static ProviderException trouble(Runnable call) {
    ProviderException e = catchThrowableOfType(ProviderException.class, call::run);
    assertThat(e).as("nothing was thrown").isNotNull();
    return e;
  }

  private static String noTasks() {
    return "{\"RequestId\":\"R\",\"Success\":true,\"TotalRecordCount\":0,\"DtsJobList\":[]}";
  }

  private static String failedCheck() {
    return """
        "PrecheckStatus":{"Status":"Failed","Percent":"100","Detail":[
          {"ItemName":"CHECK_CONN_SRC","CheckStatus":"Success"},
          {"ItemName":"CHECK_TOPOLOGY","CheckStatus":"Failed","ErrorMessage":"a loop",
           "RepairMethod":"end the other"}]},""";
  }

  private static String job(String direction, String status, String fields) {
    return """
        {"RequestId":"R","Success":"true",%s"SynchronizationJobId":"dtsj1","TaskId":"j1",
         "SynchronizationJobName":"orders","SynchronizationDirection":"%s","Status":"%s",
         "StructureInitialization":"true","DataInitialization":true}"""
        .formatted(fields, direction, status);
  }

  private static String element(String instance, String direction, String status) {
    return """
        {"SynchronizationJobId":"%s","SynchronizationJobName":"orders",
         "SynchronizationDirection":"%s","Status":"%s","DataInitialization":"true"}"""
        .formatted(instance, direction, status);
  }

  /** Without Success: this call sends none. */
  private static String page(int total, String jobs) {
    return "{\"RequestId\":\"R\",\"TotalRecordCount\":%d,\"SynchronizationInstances\":[%s]}"
        .formatted(total, jobs);
  }
}
