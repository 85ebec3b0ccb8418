package io.tidegate.sandbox.core;

/** A job cannot be made of this. */
public final class InvalidSpec extends Refusal {
  InvalidSpec(String message) {
    super(message);
  }
}
