package io.tidegate.provider.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.provider.Accidents;
import io.tidegate.provider.AccountSettings.Family;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.PrecheckReport.State;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Replies of which one place is missing, null or of another type: each is read, or refused as a
 * reply of another shape; none ends in any other exception, and none of a failure is a pass.
 */
class DamagedRepliesTest {
  private static final String FAILED =
      """
      {"RequestId":"R","Success":true,"HttpStatusCode":200,"State":"Failed","Code":"01",
       "JobId":"r1","Total":1,"ErrorItem":1,"ErrorAnalysisItem":1,"PageNumber":1,
       "PageRecordCount":20,"TotalRecordCount":1,
       "JobProgress":[{"Item":"CHECK_SRC","State":"Failed","CanSkip":true,"Skip":false,
         "IgnoreFlag":"N","Sub":"[]","BootTime":"2022-03-16T08:01:31.000+00:00",
         "SourceSchema":"shop","TargetNames":"a,b","DdlSql":"create","ErrMsg":"m",
         "Logs":[{"ErrMsg":"m","LogLevel":"ERROR"}]}],
       "AnalysisJobProgress":[{"Item":"ANALYSIS_1","State":"Failed"}],
       "SubDistributedJobStatus":[{"JobId":"s","Code":"01","State":"Failed",
         "JobProgress":[{"Item":"CHECK_A","State":"Failed"}]}],
       "FullNetCheckJobStatus":[{"JobId":"n","State":"Failed","SrcRegionCidr":"10.0.0.0/8",
         "JobProgress":[{"Item":"CHECK_CONN_SRC","State":"Failed"}]}],
       "NetworkDiagnosisResult":{"ModelVersion":"v","Diagnosis":[{"EndpointType":"source",
         "Code":"c","Result":"Failed"}]}}""";

  private static final String LISTED =
      """
      {"RequestId":"R","Success":true,"TotalRecordCount":1,"DtsJobList":[{"DtsJobId":"j1",
       "DtsInstanceID":"dtsj1","DtsJobName":"n","JobType":"MIGRATION","Status":"PrecheckFailed",
       "CreateTime":"2024-01-01T00:00:00Z","ErrorMessage":"e","Checkpoint":"1","Delay":5,
       "MigrationMode":{"DataInitialization":true,"DataSynchronization":true},
       "DataInitializationStatus":{"Status":"Failed","Percent":"3"},
       "DataSynchronizationStatus":{"Status":"NotStarted"}}],
       "DtsJobId":"j1","Status":"PrecheckFailed"}""";

  private static final String LEGACY =
      """
      {"RequestId":"R","Success":"true","MigrationJobId":"dtsj1","TaskId":"j1",
       "MigrationJobName":"n","MigrationJobStatus":"PrecheckFailed",
       "MigrationMode":{"dataInitialization":true},
       "DataInitializationStatus":{"Status":"NotStarted","Percent":"0","ErrorMessage":"e"},
       "DataSynchronizationStatus":{"Status":"NotStarted","Delay":"0"},
       "PrecheckStatus":{"Status":"Failed","Percent":"100","Detail":{"CheckItem":[
         {"ItemName":"CHECK_SERVER_ID","CheckStatus":"Failed","ErrorMessage":"bad"}]}}}""";

  private static final String SYNCHRONIZATION =
      """
      {"RequestId":"R","Success":"true","SynchronizationJobId":"dtsj1","TaskId":"j1",
       "SynchronizationDirection":"Forward","SynchronizationJobName":"n","Status":"PrecheckFailed",
       "ErrorMessage":"e","Delay":"-1","DelayMillis":-1,"DataInitialization":"true",
       "DataInitializationStatus":{"Status":"NotStarted","Percent":"0","ErrorMessage":"e"},
       "DataSynchronizationStatus":{"Status":"NotStarted","Delay":"0"},
       "PrecheckStatus":{"Status":"Failed","Percent":"100","Detail":[
         {"ItemName":"CHECK_TOPOLOGY","CheckStatus":"Failed","ErrorMessage":"bad"}]}}""";

  private static final String SYNCHRONIZATIONS =
      """
      {"RequestId":"R","TotalRecordCount":1,"SynchronizationInstances":[
        {"SynchronizationJobId":"dtsj1","SynchronizationDirection":"Forward",
         "SynchronizationJobName":"n","Status":"PrecheckFailed","DataInitialization":"true",
         "ErrorMessage":"e","Delay":"-1",
         "DataInitializationStatus":{"Status":"NotStarted","Percent":"0"},
         "DataSynchronizationStatus":{"Status":"NotStarted","Delay":"0"}}]}""";

  private final Wire wire = new Wire();
  private final AlibabaProvider dts = wire.provider(Family.DTS);
  private final AlibabaProvider legacy = wire.provider(Family.LEGACY);
  private final AlibabaProvider sync = wire.provider(Family.SYNCHRONIZATION);
  private volatile String body = "";

  DamagedRepliesTest() {
    wire.server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder().body(body).build();
          }
        });
  }

  @AfterEach
  void close() {
    wire.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Accidents.GONE,
        "null",
        "\"\"",
        "\"x\"",
        "\"7\"",
        "-1",
        "1e400",
        "{}",
        "[]",
        "[null]",
        "[[\"x\"]]",
        "{\"State\":{\"a\":[1]}}"
      })
  void areReadOrRefusedAndNeverAPass(String damage) throws IOException {
    for (String damaged : Accidents.everywhere(FAILED, damage)) {
      body = damaged;
      read(() -> dts.report("j1").state(), s -> assertThat(s).isNotEqualTo(State.PASSED));
      read(
          () -> dts.reportPage("j1", ChecksPart.PRECHECK, 1, 100).state(),
          s -> assertThat(s).isNotEqualTo(State.PASSED));
      read(() -> dts.reportPage("j1", ChecksPart.SCHEMA, 1, 100), p -> {});
    }
    for (String damaged : Accidents.everywhere(LISTED, damage)) {
      body = damaged;
      read(() -> dts.view("j1").state(), DamagedRepliesTest::isNoSuccess);
      read(() -> dts.find("j1"), f -> {});
    }
    for (String damaged : Accidents.everywhere(LEGACY, damage)) {
      body = damaged;
      read(() -> legacy.view("j1").state(), DamagedRepliesTest::isNoSuccess);
      read(() -> legacy.report("j1").state(), s -> assertThat(s).isNotEqualTo(State.PASSED));
    }
    for (String damaged : Accidents.everywhere(SYNCHRONIZATION, damage)) {
      body = damaged;
      read(() -> sync.view("dtsj1").state(), DamagedRepliesTest::isNoSuccess);
      read(() -> sync.report("dtsj1").state(), s -> assertThat(s).isNotEqualTo(State.PASSED));
      read(() -> sync.find("dtsj1"), f -> {});
    }
    for (String damaged : Accidents.everywhere(SYNCHRONIZATIONS, damage)) {
      body = damaged;
      read(
          () -> sync.listViews(List.of("dtsj1")),
          views -> views.values().forEach(view -> isNoSuccess(view.state())));
      read(() -> sync.jobs(10), jobs -> {});
    }
  }

  private static void isNoSuccess(JobState state) {
    assertThat(state).isIn(JobState.CHECK_FAILED, JobState.UNKNOWN);
  }

  private <T> void read(Supplier<T> reading, Consumer<T> look) {
    Accidents.read(
        body,
        reading,
        look,
        e -> assertThat(e.kind()).as(body).isIn(Kind.TRANSIENT, Kind.NOT_FOUND));
  }
}
