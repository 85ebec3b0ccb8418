package io.tidegate.workflow.contract;

/**
 * Who asks, and why.
 *
 * @param by as their operating system named them: claimed, not proven
 */
public record OperatorCommand(String by, String reason) {
  public OperatorCommand {
    by = by == null ? "" : by;
    reason = reason == null ? "" : reason;
  }
}
