package io.tidegate.provider.tencent;

import static io.tidegate.provider.tencent.Damaged.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.provider.Accidents;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.JobState;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As {@link TencentDamagedRepliesTest}, of the version of 2018. */
class Damaged2018Test {
  private static final String CHECK =
      """
      {"Response":{"Status":"finished","ErrorCode":-1,"ErrorMessage":"m","Progress":"100",
       "CheckFlag":0,"RequestId":"R1"}}""";

  private static final String LIST =
      """
      {"Response":{"TotalCount":1,"JobList":[{"JobId":"j1","JobName":"n","Status":STATUS,
       "MigrateOption":{"RunMode":1,"MigrateType":3},
       "SrcInfo":{"Ip":"10.0.0.1","Port":3306,"User":"u"},"DatabaseInfo":"[]",
       "Detail":{"StepAll":2,"StepNow":2,"Progress":"40","SecondsBehindMaster":7,"StepInfo":[
        {"StepNo":1,"StepId":"loader","Status":1,"StartTime":null},
        {"StepNo":2,"StepId":"sinker","Status":3}]},
       "ErrorInfo":[{"ErrorLog":"l","HelpDoc":"h"}],"SrcInfoMulti":null}],"RequestId":"R2"}}""";

  private static final String FAILED = LIST.replace("STATUS", "5");
  private static final String STOPPED = LIST.replace("STATUS", "10");

  private final Wire wire = new Wire();
  private final TencentProvider provider = wire.provider2018();

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
        "\"77\"",
        "-1",
        "1e400",
        "{}",
        "[]",
        "[null]",
        "[[\"x\"]]",
        "{\"Status\":{\"a\":[1]}}"
      })
  void are_read_or_refused_and_never_a_pass(String damage) throws IOException {
    wire.always("DescribeMigrateJobs", FAILED);
    for (String damaged : Accidents.everyPlace(CHECK, damage)) {
      wire.always("DescribeMigrateCheckJob", damaged);
      read(damaged, () -> provider.report("j1").state(), Damaged::isNoPass);
      read(
          damaged,
          () -> provider.reportPage("j1", ChecksPart.PRECHECK, 1, 100).state(),
          Damaged::isNoPass);
    }
    wire.always("DescribeMigrateCheckJob", CHECK);
    for (String damaged : Accidents.everywhere(FAILED, damage)) {
      wire.always("DescribeMigrateJobs", damaged);
      read(damaged, () -> provider.view("j1").state(), Damaged::isNoSuccess);
      read(damaged, () -> provider.baseline("j1").state(), Damaged::isNoSuccess);
      read(damaged, () -> provider.report("j1").state(), Damaged::isNoPass);
      read(damaged, () -> provider.reportPage("j1", ChecksPart.LOAD, 1, 100), p -> {});
      read(damaged, () -> provider.shows("j1", "{\"SrcInfo\":{\"Ip\":\"10.0.0.1\"}}"), s -> {});
      read(
          damaged,
          () -> provider.listViews(List.of("j1")),
          views -> views.values().forEach(v -> Damaged.isNoSuccess(v.state())));
      read(damaged, () -> provider.find("j1"), f -> {});
    }
    for (String damaged : Accidents.everywhere(STOPPED, damage)) {
      wire.always("DescribeMigrateJobs", damaged);
      read(
          damaged,
          () -> provider.view("j1"),
          v -> assertThat(v.state() == JobState.FINISHED || v.everyStageFinished()).isFalse());
    }
  }
}
