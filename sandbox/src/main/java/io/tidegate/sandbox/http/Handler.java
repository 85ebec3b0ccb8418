package io.tidegate.sandbox.http;

/** Answers requests; called from several threads at once. */
public interface Handler {
  Answer answer(Request request);

  /**
   * The answer to what could not be read as a request, or not be answered, in the shape of the
   * others.
   *
   * @param status the HTTP status
   */
  Answer refusal(int status, String message);
}
