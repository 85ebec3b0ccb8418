package io.tidegate.workflow;

import io.temporal.workflow.Workflow;

/**
 * Changes in the order of commands that a history recorded before must not meet.
 *
 * <p>None may be asked about first where an update has just been answered, or a wait given up: a
 * replay does not find the marker behind either in the same workflow task.
 */
final class Changes {

  /** Whether refused credentials are waited for, and not only a person's retry. */
  static boolean credentialsAreAwaited() {
    return isMade("await-credentials");
  }

  /** Whether what somebody else does is looked for wherever it can show. */
  static boolean othersAreLookedFor() {
    return version("others-are-looked-for", 2) >= 1;
  }

  /** Whether those looks go on after one that was refused. */
  static boolean othersAreLookedForAgain() {
    return version("others-are-looked-for", 2) >= 2;
  }

  /** Whether a job that moved to its end unseen is held against the gate. */
  static boolean whatIsOverIsJudged() {
    return isMade("judge-what-is-over");
  }

  /** Whether a shield that the provider takes from nobody is answered by another check. */
  static boolean refusedShieldsAreCheckedAgain() {
    return isMade("check-again-after-refused-shield");
  }

  /** Whether a pass that was judged in a round before is waited out. */
  static boolean oldPassesAreWaitedOut() {
    return isMade("wait-out-old-passes");
  }

  /** Whether a job that somebody else started is held against the gate's rules on shields. */
  static boolean whatOthersStartedIsJudged() {
    return isMade("judge-what-others-started");
  }

  /** Whether a job that failed is resumed where that is how its service goes on with it. */
  static boolean failedJobsAreResumed() {
    return isMade("resume-failed-jobs");
  }

  /** Whether a check that was found, and whose report is no verdict yet, is read again. */
  static boolean foundChecksAreReadAgain() {
    return isMade("read-found-checks-again");
  }

  /** Whether a loss is accepted of a job that its service completes only once it is level. */
  static boolean completionsWaitToBeTaken() {
    return isMade("completions-wait-to-be-taken");
  }

  /**
   * Whether what was sent last has to show before a migration is left. To be asked when it begins,
   * since it follows an update.
   */
  static boolean lastSendsAreWaitedFor() {
    return isMade("wait-before-detaching");
  }

  /** Whether one retry is enough for a job that failed before a look could see it. */
  static boolean toldFailuresAreStartedAgain() {
    return isMade("start-again-what-failed-unseen");
  }

  /** Whether no job is started again over shields that no rule allows. */
  static boolean nothingIsRestartedPastTheGate() {
    return isMade("judge-shields-before-a-restart");
  }

  /** Whether the run before the one that passed is told from it, and the round is told of that. */
  static boolean theRunThatPassedIsJudged() {
    return isMade("judge-the-run-that-passed");
  }

  /** Whether a run whose verdict nobody knows is no pass whatever is shielded in it. */
  static boolean unknownRunsAreNoPass() {
    return isMade("unknown-runs-are-no-pass");
  }

  private static boolean isMade(String change) {
    return version(change, 1) >= 1;
  }

  private static int version(String change, int newest) {
    return Workflow.getVersion(change, Workflow.DEFAULT_VERSION, newest);
  }

  private Changes() {}
}
