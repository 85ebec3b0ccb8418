package io.tidegate.sandbox.core;

/** A database server that a job reads from or writes to. Its text form never shows the password. */
public record Endpoint(String host, int port, String user, String password) {
  @Override
  public String toString() {
    return user + "@" + host + ":" + port;
  }
}
