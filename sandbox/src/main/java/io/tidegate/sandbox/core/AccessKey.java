package io.tidegate.sandbox.core;

/** What a client signs its requests with. Its text form never shows the secret. */
public record AccessKey(String id, String secret) {
  @Override
  public String toString() {
    return id;
  }
}
