package io.tidegate.provider.http;

import io.tidegate.provider.Deadline;

/** Rides on a request: until when it may leave, and whether it has. */
public final class Sending {
  private final Deadline deadline;
  private volatile boolean left;

  public Sending(Deadline deadline) {
    this.deadline = deadline;
  }

  public Deadline deadline() {
    return deadline;
  }

  /** Whether any byte of it may have reached the provider. */
  public boolean hasLeft() {
    return left;
  }

  void leave() {
    left = true;
  }
}
