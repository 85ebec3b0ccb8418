package io.tidegate.sandbox.dialect.alibaba;

/** A refusal in the service's words. */
public final class AlibabaError extends RuntimeException {
  private final int status;
  private final String code;
  private final String text;
  private final boolean soft;

  private AlibabaError(int status, String code, String message, boolean soft) {
    super(message);
    this.status = status;
    this.code = code;
    this.text = message;
    this.soft = soft;
  }

  /** An HTTP error of the gateway's shape. */
  public static AlibabaError gateway(int status, String code, String message) {
    return new AlibabaError(status, code, message, false);
  }

  /** A refusal in the body of an HTTP 200. */
  public static AlibabaError soft(String code, String message) {
    return new AlibabaError(200, code, message, true);
  }

  static AlibabaError missing(String parameter) {
    return gateway(
        400,
        "MissingParameter",
        "The parameter " + parameter + " is mandatory for this action but was not sent.");
  }

  /**
   * @param expected what would be right
   */
  public static AlibabaError invalid(String parameter, String expected) {
    return gateway(
        400,
        "InvalidParameter",
        "The Value of Input Parameter "
            + parameter
            + " is not valid: it must be "
            + expected
            + ".");
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public String text() {
    return text;
  }

  public boolean isSoft() {
    return soft;
  }
}
