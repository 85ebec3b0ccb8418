package io.tidegate.sandbox.core;

/**
 * Whether a server could be reached over the network. Nobody logged in.
 *
 * @param from our own address on that way; empty where there was none
 * @param error the network's own words; empty if the server was reached
 */
public record NetworkTrial(Outcome outcome, String from, String error) {

  /** How a trial ended. */
  public enum Outcome {
    REACHED,
    UNKNOWN_HOST,
    REFUSED,
    TIMED_OUT,
    UNREACHABLE
  }

  public boolean reached() {
    return outcome == Outcome.REACHED;
  }
}
