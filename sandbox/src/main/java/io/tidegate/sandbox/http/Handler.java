package io.tidegate.sandbox.http;

import java.util.List;
import java.util.Map;

/** Answers requests; called from several threads at once. */
public interface Handler {
  Answer answer(Request request);

  /**
   * The answer to what could not be read as a request, or not be answered, in the shape of the
   * others.
   *
   * @param headers by lower-case name, which is all that is known of it
   * @param status the HTTP status
   */
  Answer refusal(Map<String, List<String>> headers, int status, String message);
}
