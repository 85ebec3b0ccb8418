package io.tidegate.provider.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlibabaWordsTest {

  @ParameterizedTest
  @CsvSource({
    "NotConfigured, NOT_CONFIGURED",
    "NotStarted, NOT_STARTED",
    "Prechecking, CHECKING",
    "PrecheckFailed, CHECK_FAILED",
    "PreCheckPass, CHECK_PASSED",
    "Migrating, MOVING",
    "Initializing, MOVING",
    "Initializating, MOVING",
    "Synchronizing, MOVING",
    "synchronizing, MOVING",
    "Starting, MOVING",
    "Normal, MOVING",
    "Retrying, MOVING",
    "Suspending, PAUSED",
    "MigrationFailed, FAILED",
    "InitializeFailed, FAILED",
    "Failed, FAILED",
    "Abnormal, FAILED",
    "Finished, FINISHED",
    "Upgrade, HELD",
    "Downgrade, HELD",
    "Locked, HELD",
    "Modifying, HELD",
    "Suspended, UNKNOWN",
    "Success, UNKNOWN",
    "'', UNKNOWN",
  })
  void everyStatusOfAJobMeansOneState(String word, JobState state) {
    assertThat(AlibabaWords.job(word)).isEqualTo(state);
    assertThat(AlibabaWords.job(word.toUpperCase(Locale.ROOT))).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "NotStarted, NOT_RUN",
    "Suspending, PAUSED",
    "Checking, RUNNING",
    "Prechecking, RUNNING",
    "Migrating, RUNNING",
    "Catched, RUNNING",
    "Failed, FAILED",
    "PrecheckFailed, FAILED",
    "Finished, PASSED",
    "Success, PASSED",
    "Warning, UNKNOWN",
    "Passed, UNKNOWN",
    "'', UNKNOWN",
  })
  void everyStatusOfAPrecheckMeansOneState(String word, PrecheckReport.State state) {
    assertThat(AlibabaWords.precheck(word)).isEqualTo(state);
    assertThat(AlibabaWords.precheck(word.toLowerCase(Locale.ROOT))).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "Success, PASSED",
    "Finished, PASSED",
    "Warning, WARNING",
    "Failed, FAILED",
    "NotStarted, UNKNOWN",
    "Suspending, UNKNOWN",
    "Checking, UNKNOWN",
    "Migrating, UNKNOWN",
    "Catched, UNKNOWN",
    "Skipped, UNKNOWN",
    "'', UNKNOWN",
  })
  void everyStatusOfAnItemMeansOneVerdict(String word, Verdict verdict) {
    assertThat(AlibabaWords.item(word)).isEqualTo(verdict);
    assertThat(AlibabaWords.item(word.toUpperCase(Locale.ROOT))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "NotStarted, NOT_STARTED",
    "Schedule, NOT_STARTED",
    "Migrating, RUNNING",
    "Initializing, RUNNING",
    "Synchronizing, RUNNING",
    "Checking, RUNNING",
    "Suspending, RUNNING",
    "Pause, RUNNING",
    "Init, RUNNING",
    "Running, RUNNING",
    "Failed, FAILED",
    "Finished, FINISHED",
    "Success, FINISHED",
    "Catched, CAUGHT_UP",
    "Done, UNKNOWN",
    "'', UNKNOWN",
  })
  void everyStatusOfAStageMeansOneState(String word, StageState state) {
    assertThat(AlibabaWords.stage(word)).isEqualTo(state);
    assertThat(AlibabaWords.stage(word.toUpperCase(Locale.ROOT))).isEqualTo(state);
  }
}
