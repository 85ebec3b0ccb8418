package io.tidegate.workflow;

import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.ShieldRecord;
import io.tidegate.workflow.contract.Waiting;
import io.tidegate.workflow.policy.Fingerprint;
import io.tidegate.workflow.policy.GateDecision;
import io.tidegate.workflow.policy.GatePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The gate of one migration: what its policy makes of a report, and the shields that it allows. */
final class Gate {
  private final MigrationRequest request;
  private final Logbook log;
  private final Steps steps;

  Gate(MigrationRequest request, Logbook log, Steps steps) {
    this.request = request;
    this.log = log;
    this.steps = steps;
  }

  GateDecision decide(PrecheckReport report) {
    boolean idleShields = report.items().stream().anyMatch(Gate::isShieldedInVain);
    PrecheckReport judged =
        idleShields && !Changes.othersAreLookedFor() ? withoutIdleShields(report) : report;
    return policy().decide(judged, log.shieldedItems(), Logbook.now());
  }

  /** Decides on the shields alone, before a run that would pass over what they cover. */
  GateDecision decideOnShields(PrecheckReport report) {
    return policy().decideOnShields(report, Logbook.now());
  }

  private GatePolicy policy() {
    return new GatePolicy(request.name(), request.policy(), steps.neverItems());
  }

  private static boolean isShieldedInVain(PrecheckItem item) {
    return item.shielded() && item.verdict() == PrecheckItem.Verdict.PASSED;
  }

  private static PrecheckReport withoutIdleShields(PrecheckReport report) {
    return new PrecheckReport(
        report.state(),
        report.status(),
        report.runId(),
        report.bootTime(),
        report.items().stream().filter(item -> !isShieldedInVain(item)).toList(),
        report.total(),
        report.passed(),
        report.omitted(),
        report.digest());
  }

  /** Decides on the report of the run that passed, for which a stale reader has to be waited. */
  GateDecision decideAfterStart(PrecheckReport read) {
    PrecheckReport report = read;
    Instant until = Logbook.now().plus(steps.capability().quietWindow());
    while (report.state() != PrecheckReport.State.PASSED && Logbook.now().isBefore(until)) {
      Steps.sleep(Duration.ofSeconds(5), "wait for the report of the run that passed");
      report = steps.look("read the report of the run that passed").report();
    }
    if (report.state() == PrecheckReport.State.PASSED) {
      return decide(report);
    }
    // What is beside the items may have failed, and the service lets the job move all the same.
    boolean verdict =
        report.state() == PrecheckReport.State.FAILED
            || report.state() == PrecheckReport.State.UNKNOWN;
    if (verdict && !log.hasJudgedBefore(report.runId())) {
      GateDecision decision = decide(report);
      if (!decision.objections().isEmpty()) {
        return decision;
      }
    }
    return unread(report);
  }

  private static GateDecision unread(PrecheckReport report) {
    PrecheckItem run = PrecheckItem.ofRun(PrecheckItem.Verdict.UNKNOWN, report.status());
    String why =
        "the job moves, but the report of the run that let it cannot be read: the service says "
            + report.status();
    return new GateDecision(
        GateDecision.Kind.WAIT, List.of(), List.of(new Waiting.Objection(run, why)));
  }

  /** Has what rules allow passed over, and keeps who allowed it and why. */
  void shield(PrecheckReport report, List<GateDecision.AllowedShield> allowed) {
    log.enter(MigrationPhase.SHIELDING);
    List<String> codes = allowed.stream().map(a -> a.item().code()).distinct().toList();
    Map<String, String> choices = new TreeMap<>();
    allowed.stream()
        .filter(a -> !a.rule().choice().isEmpty())
        .forEach(a -> choices.put(a.item().code(), a.rule().choice()));
    Receipt receipt = steps.shield(report.runId(), codes, choices);
    for (GateDecision.AllowedShield shield : allowed) {
      PrecheckItem item = shield.item();
      log.placed(
          new ShieldRecord(
              item.code(),
              item.objects(),
              item.endpoint(),
              item.message(),
              shield.rule().origin(),
              shield.rule().reason(),
              request.requestedBy(),
              shield.rule().expires(),
              log.round(),
              Fingerprint.of(item),
              receipt.proof(),
              false));
    }
    log.enter(MigrationPhase.CHECKING);
  }
}
