package io.tidegate.provider.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.provider.AccountSettings.Family;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.FoundJob;
import io.tidegate.workflow.contract.Capability.ShieldReach;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckItem.Skippable;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlibabaProviderTest {
  private final Wire wire = new Wire();
  private final AlibabaProvider dts = wire.provider(Family.DTS);
  private final AlibabaProvider legacy = wire.provider(Family.LEGACY);

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void aJobIsReadFromTheListWithItsStages() {
    wire.answer(
        jobs(
            """
            {"DtsJobId":"j1","DtsInstanceID":"dtsj1","Status":"migrating","Delay":"-1",
             "MigrationMode":{"StructureInitialization":true,"DataInitialization":"true",
                              "DataSynchronization":false},
             "StructureInitializationStatus":{"Status":"Finished","Percent":"100"},
             "DataInitializationStatus":{"Status":"Migrating","Percent":"43"},
             "DataSynchronizationStatus":{"Status":"NotStarted","Percent":"0"}}"""));

    JobView view = dts.view("j1");

    assertThat(view.state()).isEqualTo(JobState.MOVING);
    assertThat(view.stages())
        .extracting(s -> s.stage(), s -> s.state(), s -> s.percent())
        .containsExactly(
            tuple(Stage.SCHEMA_MIGRATION, StageState.FINISHED, 100),
            tuple(Stage.FULL_LOAD, StageState.RUNNING, 43));
    assertThat(view.lag()).isNull();
  }

  @Test
  void lagIsKnownOnlyOnceFollowingHasBegun() {
    String job =
        """
        {"DtsJobId":"j1","Status":"Migrating","Delay":1500,
         "MigrationMode":{"DataSynchronization":true},
         "DataSynchronizationStatus":{"Status":"%s"}}""";
    wire.answer(jobs(job.formatted("NotStarted"))).answer(jobs(job.formatted("Catched")));

    assertThat(dts.view("j1").lag()).isNull();
    assertThat(dts.view("j1").lag()).isEqualTo(Duration.ofMillis(1_500));
  }

  @Test
  void aJobThatTheListDoesNotShowIsReadAlone() throws Exception {
    wire.answer(jobs(""))
        .answer(
            "{\"RequestId\":\"R\",\"DtsJobId\":\"j1\",\"Status\":\"PreCheckPass\",\"Delay\":-1}");

    assertThat(dts.view("j1").state()).isEqualTo(JobState.CHECK_PASSED);
    assertThat(wire.asked().get(1)).isEqualTo("DescribeDtsJobDetail DtsJobId=j1");
  }

  @Test
  void manyJobsAreReadThirtyAtATime() throws Exception {
    List<String> ids = IntStream.range(0, 65).mapToObj(i -> "j" + i).toList();
    String all =
        ids.stream()
            .map(id -> "{\"DtsJobId\":\"%s\",\"Status\":\"NotStarted\"}".formatted(id))
            .collect(Collectors.joining(","));
    wire.answer(jobs(all)).answer(jobs(all)).answer(jobs(all));

    Map<String, JobView> views = dts.listViews(ids);

    assertThat(views).hasSize(65);
    assertThat(wire.asked()).hasSize(3).allMatch(c -> c.startsWith("DescribeDtsJobs "));
  }

  @Test
  void aJobIsFoundByItsInstance() {
    wire.answer(jobs(""))
        .answer(
            jobs(
                """
                {"DtsJobId":"old","DtsInstanceID":"dtsj1","CreateTime":"2024-01-01T00:00:00Z"},
                {"DtsJobId":"new","DtsInstanceID":"dtsj1","CreateTime":"2025-01-01T00:00:00Z",
                 "DtsJobName":"orders"}"""));

    assertThat(dts.find("dtsj1")).contains(new FoundJob("new", "dtsj1", "orders"));
  }

  @Test
  void aJobThatNobodyKnowsIsNotFound() {
    String unknown =
        "{\"RequestId\":\"R\",\"Code\":\"Forbidden.InstanceNotFound\",\"Message\":\"no\"}";
    wire.answer(jobs("")).answer(jobs("")).answer(403, unknown).answer(403, unknown);

    assertThat(dts.find("nope")).isEmpty();
  }

  @Test
  void finishedIsAPassOnlyIfEveryItemSaysSo() {
    wire.answer(page("Finished", "r", 1, item("CHECK_A", "Success")))
        .answer(page("Finished", "r", 1, item("CHECK_A", "Failed")))
        .answer(page("Finished", "r", 1, item("CHECK_A", "Perhaps")))
        .answer(page("Finished", "r", 1, item("CHECK_A", "Failed\",\"Skip\":\"true")))
        .answer(page("Finished", "r", 1, item("CHECK_A", "Failed\",\"IgnoreFlag\":\"Y")));

    assertThat(dts.report("j").state()).isEqualTo(PrecheckReport.State.PASSED);
    assertThat(dts.report("j").state()).isEqualTo(PrecheckReport.State.FAILED);
    assertThat(dts.report("j").state()).isEqualTo(PrecheckReport.State.UNKNOWN);
    PrecheckReport skipped = dts.report("j");
    assertThat(skipped.state()).isEqualTo(PrecheckReport.State.PASSED);
    assertThat(skipped.items()).singleElement().matches(PrecheckItem::shielded);
    assertThat(dts.report("j").state()).isEqualTo(PrecheckReport.State.PASSED);
  }

  @Test
  void anItemCarriesWhatTheServiceSaysOfIt() {
    wire.answer(
        page(
            "Failed",
            " run1 ",
            1,
            """
            {"Item":"CHECK_SAME_OBJ","State":"Failed","CanSkip":true,"Skip":false,"IgnoreFlag":"N",
             "BootTime":"2022-03-16T08:01:31.000+00:00","ErrMsg":"CHECK__ERROR_SAME_OBJ",
             "ErrDetail":"CHECK__ERROR_SAME_OBJ_DETAIL","RepairMethod":"CHECK__ERROR_SAME_OBJ_REPAIR",
             "SourceSchema":"shop","TargetNames":"a,b","Sub":"[]","Current":"0","Total":1}"""));

    PrecheckReport report = dts.report("j1");

    assertThat(report.runId()).isEqualTo("run1");
    assertThat(report.bootTime()).isEqualTo("2022-03-16T08:01:31.000+00:00");
    assertThat(report.items())
        .containsExactly(
            new PrecheckItem(
                "CHECK_SAME_OBJ",
                Verdict.FAILED,
                "Failed",
                false,
                Skippable.YES,
                true,
                "CHECK__ERROR_SAME_OBJ",
                "CHECK__ERROR_SAME_OBJ_DETAIL",
                "CHECK__ERROR_SAME_OBJ_REPAIR",
                List.of("shop.a", "shop.b"),
                ""));
  }

  @Test
  void assessmentsAndNetworkChecksThatFailAreFailedItems() {
    wire.answer(
        """
        {"RequestId":"R","Success":true,"State":"Finished","JobId":"r","TotalRecordCount":1,
         "JobProgress":[{"Item":"CHECK_SRC","State":"Success"}],
         "AnalysisJobProgress":[{"Item":"ANALYSIS_MYSQL_4_ITEM","State":"Failed"}],
         "FullNetCheckJobStatus":[{"JobId":"n","JobName":"net","State":"Failed","JobProgress":[]}]}""");

    PrecheckReport report = dts.report("j1");

    assertThat(report.state()).isEqualTo(PrecheckReport.State.FAILED);
    assertThat(report.failed())
        .extracting(PrecheckItem::code)
        .containsExactly("ANALYSIS_MYSQL_4_ITEM", "FULL_NET_CHECK");
  }

  @Test
  void aLongReportIsBoundedAndSaysWhatItLeftOut() {
    String[] items =
        IntStream.range(0, 80)
            .mapToObj(i -> item("CHECK_" + i, i < 10 ? "Warning" : "Failed"))
            .toArray(String[]::new);
    wire.answer(page("Failed", "r", 80, items));

    PrecheckReport report = dts.report("j1");

    assertThat(report.items()).hasSize(PrecheckReport.MAX_ITEMS);
    assertThat(report.omitted()).isEqualTo(30);
    assertThat(report.items()).allMatch(i -> i.verdict() == Verdict.FAILED);
  }

  @Test
  void theDigestChangesWithAnyFieldOfAnyItem() {
    wire.answer(page("Failed", "r", 1, item("CHECK_A", "Success\",\"DiffRow\":\"1")))
        .answer(page("Failed", "r", 1, item("CHECK_A", "Success\",\"DiffRow\":\"1")))
        .answer(page("Failed", "r", 1, item("CHECK_A", "Success\",\"DiffRow\":\"2")));

    String first = dts.report("j").digest();

    assertThat(dts.report("j").digest()).isEqualTo(first);
    assertThat(dts.report("j").digest()).isNotEqualTo(first);
  }

  @Test
  void aPageOfChecksShowsEveryFieldAsTheServiceNamesIt() {
    wire.answer(
        page(
            "Failed",
            "r",
            2,
            item("CHECK_A", "Success"),
            item("CHECK_B", "Failed\",\"DestSchema\":\"x")));

    ChecksPage page = dts.reportPage("j1", ChecksPart.PRECHECK, 2, 1);

    assertThat(page.total()).isEqualTo(2);
    assertThat(page.more()).isFalse();
    assertThat(page.items()).singleElement().extracting(PrecheckItem::code).isEqualTo("CHECK_B");
    assertThat(page.rows().get(0).fields()).contains("\"DestSchema\":\"x\"");
  }

  @Test
  void shieldsNameItemsInTwoListsAndTheRun() throws Exception {
    wire.answer("{\"RequestId\":\"R\",\"Success\":true}");

    assertThat(dts.shield("j1", "run1", List.of("CHECK_SRC", "CHECK_SAME_OBJ"), Map.of(), soon()))
        .isEqualTo("R");
    assertThat(wire.asked())
        .containsExactly(
            "SkipPreCheck DtsJobId=j1 JobId=run1 Skip=true"
                + " SkipPreCheckItems=[\"CHECK_SRC\",\"CHECK_SAME_OBJ\"]"
                + " SkipPreCheckNames=[\"CHECK_SRC_DETAIL\",\"CHECK_SAME_OBJ_DETAIL\"]");
  }

  @Test
  void theCurrentFamilyShieldsItemsOnATaskAndStartsByItself() {
    assertThat(dts.capability().shieldReach()).isEqualTo(ShieldReach.ITEM_ON_TASK);
    assertThat(dts.capability().shieldableItems()).hasSize(7).contains("CHECK_DEST_TABLE_EMPTY");
    assertThat(dts.capability().startFollowsCheck()).isTrue();
    assertThat(legacy.capability().shieldReach()).isEqualTo(ShieldReach.ITEM_ON_INSTANCE);
    assertThat(legacy.capability().shieldableItems()).hasSize(5);
  }

  @Test
  void theLegacyFamilyDrivesAJobByItsInstance() throws Exception {
    String status =
        """
        {"RequestId":"R","Success":"true","MigrationJobId":"dtsj1","TaskId":"j1",
         "MigrationJobName":"orders","MigrationJobStatus":"PrecheckFailed"}""";
    String unknown = "{\"RequestId\":\"R\",\"Success\":false,\"ErrCode\":\"InvalidJobId\"}";
    wire.answer(unknown).answer(status).answer("{\"RequestId\":\"R1\",\"Success\":true}");
    wire.answer("{\"RequestId\":\"R2\",\"Success\":true}");

    assertThat(legacy.submitCheck("j1", soon())).isEqualTo("R1");
    assertThat(legacy.shield("j1", "", List.of("CHECK_SRC", "CHECK_SAME_OBJ"), Map.of(), soon()))
        .isEqualTo("R2");
    assertThat(wire.asked())
        .containsExactly(
            "DescribeMigrationJobStatus MigrationJobId=j1",
            "DescribeMigrationJobStatus MigrationJobId=dtsj1",
            "StartMigrationJob MigrationJobId=dtsj1",
            "ShieldPrecheck DtsInstanceId=dtsj1 PrecheckItems=CHECK_SRC,CHECK_SAME_OBJ");
  }

  @Test
  void theLegacyFamilyFallsBackToItsOwnStatusForTheReport() {
    String status =
        """
        {"RequestId":"R","Success":"true","MigrationJobId":"dtsj1","TaskId":"j1",
         "MigrationJobStatus":"PrecheckFailed",
         "PrecheckStatus":{"Status":"Failed","Percent":"100","Detail":{"CheckItem":[
           {"ItemName":"CHECK_CONN_SRC","CheckStatus":"Success"},
           {"ItemName":"CHECK_SERVER_ID","CheckStatus":"Failed","ErrorMessage":"bad",
            "RepairMethod":"set it"}]}}}""";
    wire.answer(status)
        .answer("{\"RequestId\":\"R\",\"Success\":false,\"ErrCode\":\"InvalidJobId\"}")
        .answer(status);
    assertThat(legacy.find("dtsj1")).contains(new FoundJob("j1", "dtsj1", ""));

    PrecheckReport report = legacy.report("j1");

    assertThat(report.state()).isEqualTo(PrecheckReport.State.FAILED);
    assertThat(report.runId()).isEmpty();
    assertThat(report.passed()).isEqualTo(1);
    assertThat(report.items())
        .singleElement()
        .matches(i -> i.code().equals("CHECK_SERVER_ID") && i.shieldable())
        .matches(i -> i.skippable() == Skippable.UNSAID && i.repair().equals("set it"));
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  private static String jobs(String jobs) {
    return "{\"RequestId\":\"R\",\"Success\":true,\"TotalRecordCount\":%d,\"DtsJobList\":[%s]}"
        .formatted(jobs.isEmpty() ? 0 : 1, jobs);
  }

  private static String item(String code, String state) {
    return "{\"Item\":\"%s\",\"State\":\"%s\"}".formatted(code, state);
  }

  private static String page(String state, String run, int total, String... items) {
    return "{\"RequestId\":\"R\",\"Success\":true,\"State\":\"%s\",\"JobId\":\"%s\",\"TotalRecordCount\":%d,\"JobProgress\":[%s]}"
        .formatted(state, run, total, String.join(",", items));
  }
}
