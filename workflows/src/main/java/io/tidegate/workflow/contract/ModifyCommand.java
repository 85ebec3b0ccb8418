package io.tidegate.workflow.contract;

/**
 * Changes what a job is to do, by the service's own call for it.
 *
 * @param by as their operating system named them: claimed, not proven
 * @param body what that call takes, but for the job: see {@link ModifyBody}
 */
public record ModifyCommand(String by, String reason, String body) {
  public ModifyCommand {
    by = by == null ? "" : by;
    reason = reason == null ? "" : reason;
    body = body == null ? "" : body;
  }
}
