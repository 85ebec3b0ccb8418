package io.tidegate.provider.tencent;

import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport;
import java.util.Locale;

/**
 * Every status word of a synchronisation and what it means to us, in one place. Case does not
 * count. A word that is not here is unknown, and never a success.
 */
final class SyncWords {

  /**
   * A job's state.
   *
   * @param word the job's status
   * @param trade the status of what is paid for it, or empty
   */
  static JobState job(String word, String trade) {
    JobState state = job(word);
    // What is over is let go of, and is over all the same.
    return isWithdrawn(trade) && state != JobState.FINISHED ? JobState.HELD : state;
  }

  private static JobState job(String word) {
    return switch (lower(word)) {
      case "uninitialized" -> JobState.NOT_CONFIGURED;
      case "initialized" -> JobState.NOT_STARTED;
      case "checking" -> JobState.CHECKING;
      case "checkpass" -> JobState.CHECK_PASSED;
      case "checknotpass" -> JobState.CHECK_FAILED;
      case "readyrunning", "running", "resuming" -> JobState.MOVING;
      // The call that stops a synchronisation is the one that cuts it over.
      case "stopping" -> JobState.COMPLETING;
      // Whether it was cut over or only stopped, its stages and our own call tell.
      case "stopped", "released" -> JobState.FINISHED;
      case "pausing", "paused" -> JobState.PAUSED;
      case "resumableerr", "failed" -> JobState.FAILED;
      case "resetting" -> JobState.HELD;
      default -> JobState.UNKNOWN;
    };
  }

  /** Whether the job is taken out of service over what is paid for it. */
  static boolean isWithdrawn(String trade) {
    return switch (lower(trade)) {
      case "isolating", "isolated", "offlining", "offlined", "recovering" -> true;
      default -> false;
    };
  }

  /** A check as a whole: the word for its task is its verdict too. */
  static PrecheckReport.State check(String word) {
    return switch (lower(word)) {
      case "notstarted" -> PrecheckReport.State.NOT_RUN;
      case "running" -> PrecheckReport.State.RUNNING;
      case "success" -> PrecheckReport.State.PASSED;
      case "failed" -> PrecheckReport.State.FAILED;
      default -> PrecheckReport.State.UNKNOWN;
    };
  }

  /** A step of a check; its warnings stand beside the word. */
  static Verdict step(String word) {
    return switch (lower(word)) {
      case "finished" -> Verdict.PASSED;
      case "failed" -> Verdict.FAILED;
      // Known, and none is a verdict.
      case "notstarted", "running", "paused", "skipped" -> Verdict.UNKNOWN;
      default -> Verdict.UNKNOWN;
    };
  }

  /** Whether a step was passed over. */
  static boolean isSkipped(String word) {
    return lower(word).equals("skipped");
  }

  /** Whether the check that is shown has come to the step. */
  static boolean isAsked(String word) {
    return switch (lower(word)) {
      case "running", "finished", "failed" -> true;
      default -> false;
    };
  }

  private static String lower(String word) {
    return word.strip().toLowerCase(Locale.ROOT);
  }

  private SyncWords() {}
}
