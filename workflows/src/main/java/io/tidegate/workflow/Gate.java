package io.tidegate.workflow;

import io.temporal.failure.ActivityFailure;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The gate of one migration: what its policy makes of a report, and the shields that it allows. */
final class Gate {
  private static final String UNCLEAR =
      "it was asked for, and the answer did not come; a report has shown it since";

  private final MigrationRequest request;
  private final Logbook log;
  private final Steps steps;

  /** Reports that were decided on, whether they were of a round or not. */
  private final Set<String> judged = new HashSet<>();

  /** Shields that were asked for without an answer, until a report shows them. */
  private final List<ShieldRecord> unconfirmed = new ArrayList<>();

  Gate(MigrationRequest request, Logbook log, Steps steps) {
    this.request = request;
    this.log = log;
    this.steps = steps;
  }

  GateDecision decide(PrecheckReport report) {
    keepWhatShows(report);
    boolean idleShields = report.items().stream().anyMatch(Gate::isShieldedInVain);
    judged.add(key(report));
    PrecheckReport whole =
        idleShields && !Changes.othersAreLookedFor() ? withoutIdleShields(report) : report;
    return policy().decide(asBefore(whole), log.shieldedItems(), Logbook.now());
  }

  /** Decides on the shields alone, before a run that would pass over what they cover. */
  GateDecision decideOnShields(PrecheckReport report) {
    judged.add(key(report));
    keepWhatShows(report);
    return policy().decideOnShields(report, Logbook.now());
  }

  /** As {@link #decideOnShields}, where it may be that nothing is decided. */
  boolean objectsToShields(PrecheckReport report) {
    return policy().decideOnShields(report, Logbook.now()).kind() != GateDecision.Kind.PROCEED;
  }

  /**
   * What it objects to in the shields of a run that it was never asked about; empty where it does
   * not, or did before.
   */
  Optional<GateDecision> objectionToWhatIsUnjudged(PrecheckReport report) {
    if (log.hasJudged(report.runId()) || !judged.add(key(report))) {
      return Optional.empty();
    }
    GateDecision decision = decideOnShields(report);
    List<Waiting.Objection> ofOthers =
        decision.objections().stream()
            .filter(o -> !log.shieldedItems().contains(o.item().code()))
            .toList();
    return ofOthers.isEmpty()
        ? Optional.empty()
        : Optional.of(new GateDecision(decision.kind(), List.of(), ofOthers));
  }

  /** Not every service names its runs. */
  private static String key(PrecheckReport report) {
    return report.runId() + " " + report.digest();
  }

  private GatePolicy policy() {
    return new GatePolicy(request.name(), request.policy(), steps.neverItems());
  }

  /**
   * A workflow of an earlier version took shields for why a run without a verdict had not passed.
   */
  private static PrecheckReport asBefore(PrecheckReport report) {
    boolean unknown = report.state() == PrecheckReport.State.UNKNOWN;
    return unknown
            && report.items().stream().anyMatch(PrecheckItem::shielded)
            && !Changes.unknownRunsAreNoPass()
        ? with(report, PrecheckReport.State.FAILED, report.items())
        : report;
  }

  private static boolean isShieldedInVain(PrecheckItem item) {
    return item.shielded() && item.verdict() == PrecheckItem.Verdict.PASSED;
  }

  private static PrecheckReport withoutIdleShields(PrecheckReport report) {
    return with(
        report,
        report.state(),
        report.items().stream().filter(item -> !isShieldedInVain(item)).toList());
  }

  private static PrecheckReport with(
      PrecheckReport report, PrecheckReport.State state, List<PrecheckItem> items) {
    return new PrecheckReport(
        state,
        report.status(),
        report.runId(),
        report.bootTime(),
        items,
        report.total(),
        report.passed(),
        report.omitted(),
        report.digest());
  }

