package io.tidegate.provider.oms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.provider.oms.OmsWords.Precheck;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OmsWordsTest {

  @ParameterizedTest
  @CsvSource({
    "INIT, UNDER_WAY, NOT_STARTED",
    "INIT, UNSEEN, NOT_STARTED",
    "RUNNING, UNDER_WAY, CHECKING",
    "RUNNING, FAILED, CHECKING",
    "RUNNING, PASSED, MOVING",
    "RUNNING, UNSEEN, UNKNOWN",
    "RUNNING, UNKNOWN, UNKNOWN",
    "RUNNING_ALARMING, UNDER_WAY, CHECKING",
    "RUNNING_ALARMING, PASSED, MOVING",
    "RUNNING_MODIFYING, PASSED, HELD",
    "RUNNING_MERGING, PASSED, HELD",
    "SUSPEND, UNDER_WAY, PAUSED",
    "SUSPEND, PASSED, PAUSED",
    "FAILED, FAILED, CHECK_FAILED",
    "FAILED, UNDER_WAY, CHECK_FAILED",
    "FAILED, PASSED, FAILED",
    "FAILED, UNSEEN, FAILED",
    "FAILED, UNKNOWN, FAILED",
    "FINISHED, PASSED, FINISHED",
    "RELEASING, PASSED, COMPLETING",
    "RELEASED, PASSED, FINISHED",
    "DELETED, UNSEEN, FINISHED",
    "DONE, PASSED, UNKNOWN",
    "RUNNING_AWAY, PASSED, UNKNOWN",
    "'', PASSED, UNKNOWN",
  })
  void everyStatusOfAProjectMeansOneState(String word, Precheck precheck, JobState state) {
    assertThat(OmsWords.project(word, precheck)).isEqualTo(state);
    assertThat(OmsWords.project(word.toLowerCase(Locale.ROOT), precheck)).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "INIT, UNDER_WAY, NOT_RUN",
    "RUNNING, UNDER_WAY, RUNNING",
    "RUNNING, FAILED, RUNNING",
    "RUNNING, PASSED, PASSED",
    "RUNNING, UNKNOWN, UNKNOWN",
    "SUSPEND, UNDER_WAY, PAUSED",
    "SUSPEND, FAILED, FAILED",
    "SUSPEND, PASSED, PASSED",
    "FAILED, FAILED, FAILED",
    "FAILED, UNDER_WAY, FAILED",
    "FAILED, PASSED, PASSED",
    "FAILED, UNSEEN, UNKNOWN",
    "FINISHED, PASSED, PASSED",
    "FINISHED, UNSEEN, UNKNOWN",
    "RELEASED, FAILED, FAILED",
    "DONE, UNKNOWN, UNKNOWN",
  })
  void aPrecheckPassesByItsStepAlone(String word, Precheck precheck, PrecheckReport.State state) {
    assertThat(OmsWords.report(word, precheck)).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "INIT, UNDER_WAY, NOT_STARTED",
    "RUNNING, UNDER_WAY, RUNNING",
    "SUSPEND, UNDER_WAY, UNKNOWN",
    "MONITORING, UNKNOWN, RUNNING",
    "FAILED, FAILED, FAILED",
    "FINISHED, PASSED, FINISHED",
    "DONE, UNKNOWN, UNKNOWN",
    "'', UNKNOWN, UNKNOWN",
  })
  void everyStatusOfAStepMeansOneThingOfAPrecheckAndOneOfTheMovement(
      String word, Precheck precheck, StageState stage) {
    assertThat(OmsWords.precheck(word)).isEqualTo(precheck);
    assertThat(OmsWords.step(word)).isEqualTo(stage);
    assertThat(OmsWords.step(word.toLowerCase(Locale.ROOT))).isEqualTo(stage);
  }

  @ParameterizedTest
  @CsvSource({
    "INIT, RUNNING",
    "PENDING, RUNNING",
    "RUNNING, RUNNING",
    "FAILED, FAILED",
    "FINISHED, PASSED",
    "SKIPPED, FAILED",
    "DONE, UNKNOWN",
    "'', UNKNOWN",
  })
  void everyStatusOfARunMeansOneState(String word, PrecheckReport.State state) {
    assertThat(OmsWords.run(word)).isEqualTo(state);
    assertThat(OmsWords.run(word.toLowerCase(Locale.ROOT))).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "INIT, UNKNOWN",
    "PENDING, UNKNOWN",
    "RUNNING, UNKNOWN",
    "PASSED, PASSED",
    "WARNING, WARNING",
    "FAILED, FAILED",
    "SKIPPED, FAILED",
    "FINISHED, UNKNOWN",
    "'', UNKNOWN",
  })
  void everyStatusOfAnItemMeansOneVerdict(String word, Verdict verdict) {
    assertThat(OmsWords.item(word)).isEqualTo(verdict);
    assertThat(OmsWords.item(word.toLowerCase(Locale.ROOT))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "TRANSFER_PRECHECK, PRECHECK",
    "PRE_CHECK, PRECHECK",
    "PRE-CHECK, PRECHECK",
    "pre_check, PRECHECK",
    "TRANSFER_PREPARE, PREPARE",
    "PREPARE, PREPARE",
    "SYNC_PREPARE, PREPARE",
    "STRUCT_TRANSFER, SCHEMA",
    "STRUCT_MIGRATION, SCHEMA",
    "STRUCT_SYNC, SCHEMA",
    "TRANSFER_INCR_LOG_PULL, LOG_PULL",
    "INCR_LOG_PULL, LOG_PULL",
    "SYNC_INCR_LOG_PULL, LOG_PULL",
    "FULL_TRANSFER, FULL_COPY",
    "FULL_MIGRATION, FULL_COPY",
    "CONNECTOR_FULL_SYNC, FULL_COPY",
    "INDEX_TRANSFER, INDEXES",
    "INDEX_MIGRATION, INDEXES",
    "INCR_TRANSFER, INCREMENT",
    "INCR_SYNC, INCREMENT",
    "CONNECTOR_INCR_SYNC, INCREMENT",
    "FULL_VERIFIER, VERIFICATION",
    "FULL_VALIDATION, VERIFICATION",
    "INCR_VERIFIER, INCREMENT_VERIFICATION",
    "TRANSFER_APP_SWITCH, SWITCHOVER",
    "APP_SWITCH, SWITCHOVER",
    "REVERSE_INCR_TRANSFER, REVERSE",
    "REVERSE_INCR_SYNC, REVERSE",
    "CONNECTION_SWITCH, OTHER",
    "'', OTHER",
  })
  void everyNameOfAStepMeansOneStep(String word, StepName step) {
    assertThat(StepName.of(word)).isEqualTo(step);
  }
}
