package io.tidegate.provider.oms;

import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.util.Locale;

/**
 * Every status word of the service and what it means to us, in one place. Case does not count. A
 * word that is not here is unknown, and never a success.
 */
final class OmsWords {

  /** How far a project's own precheck has come, by the word for its first step. */
  enum Precheck {
    /** No such step is shown. */
    UNSEEN,
    UNDER_WAY,
    FAILED,
    PASSED,
    UNKNOWN
  }

  /**
   * A project's status. Its precheck is a step like any other, so that the same word is said of a
   * project that checks and of one that moves.
   */
  static JobState project(String word, Precheck precheck) {
    return switch (upper(word)) {
      case "INIT" -> JobState.NOT_STARTED;
      case "RUNNING", "RUNNING_ALARMING" -> running(precheck);
      case "SUSPEND" -> JobState.PAUSED;
      case "FAILED" -> failed(precheck);
      // Ended before its time too: its stages tell that it is no success.
      case "FINISHED", "RELEASED", "DELETED" -> JobState.FINISHED;
      case "RELEASING" -> JobState.COMPLETING;
      case "RUNNING_MODIFYING", "RUNNING_MERGING" -> JobState.HELD;
      default -> JobState.UNKNOWN;
    };
  }

  private static JobState running(Precheck precheck) {
    return switch (precheck) {
      case PASSED -> JobState.MOVING;
      // One that failed fails its project in a moment, or is about to run again.
      case UNDER_WAY, FAILED -> JobState.CHECKING;
      case UNSEEN, UNKNOWN -> JobState.UNKNOWN;
    };
  }

  private static JobState failed(Precheck precheck) {
    return switch (precheck) {
      case UNDER_WAY, FAILED -> JobState.CHECK_FAILED;
      case PASSED, UNSEEN, UNKNOWN -> JobState.FAILED;
    };
  }

  /** Whether a step of the project may be under way. */
  static boolean isRunning(String word) {
    return upper(word).startsWith("RUNNING");
  }

  /** Whether the project did all that it was configured to do. */
  static boolean isFinished(String word) {
    return upper(word).equals("FINISHED");
  }

  /** The step that is the precheck. */
  static Precheck precheck(String word) {
    return switch (upper(word)) {
      case "INIT", "RUNNING", "SUSPEND" -> Precheck.UNDER_WAY;
      case "FAILED" -> Precheck.FAILED;
      case "FINISHED" -> Precheck.PASSED;
      default -> Precheck.UNKNOWN;
    };
  }

  /** What a project says of its precheck as a whole. */
  static PrecheckReport.State report(String project, Precheck precheck) {
    return switch (project(project, precheck)) {
      case NOT_STARTED -> PrecheckReport.State.NOT_RUN;
      case CHECKING -> PrecheckReport.State.RUNNING;
      case CHECK_FAILED -> PrecheckReport.State.FAILED;
      default ->
          switch (precheck) {
            case PASSED -> PrecheckReport.State.PASSED;
            case FAILED -> PrecheckReport.State.FAILED;
            case UNDER_WAY -> PrecheckReport.State.PAUSED;
            case UNSEEN, UNKNOWN -> PrecheckReport.State.UNKNOWN;
          };
    };
  }

  /** A step of the movement; {@code MONITORING} is the steady state of one that follows. */
  static StageState step(String word) {
    return switch (upper(word)) {
      case "INIT" -> StageState.NOT_STARTED;
      case "RUNNING", "MONITORING" -> StageState.RUNNING;
      case "FAILED" -> StageState.FAILED;
      case "FINISHED" -> StageState.FINISHED;
      // Known, and none of ours: somebody stopped it, which the project's status says.
      case "SUSPEND" -> StageState.UNKNOWN;
      default -> StageState.UNKNOWN;
    };
  }

  /** Whether a step has come to the state in which it stays. */
  static boolean isMonitoring(String word) {
    return upper(word).equals("MONITORING");
  }

  /** A run of a precheck on its own; whether it passed its items say. */
  static PrecheckReport.State run(String word) {
    return switch (upper(word)) {
      case "INIT", "PENDING", "RUNNING" -> PrecheckReport.State.RUNNING;
      case "FINISHED" -> PrecheckReport.State.PASSED;
      // Nothing was looked at: that is no pass.
      case "FAILED", "SKIPPED" -> PrecheckReport.State.FAILED;
      default -> PrecheckReport.State.UNKNOWN;
    };
  }

  /** An item of such a run. */
  static Verdict item(String word) {
    return switch (upper(word)) {
      case "PASSED" -> Verdict.PASSED;
      case "WARNING" -> Verdict.WARNING;
      // What was skipped stands for the failure that it may be.
      case "FAILED", "SKIPPED" -> Verdict.FAILED;
      // Known, and none is a verdict yet.
      case "INIT", "PENDING", "RUNNING" -> Verdict.UNKNOWN;
      default -> Verdict.UNKNOWN;
    };
  }

  /** Whether a run or an item of it was passed over. */
  static boolean isSkipped(String word) {
    return upper(word).equals("SKIPPED");
  }

  private static String upper(String word) {
    return word.strip().toUpperCase(Locale.ROOT);
  }

  private OmsWords() {}
}
