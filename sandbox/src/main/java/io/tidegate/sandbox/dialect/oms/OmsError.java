package io.tidegate.sandbox.dialect.oms;

import org.jspecify.annotations.Nullable;

/** A refusal in the service's words. It is answered with HTTP 200 unless it says otherwise. */
public final class OmsError extends RuntimeException {
  /**
   * The sandbox's own: the service publishes no code for what a project's status does not allow.
   */
  static final String WRONG_STATUS = "GHANA-OPERAT000999";

  static final String PARAMETER = "PARAM_ERROR";
  private static final String NOT_FOUND = "GHANA-PROJECT000001";

  private static final int LONGEST_NAME = 200;

  private final int status;
  private final @Nullable String code;
  private final String text;
  private final String advice;

  /**
   * @param status the HTTP status
   * @param code the service's code; null where it publishes none
   * @param text one sentence for the person who called
   * @param advice what to do about it
   */
  OmsError(int status, @Nullable String code, String text, String advice) {
    super(text);
    this.status = status;
    this.code = code;
    this.text = text;
    this.advice = advice;
  }

  /** A field is missing, or has a value that the action does not take. */
  public static OmsError parameter(String text) {
    return new OmsError(200, PARAMETER, text, "Correct the request.");
  }

  /** There is no such project, precheck or other thing. */
  public static OmsError notFound(String text) {
    return new OmsError(
        200, NOT_FOUND, text, "Look for the id in the list of projects; others may not be seen.");
  }

  /** The project's status does not allow what was asked. */
  public static OmsError conflict(String text) {
    return new OmsError(200, WRONG_STATUS, text, "Read the project's status, and decide anew.");
  }

  /** The service's release has no such action. */
  static OmsError unsupported(String action) {
    String shown = action.length() <= LONGEST_NAME ? action : action.substring(0, LONGEST_NAME);
    return new OmsError(
        200, null, "Unsupported action: " + shown, "Use a release that has this action.");
  }

  int status() {
    return status;
  }

  @Nullable String code() {
    return code;
  }

  String text() {
    return text;
  }

  String advice() {
    return advice;
  }
}
