package io.tidegate.provider.tencent;

import io.tidegate.workflow.contract.PrecheckReport.State;

/**
 * Every number and word of the version of 2018 and what it means to us, in one place: where the
 * version after has a word for the same, as that. What is not here is unknown, and never a success.
 */
final class Words2018 {
  private static final String UNKNOWN = "unknown";

  /** A job's status, in the word of the version after. */
  static String job(String number) {
    return switch (number) {
      case "1" -> "created";
      case "3" -> "checking";
      case "4" -> "checkPass";
      case "5" -> "checkNotPass";
      case "7" -> "running";
      case "8" -> "readyComplete";
      case "9" -> "success";
      // What was stopped is written so too, and nobody can tell the one from the other.
      case "10" -> "failed";
      case "11" -> "stopping";
      case "12" -> "completing";
      default -> UNKNOWN;
    };
  }

  /** A job's status for people: the number and the service's name of it. */
  static String shown(String number) {
    String name =
        switch (number) {
          case "1" -> "Creating";
          case "3" -> "Checking";
          case "4" -> "CheckPass";
          case "5" -> "CheckNotPass";
          case "7" -> "Running";
          case "8" -> "ReadyComplete";
          case "9" -> "Success";
          case "10" -> "Failed or stopped";
          case "11" -> "Stopping";
          case "12" -> "Completing";
          case "23" -> "Unknown";
          default -> "";
        };
    return name.isEmpty() ? number : number + " " + name;
  }

  /**
   * A check as a whole.
   *
   * @param task the word for the task that checks
   * @param flag the number of its verdict: without one a task that ended says nothing good
   */
  static State check(String task, String flag) {
    return switch (task) {
      case "starting", "running" -> State.RUNNING;
      case "finished" ->
          switch (flag) {
            case "0" -> State.FAILED;
            case "1" -> State.PASSED;
            default -> State.UNKNOWN;
          };
      // Cannot be read just now: neither a verdict nor a check that was seen running.
      case "unavailable" -> State.UNKNOWN;
      default -> State.UNKNOWN;
    };
  }

  /** A step of the movement, in the word of the version after. */
  static String step(String number) {
    return switch (number) {
      case "0", "4" -> "notStarted";
      case "1" -> "success";
      case "2" -> "failed";
      case "3" -> "running";
      default -> UNKNOWN;
    };
  }

  /** What a job does, in the word of the version after; empty where that is not told. */
  static String kind(String number) {
    return switch (number) {
      case "1" -> "structure";
      case "2" -> "full";
      case "3" -> "fullAndIncrement";
      default -> "";
    };
  }

  private Words2018() {}
}
