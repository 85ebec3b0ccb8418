package io.tidegate.sandbox.core;

/**
 * What the core will not do, in no dialect's words. Its message is one sentence for the person who
 * called, and never holds a password.
 */
public abstract class Refusal extends RuntimeException {
  Refusal(String message) {
    super(message);
  }
}
