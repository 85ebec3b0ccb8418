package io.tidegate.workflow;

import io.temporal.workflow.Workflow;

/**
 * Changes in the order of commands that a history recorded before must not meet.
 *
 * <p>None may be asked about first where an update has just been answered: a history that has the
 * marker in the same workflow task as the end of an update does not replay.
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

  /** Whether one retry is enough for a job that failed before a look could see it. */
  static boolean toldFailuresAreStartedAgain() {
    return isMade("start-again-what-failed-unseen");
  }

  /** Whether a pass that was judged in a round before is waited out. */
  static boolean oldPassesAreWaitedOut() {
    return isMade("wait-out-old-passes");
  }

  /** Whether a job that somebody else started is held against the gate's rules on shields. */
  static boolean whatOthersStartedIsJudged() {
    return isMade("judge-what-others-started");
  }

  /** Whether what was sent last has to show before a migration is given up. */
  static boolean detachingWaits() {
    return isMade("wait-before-detaching");
  }

  private static boolean isMade(String change) {
    return version(change, 1) >= 1;
  }

  private static int version(String change, int newest) {
    return Workflow.getVersion(change, Workflow.DEFAULT_VERSION, newest);
  }

  private Changes() {}
}
