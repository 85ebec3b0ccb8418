package io.tidegate.workflow;

import io.temporal.failure.ActivityFailure;
import io.tidegate.workflow.contract.CancelCommand;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.Receipt;

/** How a migration ends because somebody asked for it. */
final class Leaving {
  private final Logbook log;
  private final Steps steps;
  private final Holds holds;
  private final boolean waitsForLastSends = Changes.lastSendsAreWaitedFor();

  Leaving(Logbook log, Steps steps, Holds holds) {
    this.log = log;
    this.steps = steps;
    this.holds = holds;
  }

  /** Runs where cancellation no longer reaches. */
  void cancel(CancelCommand command) {
    CancelCommand asked = command;
    String came = "the job was left as it is at the provider";
    boolean stop = asked.mode() == CancelCommand.Mode.STOP;
    while (stop) {
      try {
        steps.settle();
        came = words(steps.stop(steps.look("look before stopping the job").baseline()));
        stop = false;
      } catch (ActivityFailure e) {
        holds.block(e);
        // Whoever waits for a stop that the provider never takes may leave the job be instead.
        asked = holds.cancelAsked(asked);
        stop = asked.mode() == CancelCommand.Mode.STOP;
      }
    }
    if (asked.mode() == CancelCommand.Mode.DETACH && waitsForLastSends) {
      // Whoever starts the migration anew looks first, and must see what was sent here.
      steps.settle();
    }
    log.end(
        MigrationPhase.CANCELLED,
        "cancelled"
            + (asked.by().isEmpty() ? "" : " by " + asked.by())
            + (asked.reason().isEmpty() ? "" : " (" + asked.reason() + ")")
            + "; "
            + came);
  }

  private static String words(Receipt stop) {
    return stop.outcome() == Receipt.Outcome.SENT
        ? "the job was stopped at the provider"
        : "the job is over at the provider: " + stop.proof();
  }
}
