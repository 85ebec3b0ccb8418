package io.tidegate.sandbox.http;

/** A request that is refused before anybody looks at what it asks for. */
public final class BadRequest extends RuntimeException {
  private final int status;

  /**
   * @param status the HTTP status to answer with
   */
  public BadRequest(int status, String message) {
    super(message);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
