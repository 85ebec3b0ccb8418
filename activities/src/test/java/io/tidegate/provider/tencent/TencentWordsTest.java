package io.tidegate.provider.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TencentWordsTest {

  @ParameterizedTest
  @CsvSource({
    "creating, NOT_CONFIGURED",
    "created, NOT_STARTED",
    "checking, CHECKING",
    "checkPass, CHECK_PASSED",
    "checkNotPass, CHECK_FAILED",
    "readyRun, MOVING",
    "running, MOVING",
    "readyComplete, MOVING",
    "resuming, MOVING",
    "completing, COMPLETING",
    "success, FINISHED",
    "canceled, FINISHED",
    "pausing, PAUSED",
    "manualPaused, PAUSED",
    "error, FAILED",
    "resumableErr, FAILED",
    "failed, FAILED",
    "stopping, HELD",
    "isolated, HELD",
    "unknown, UNKNOWN",
    "offlined, UNKNOWN",
    "finished, UNKNOWN",
    "'', UNKNOWN",
  })
  void everyStatusOfAJobMeansOneState(String word, JobState state) {
    assertThat(TencentWords.job(word)).isEqualTo(state);
    assertThat(TencentWords.job(word.toUpperCase(Locale.ROOT))).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "notStarted, '', NOT_RUN",
    "notStarted, checkPass, NOT_RUN",
    "running, '', RUNNING",
    "running, checkPass, RUNNING",
    "success, checkPass, PASSED",
    "success, checkNotPass, FAILED",
    "success, '', UNKNOWN",
    "success, checkPerhaps, UNKNOWN",
    "failed, '', FAILED",
    "failed, checkNotPass, FAILED",
    "failed, checkPass, FAILED",
    "finished, checkPass, UNKNOWN",
    "'', checkPass, UNKNOWN",
  })
  void aCheckPassesByItsFlagOnceItsTaskHasEndedWell(
      String task, String flag, PrecheckReport.State state) {
    assertThat(TencentWords.check(task, flag)).isEqualTo(state);
    assertThat(TencentWords.check(task.toUpperCase(Locale.ROOT), flag.toLowerCase(Locale.ROOT)))
        .isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "pass, PASSED",
    "warning, WARNING",
    "failed, FAILED",
    "notStarted, UNKNOWN",
    "blocked, UNKNOWN",
    "skipped, UNKNOWN",
    "finished, UNKNOWN",
    "'', UNKNOWN",
  })
  void everyStatusOfAStepMeansOneVerdict(String word, Verdict verdict) {
    assertThat(TencentWords.step(word)).isEqualTo(verdict);
    assertThat(TencentWords.step(word.toUpperCase(Locale.ROOT))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "notStarted, NOT_STARTED",
    "running, RUNNING",
    "failed, FAILED",
    "success, FINISHED",
    "finished, FINISHED",
    "skipped, FINISHED",
    "done, UNKNOWN",
    "'', UNKNOWN",
  })
  void everyStatusOfAStageMeansOneState(String word, StageState state) {
    assertThat(TencentWords.stage(word)).isEqualTo(state);
    assertThat(TencentWords.stage(word.toUpperCase(Locale.ROOT))).isEqualTo(state);
  }
}
