package io.tidegate.provider.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncWordsTest {

  @ParameterizedTest
  @CsvSource({
    "UnInitialized, NOT_CONFIGURED",
    "Initialized, NOT_STARTED",
    "Checking, CHECKING",
    "CheckPass, CHECK_PASSED",
    "CheckNotPass, CHECK_FAILED",
    "ReadyRunning, MOVING",
    "Running, MOVING",
    "Resuming, MOVING",
    "Pausing, PAUSED",
    "Paused, PAUSED",
    "Stopping, COMPLETING",
    "Stopped, FINISHED",
    "ResumableErr, FAILED",
    "Failed, FAILED",
    "Released, FINISHED",
    "Resetting, HELD",
    "Unknown, UNKNOWN",
    "success, UNKNOWN",
    "Finished, UNKNOWN",
    "'', UNKNOWN",
  })
  void everyStatusOfAJobMeansOneState(String word, JobState state) {
    assertThat(SyncWords.job(word, "Normal")).isEqualTo(state);
    assertThat(SyncWords.job(word.toUpperCase(Locale.ROOT), "")).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "Running, Normal, MOVING",
    "Running, Resizing, MOVING",
    "Running, Renewing, MOVING",
    "Running, NotBilled, MOVING",
    "Running, NotBilledByInternational, MOVING",
    "Running, PostPay2Prepaying, MOVING",
    "Running, PrePay2Postpaying, MOVING",
    "Running, Perhaps, MOVING",
    "Running, Isolating, HELD",
    "Running, Isolated, HELD",
    "CheckPass, isolated, HELD",
    "Running, Offlining, HELD",
    "Running, Offlined, HELD",
    "Running, Recovering, HELD",
    "Stopped, Isolated, FINISHED",
    "Perhaps, Normal, UNKNOWN",
    "Perhaps, Isolated, HELD",
  })
  void aJobThatIsTakenOutOfServiceIsHeldUnlessItIsOver(String word, String trade, JobState state) {
    assertThat(SyncWords.job(word, trade)).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "notStarted, NOT_RUN",
    "running, RUNNING",
    "success, PASSED",
    "failed, FAILED",
    "finished, UNKNOWN",
    "checkPass, UNKNOWN",
    "'', UNKNOWN",
  })
  void theStatusOfACheckIsItsVerdict(String word, PrecheckReport.State state) {
    assertThat(SyncWords.check(word)).isEqualTo(state);
    assertThat(SyncWords.check(word.toUpperCase(Locale.ROOT))).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "finished, PASSED",
    "failed, FAILED",
    "notStarted, UNKNOWN",
    "running, UNKNOWN",
    "paused, UNKNOWN",
    "skipped, UNKNOWN",
    "pass, UNKNOWN",
    "success, UNKNOWN",
    "'', UNKNOWN",
  })
  void everyStatusOfAStepMeansOneVerdict(String word, Verdict verdict) {
    assertThat(SyncWords.step(word)).isEqualTo(verdict);
    assertThat(SyncWords.step(word.toUpperCase(Locale.ROOT))).isEqualTo(verdict);
  }
}
