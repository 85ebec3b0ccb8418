package io.tidegate.provider.tencent;

import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.util.Locale;

/**
 * Every status word of the service and what it means to us, in one place. Case does not count. A
 * word that is not here is unknown, and never a success.
 */
final class TencentWords {

  /** A job's status. */
  static JobState job(String word) {
    return switch (lower(word)) {
      case "creating" -> JobState.NOT_CONFIGURED;
      case "created" -> JobState.NOT_STARTED;
      case "checking" -> JobState.CHECKING;
      case "checkpass" -> JobState.CHECK_PASSED;
      case "checknotpass" -> JobState.CHECK_FAILED;
      case "readyrun", "running", "readycomplete", "resuming" -> JobState.MOVING;
      case "completing" -> JobState.COMPLETING;
      // Stopped is ended too: its stages tell that it is no success.
      case "success", "canceled" -> JobState.FINISHED;
      case "pausing", "manualpaused" -> JobState.PAUSED;
      case "error", "resumableerr", "failed" -> JobState.FAILED;
      case "stopping", "isolated" -> JobState.HELD;
      default -> JobState.UNKNOWN;
    };
  }

  /** Whether somebody ended the job before it was done. */
  static boolean isStopped(String word) {
    return lower(word).equals("canceled");
  }

  /** Whether the job did all that it was configured to do. */
  static boolean isSuccess(String word) {
    return lower(word).equals("success");
  }

  /** Whether everything is moved and nothing but following is left. */
  static boolean hasCaughtUp(String word) {
    return lower(word).equals("readycomplete") || lower(word).equals("completing");
  }

  /**
   * A check as a whole.
   *
   * @param task the word for the task that checks
   * @param flag the word for its verdict: without one a task that ended says nothing good
   */
  static PrecheckReport.State check(String task, String flag) {
    return switch (lower(task)) {
      case "notstarted" -> PrecheckReport.State.NOT_RUN;
      case "running" -> PrecheckReport.State.RUNNING;
      case "failed" -> PrecheckReport.State.FAILED;
      case "success" ->
          switch (lower(flag)) {
            case "checkpass" -> PrecheckReport.State.PASSED;
            case "checknotpass" -> PrecheckReport.State.FAILED;
            default -> PrecheckReport.State.UNKNOWN;
          };
      default -> PrecheckReport.State.UNKNOWN;
    };
  }

  /** A step of a check, or one of its findings. */
  static Verdict step(String word) {
    return switch (lower(word)) {
      case "pass" -> Verdict.PASSED;
      case "warning" -> Verdict.WARNING;
      case "failed" -> Verdict.FAILED;
      // Known, and none is a verdict: not begun, or kept from it by a step before.
      case "notstarted", "blocked" -> Verdict.UNKNOWN;
      default -> Verdict.UNKNOWN;
    };
  }

  /** Whether a step was not checked, for a reason that we know. */
  static boolean isUnchecked(String word) {
    return switch (lower(word)) {
      case "notstarted", "blocked", "skipped" -> true;
      default -> false;
    };
  }

  /** A step of the movement: documented are four of these words, and examples show the others. */
  static StageState stage(String word) {
    return switch (lower(word)) {
      case "notstarted" -> StageState.NOT_STARTED;
      case "running" -> StageState.RUNNING;
      case "failed" -> StageState.FAILED;
      case "success", "finished", "skipped" -> StageState.FINISHED;
      default -> StageState.UNKNOWN;
    };
  }

  private static String lower(String word) {
    return word.strip().toLowerCase(Locale.ROOT);
  }

  private TencentWords() {}
}
