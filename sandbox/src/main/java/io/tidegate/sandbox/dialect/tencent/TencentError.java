package io.tidegate.sandbox.dialect.tencent;

import io.tidegate.sandbox.core.JobView;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A refusal in the service's words. It is answered with HTTP 200, as everything is. */
public final class TencentError extends RuntimeException {
  private final String code;
  private final String text;

  /**
   * @param code the service's code, e.g. {@code OperationDenied.OperationDeniedError}
   * @param text one sentence for the person who called
   */
  public TencentError(String code, String text) {
    super(text);
    this.code = code;
    this.text = text;
  }

  /** A parameter of an action was not sent. */
  public static TencentError missing(String parameter) {
    return new TencentError(
        "MissingParameter.MissingParameterError",
        "The parameter `" + parameter + "` is mandatory for this action but was not sent.");
  }

  /** What every call must say was not said. */
  static TencentError missingCommon(String parameter) {
    return new TencentError(
        "MissingParameter", "The request is missing a required parameter `" + parameter + "`.");
  }

  /**
   * A parameter has a value that the action does not take.
   *
   * @param expected what would be right
   */
  public static TencentError invalid(String parameter, String expected) {
    return new TencentError(
        "InvalidParameterValue.InvalidParameterValueError",
        "The value of the parameter `"
            + parameter
            + "` is not valid: it must be "
            + expected
            + ".");
  }

  /**
   * The job's status does not allow what was asked.
   *
   * @param allowed the statuses that would
   */
  static TencentError denied(JobView view, String status, Stream<String> allowed) {
    return denied(
        "job "
            + view.job().id()
            + " is "
            + status
            + "; this is allowed in "
            + allowed.collect(Collectors.joining(", ")));
  }

  /** As {@link #denied(JobView, String, Stream)}, for what the version of 2018 says so of. */
  static TencentError inConflict(JobView view, String status, Stream<String> allowed) {
    return new TencentError(
        "FailedOperation.StatusInConflict", denied(view, status, allowed).text());
  }

  /** The job does not allow what was asked. */
  public static TencentError denied(String text) {
    return new TencentError("OperationDenied.OperationDeniedError", text);
  }

  public String code() {
    return code;
  }

  public String text() {
    return text;
  }
}