  /**
   * The report of the run that passed, for which a stale reader has to be waited; whatever is shown
   * when that time is over.
   *
   * @param runBefore the run that was there before it; empty where that is not known
   */
  PrecheckReport awaitReportOfRun(PrecheckReport read, String runBefore) {
    PrecheckReport report = read;
    Instant until = Logbook.now().plus(steps.capability().quietWindow());
    while (mayBeOld(report, runBefore) && Logbook.now().isBefore(until)) {
      Steps.sleep(Duration.ofSeconds(5), "wait for the report of the run that passed");
      report = steps.look("read the report of the run that passed").report();
    }
    return report;
  }

  /** Decides on the report of a run that has set the job moving. */
  GateDecision decideAfterStart(PrecheckReport report) {
    if (report.state() == PrecheckReport.State.PASSED) {
      return decide(report);
    }
    // What is beside the items may have failed, and the service lets the job move all the same.
    boolean verdict =
        report.state() == PrecheckReport.State.FAILED
            || report.state() == PrecheckReport.State.UNKNOWN;
    if (verdict && !log.isOfEarlierRound(report.runId())) {
      GateDecision decision = decide(report);
      if (!decision.objections().isEmpty()) {
        return decision;
      }
    }
    return unread(report);
  }

  /** One that failed is; one that passed may be of a round before, which its run tells. */
  private boolean mayBeOld(PrecheckReport report, String runBefore) {
    boolean isBefore = !runBefore.isEmpty() && runBefore.equals(report.runId());
    return report.state() != PrecheckReport.State.PASSED
        || (log.isOfEarlierRound(report.runId()) && Changes.oldPassesAreWaitedOut())
        || (isBefore && Changes.theRunThatPassedIsJudged());
  }

  private static GateDecision unread(PrecheckReport report) {
    PrecheckItem run = PrecheckItem.ofRun(PrecheckItem.Verdict.UNKNOWN, report.status());
    String why =
        "the job moves, but the report of the run that let it cannot be read: the service says "
            + report.status();
    return new GateDecision(
        GateDecision.Kind.WAIT, List.of(), List.of(new Waiting.Objection(run, why)));
  }

  /**
   * Has what rules allow passed over, and keeps who allowed it and why.
   *
   * @throws ActivityFailure where it was not done, or may have been: then it is kept once a report
   *     shows it
   */
  void shield(PrecheckReport report, List<GateDecision.AllowedShield> allowed) {
    log.enter(MigrationPhase.SHIELDING);
    List<String> codes = allowed.stream().map(a -> a.item().code()).distinct().toList();
    Map<String, String> choices = new TreeMap<>();
    allowed.stream()
        .filter(a -> !a.rule().choice().isEmpty())
        .forEach(a -> choices.put(a.item().code(), a.rule().choice()));
    try {
      Receipt receipt = steps.shield(report.runId(), codes, choices, firstEnd(allowed));
      unconfirmed.removeIf(record -> codes.contains(record.item()));
      allowed.forEach(shield -> log.placed(record(shield, receipt.proof())));
    } catch (ActivityFailure e) {
      if (!Steps.isUntouched(e)) {
        allowed.forEach(shield -> unconfirmed.add(record(shield, UNCLEAR)));
      }
      throw e;
    }
    log.enter(MigrationPhase.CHECKING);
  }

  private static @Nullable Instant firstEnd(List<GateDecision.AllowedShield> allowed) {
    return allowed.stream()
        .map(shield -> shield.rule().expires())
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private ShieldRecord record(GateDecision.AllowedShield shield, String proof) {
    PrecheckItem item = shield.item();
    return new ShieldRecord(
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
        proof,
        false);
  }

  private void keepWhatShows(PrecheckReport report) {
    Set<String> shown =
        report.items().stream()
            .filter(PrecheckItem::shielded)
            .map(PrecheckItem::code)
            .collect(Collectors.toSet());
    unconfirmed.stream().filter(record -> shown.contains(record.item())).forEach(log::found);
    unconfirmed.removeIf(record -> shown.contains(record.item()));
  }
}
