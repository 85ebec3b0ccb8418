package io.tidegate.provider.tencent;

import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import java.util.List;

/**
 * A step of a check in the words of neither kind of job.
 *
 * @param word the service's word for it
 * @param verdict what the word alone means
 * @param unchecked whether it was not checked, for a reason that we know
 * @param message what is said of the step, or empty
 */
record CheckedStep(
    String code,
    String word,
    Verdict verdict,
    boolean shielded,
    boolean unchecked,
    String message,
    List<Finding> findings) {

  /**
   * One finding of a step.
   *
   * @param word the service's word for how bad it is
   * @param name of what was looked at, or empty
   * @param log what was logged of it, line by line
   * @param risk what a shield of the step risks, or empty where the service does not say
   */
  record Finding(
      Verdict verdict,
      String word,
      String name,
      String reason,
      List<String> log,
      String solution,
      List<String> help,
      String risk) {}
}
