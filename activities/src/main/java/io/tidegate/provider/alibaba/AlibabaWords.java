package io.tidegate.provider.alibaba;

import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.util.Locale;

/**
 * Every status word of the service and what it means to us, in one place. Case does not count: the
 * service itself varies it. A word that is not here is unknown, and never a success.
 */
final class AlibabaWords {

  /** A job's status, of migration, synchronisation and change tracking alike. */
  static JobState job(String word) {
    return switch (lower(word)) {
      case "notconfigured" -> JobState.NOT_CONFIGURED;
      case "notstarted" -> JobState.NOT_STARTED;
      case "prechecking" -> JobState.CHECKING;
      case "precheckfailed" -> JobState.CHECK_FAILED;
      case "precheckpass" -> JobState.CHECK_PASSED;
      case "migrating",
          "initializing",
          // One page of the documentation spells it so.
          "initializating",
          "synchronizing",
          "starting",
          "normal",
          "retrying" ->
          JobState.MOVING;
      // "Suspending" is the word for paused; there is no "Suspended".
      case "suspending" -> JobState.PAUSED;
      case "migrationfailed", "initializefailed", "failed", "abnormal" -> JobState.FAILED;
      case "finished" -> JobState.FINISHED;
      case "upgrade", "downgrade", "locked", "modifying" -> JobState.HELD;
      default -> JobState.UNKNOWN;
    };
  }

  /** A precheck as a whole: four vocabularies for one thing. */
  static PrecheckReport.State precheck(String word) {
    return switch (lower(word)) {
      case "notstarted" -> PrecheckReport.State.NOT_RUN;
      case "checking", "prechecking", "migrating", "catched" -> PrecheckReport.State.RUNNING;
      // Passed only if its items say so too: see ReportBuilder.
      case "finished", "success" -> PrecheckReport.State.PASSED;
      case "failed", "precheckfailed" -> PrecheckReport.State.FAILED;
      case "suspending" -> PrecheckReport.State.PAUSED;
      default -> PrecheckReport.State.UNKNOWN;
    };
  }

  /** One item, or a sub-job that carries items. */
  static Verdict item(String word) {
    return switch (lower(word)) {
      case "success", "finished" -> Verdict.PASSED;
      case "warning" -> Verdict.WARNING;
      case "failed" -> Verdict.FAILED;
      // Known, and all of them mean that there is no verdict yet.
      case "notstarted", "suspending", "checking", "migrating", "catched" -> Verdict.UNKNOWN;
      default -> Verdict.UNKNOWN;
    };
  }

  /** A finding on the network: that it is there at all is worth a look, whatever it says. */
  static Verdict diagnosis(String result) {
    return switch (lower(result)) {
      // The field is reserved, and these are what it holds as a rule.
      case "", "none" -> Verdict.WARNING;
      default -> item(result);
    };
  }

  /** The side of a finding, as we call it; empty where the service does not know it. */
  static String endpoint(String word) {
    return switch (lower(word)) {
      case "source" -> "source";
      case "destination" -> "target";
      default -> "";
    };
  }

  /** A stage, in the words of the status calls and of the step list. */
  static StageState stage(String word) {
    return switch (lower(word)) {
      case "notstarted", "schedule" -> StageState.NOT_STARTED;
      // A paused stage has begun and not ended; that it rests is said by the job.
      case "migrating",
          "initializing",
          "synchronizing",
          "checking",
          "suspending",
          "pause",
          "init",
          "running" ->
          StageState.RUNNING;
      case "failed" -> StageState.FAILED;
      case "finished", "success" -> StageState.FINISHED;
      case "catched" -> StageState.CAUGHT_UP;
      default -> StageState.UNKNOWN;
    };
  }

  private static String lower(String word) {
    return word.strip().toLowerCase(Locale.ROOT);
  }

  private AlibabaWords() {}
}
