package io.tidegate.sandbox.http;

/** Answers requests; called from several threads at once. */
@FunctionalInterface
public interface Handler {
  Answer answer(Request request);
}
