package io.tidegate.provider.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.PrecheckReport.State;
import io.tidegate.workflow.contract.StageProgress.StageState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Words2018Test {

  @ParameterizedTest
  @CsvSource({
    "1, NOT_STARTED, 1 Creating",
    "3, CHECKING, 3 Checking",
    "4, CHECK_PASSED, 4 CheckPass",
    "5, CHECK_FAILED, 5 CheckNotPass",
    "7, MOVING, 7 Running",
    "8, MOVING, 8 ReadyComplete",
    "9, FINISHED, 9 Success",
    "10, FAILED, 10 Failed or stopped",
    "11, HELD, 11 Stopping",
    "12, COMPLETING, 12 Completing",
    "23, UNKNOWN, 23 Unknown",
    "0, UNKNOWN, 0",
    "2, UNKNOWN, 2",
    "6, UNKNOWN, 6",
    "13, UNKNOWN, 13",
    "99, UNKNOWN, 99",
    "-1, UNKNOWN, -1",
    "1.0, UNKNOWN, 1.0",
    "09, UNKNOWN, 09",
    "success, UNKNOWN, success",
    "checkPass, UNKNOWN, checkPass",
    "'', UNKNOWN, ''",
  })
  void everyNumberOfAJobMeansOneState(String number, JobState state, String shown) {
    assertThat(TencentWords.job(Words2018.job(number))).isEqualTo(state);
    assertThat(Words2018.shown(number)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "starting, 3, RUNNING",
    "starting, 1, RUNNING",
    "running, 3, RUNNING",
    "running, 0, RUNNING",
    "finished, 0, FAILED",
    "finished, 1, PASSED",
    "finished, 3, UNKNOWN",
    "finished, 2, UNKNOWN",
    "finished, '', UNKNOWN",
    "finished, true, UNKNOWN",
    "unavailable, 0, UNKNOWN",
    "unavailable, 1, UNKNOWN",
    "unavailable, 3, UNKNOWN",
    "success, 1, UNKNOWN",
    "'', 1, UNKNOWN",
    "'', '', UNKNOWN",
  })
  void aCheckHasAVerdictWhereItsTaskHasFinished(String task, String flag, State state) {
    assertThat(Words2018.check(task, flag)).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "0, NOT_STARTED",
    "1, FINISHED",
    "2, FAILED",
    "3, RUNNING",
    "4, NOT_STARTED",
    "5, UNKNOWN",
    "finished, UNKNOWN",
    "'', UNKNOWN",
  })
  void everyNumberOfAStepMeansOneState(String number, StageState state) {
    assertThat(TencentWords.stage(Words2018.step(number))).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({"1, structure", "2, full", "3, fullAndIncrement", "0, ''", "4, ''", "'', ''"})
  void everyKindOfMigrationHasItsWord(String number, String kind) {
    assertThat(Words2018.kind(number)).isEqualTo(kind);
  }
}
