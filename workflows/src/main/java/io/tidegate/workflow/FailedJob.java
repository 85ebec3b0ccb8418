package io.tidegate.workflow;

import io.tidegate.workflow.contract.Capability.Extras;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.Snapshot;
import io.tidegate.workflow.policy.GateDecision;

/** A job that failed while it moved: what a person is told, and how their retry goes on with it. */
final class FailedJob {
  private final MigrationRequest request;
  private final Logbook log;
  private final Holds holds;
  private final Steps steps;
  private final Gate gate;

  /** The report, by its digest, that the gate let pass before we started the job. */
  private String letPass = "";

  FailedJob(MigrationRequest request, Logbook log, Holds holds, Steps steps, Gate gate) {
    this.request = request;
    this.log = log;
    this.holds = holds;
    this.steps = steps;
    this.gate = gate;
  }

  void letPass(PrecheckReport report) {
    letPass = report.digest();
  }

  /** Whether it goes on by another check. */
  static boolean isCheckedAgain(Snapshot look) {
    return look.capability().extras().failedIsChecked() || !Changes.failedJobsAreResumed();
  }

  /** Whether a call goes on with it as it stands. */
  static boolean isResumed(Snapshot look) {
    return look.capability().extras().resume().takes(look.view().status());
  }

  /**
   * Has the job resumed. No check runs, so that what the gate let pass counts as it was; a report
   * that is another holds shields which may be somebody else's.
   *
   * @return false where the gate objects: then a person has been told, and has gone on
   */
  boolean resume(Snapshot look) {
    PrecheckReport report = look.report();
    boolean known = !letPass.isEmpty() && letPass.equals(report.digest());
    if (!known) {
      GateDecision shields = gate.decideOnShields(report);
      if (shields.kind() != GateDecision.Kind.PROCEED) {
        holds.failedAgainstTheGate(shields);
        return false;
      }
    }
    log.enter(MigrationPhase.STARTING);
    steps.resume(look.baseline());
    // A read of the time before would show the failure that is being gone on from.
    steps.settle();
    return true;
  }

  /** Tells a person, and waits for their retry. */
  void tell(Snapshot look) {
    String status = look.view().status();
    String message = look.view().message();
    holds.failed(
        "the job failed at the provider: it reports "
            + status
            + (message.isEmpty() ? "" : " (" + message + ")"),
        nextStep(look.capability().extras(), status));
  }

  private String nextStep(Extras extras, String status) {
    String repaired = "repair what the provider names, then retry: ";
    String retry = ": tidegate retry " + request.name();
    if (extras.failedIsChecked()) {
      return repaired + "the job is checked again" + retry;
    } else if (extras.resume().takes(status)) {
      return repaired
          + "the job is resumed ("
          + extras.resume().call()
          + "), without another check"
          + retry;
    }
    String modify =
        extras.modify().isEmpty()
            ? ""
            : "; or change it, which has it checked again: tidegate modify "
                + request.name()
                + " --body FILE";
    return "the service has no call that goes on with a job in this status: move what is left by"
        + " another job, and let go of this one: tidegate cancel --detach "
        + request.name()
        + modify
        + "; or, once it moves again by other means"
        + retry;
  }
}
