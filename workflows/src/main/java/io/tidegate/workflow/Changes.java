package io.tidegate.workflow;

import io.temporal.workflow.Workflow;

/** Changes in the order of commands that a history recorded before must not meet. */
final class Changes {

  /** Whether refused credentials are waited for, and not only a person's retry. */
  static boolean credentialsAreAwaited() {
    return isMade("await-credentials");
  }

  /** Whether what somebody else does is looked for wherever it can show. */
  static boolean othersAreLookedFor() {
    return isMade("others-are-looked-for");
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

  private static boolean isMade(String change) {
    return Workflow.getVersion(change, Workflow.DEFAULT_VERSION, 1) >= 1;
  }

  private Changes() {}
}
