package io.tidegate.sandbox.admin;

import io.tidegate.sandbox.http.Answer;
import io.tidegate.sandbox.http.Handler;
import io.tidegate.sandbox.http.Request;
import java.util.List;
import java.util.Map;

/**
 * Keeps the admin API, which asks for no key, from other machines: whatever Host a request names,
 * it was sent from somewhere.
 */
public final class ThisMachineOnly implements Handler {
  private final Handler admin;

  public ThisMachineOnly(Handler admin) {
    this.admin = admin;
  }

  @Override
  public Answer answer(Request request) {
    return request.elsewhere().isEmpty()
        ? admin.answer(request)
        : AdminJson.error(
            403,
            "the admin API answers to this machine only, and this came from "
                + request.elsewhere()
                + "; a sandbox that was started with --admin-from-anywhere answers to every one");
  }

  @Override
  public Answer refusal(Map<String, List<String>> headers, int status, String message) {
    return admin.refusal(headers, status, message);
  }
}
