package io.tidegate.provider.oms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.provider.Accidents;
import io.tidegate.provider.DefinedProvider;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PrecheckReport.State;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies in which one thing is gone or is another. */
class OmsDamagedRepliesTest {
  private static final String PROGRESS =
      Wire.reply(
          """
          {"projectId":"np_1","status":"FAILED","alarmLevel":"MEDIUM","currentStep":"PRE_CHECK",
           "enableIncrSync":true,"incrSyncCheckpoint":1000000000,"enableStructTransfer":true,
           "enableFullTransfer":true,"structTransferProgress":100,"fullTransferProgress":42,
           "enableReverseIncrTransfer":false,"reverseIncrTransferCheckpoint":null}""");
  private static final String STEPS =
      Wire.reply(
          """
          [{"order":1,"name":"TRANSFER_PRECHECK","status":"FAILED","progress":100,
            "startTime":"2025-01-02T03:04:05","extraInfo":{"errorCode":"E","errorMsg":"m",
             "errorDetails":[{"code":"d","reason":"r","proposal":"p"}],
             "failedTime":"2025-01-02T03:04:11.120"},"stepInfo":null},
           {"order":2,"name":"FULL_TRANSFER","status":"INIT","progress":0,"extraInfo":{}}]""");
  private static final String RUN =
      Wire.reply(
          """
          {"projectId":"t_1","projectStatus":"FAILED","progress":100.0,"preCheckResults":[
            {"checkType":"RDB_CONNECT","endpointType":"SOURCE","status":"PASSED"},
            {"checkType":"DB_UK_INDEX","endpointType":"SOURCE","role":"MASTER","status":"FAILED",
             "skippable":true,"skipConsequence":"c","errorDetail":{"reason":"r"},"removable":true,
             "blackObjectsInfo":{"databases":[{"name":"shop","tables":[{"name":"orders"}]}]}}]}""");
  private static final String FOLLOWING =
      Wire.reply(
          "["
              + Wire.step("TRANSFER_PRECHECK", "FINISHED", 100)
              + ","
              + Wire.step("INCR_TRANSFER", "MONITORING", 50)
              + "]");
  private static final String LIST =
      Wire.reply(
          "[{\"id\":\"np_1\",\"name\":\"orders\",\"status\":\"FAILED\",\"steps\":[%s,%s]}]"
              .formatted(
                  Wire.step("TRANSFER_PRECHECK", "FAILED", 100),
                  Wire.step("FULL_TRANSFER", "INIT", 0)));

  private final Wire wire = new Wire();
  private final OmsProvider provider = wire.provider();
  private final DefinedProvider defined = wire.definedProvider();

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
        "{\"status\":{\"a\":[1]}}"
      })
  void areReadOrRefusedAndNeverAPass(String damage) throws IOException {
    wire.always("DescribeProjectProgress", PROGRESS);
    for (String damaged : Accidents.everywhere(STEPS, damage)) {
      wire.always("DescribeProjectSteps", damaged);
      readProject(damaged);
    }
    wire.always("DescribeProjectSteps", STEPS);
    for (String damaged : Accidents.everywhere(PROGRESS, damage)) {
      wire.always("DescribeProjectProgress", damaged);
      readProject(damaged);
    }
    for (String damaged : Accidents.everywhere(RUN, damage)) {
      wire.always("GetPreCheckResult", damaged);
      read(damaged, () -> defined.report("np_1", "t_1").state(), OmsDamagedRepliesTest::isNoPass);
      read(damaged, () -> defined.reportPage("np_1", "t_1", 1, 100).state(), s -> isNoPass(s));
    }
    for (String damaged : Accidents.everywhere(LIST, damage)) {
      wire.always("ListProjects", damaged);
      read(
          damaged,
          () -> provider.listViews(List.of("np_1")),
          views -> views.values().forEach(v -> isNoSuccess(v.state())));
      read(damaged, () -> provider.find("np_1"), f -> {});
    }
  }

  private void readProject(String damaged) {
    read(damaged, () -> provider.report("np_1").state(), OmsDamagedRepliesTest::isNoPass);
    read(damaged, () -> provider.view("np_1").state(), OmsDamagedRepliesTest::isNoSuccess);
    read(damaged, () -> provider.baseline("np_1").state(), OmsDamagedRepliesTest::isNoSuccess);
    read(damaged, () -> provider.reportPage("np_1", ChecksPart.LOAD, 1, 100), p -> {});
  }

  @ParameterizedTest
  @ValueSource(strings = {Accidents.GONE, "null", "\"\"", "\"x\"", "-1", "1e400", "{}", "[null]"})
  void ofAProjectThatIsFarBehindAreNeverNear(String damage) throws IOException {
    wire.always("DescribeProjectSteps", FOLLOWING);
    for (String damaged : Accidents.everywhere(PROGRESS.replace("FAILED", "RUNNING"), damage)) {
      wire.always("DescribeProjectProgress", damaged);
      read(damaged, () -> provider.view("np_1"), OmsDamagedRepliesTest::isFar);
    }
  }

  private static void isFar(JobView view) {
    assertThat(view.lag() == null || view.lag().compareTo(Duration.ofDays(1)) > 0).isTrue();
  }

  private static void isNoPass(State state) {
    assertThat(state).isNotEqualTo(State.PASSED);
  }

  private static void isNoSuccess(JobState state) {
    assertThat(state).isIn(JobState.CHECK_FAILED, JobState.FAILED, JobState.UNKNOWN);
  }

  private static <T> void read(String body, Supplier<T> reading, Consumer<T> look) {
    // What is no reply at all is of another program.
    Accidents.read(
        body,
        reading,
        look,
        e ->
            assertThat(e.kind() == Kind.TRANSIENT || e.code().equals("UnexpectedReply"))
                .as("%s: %s", body, e)
                .isTrue());
  }
}
