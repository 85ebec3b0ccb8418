package io.tidegate.workflow;

import io.temporal.workflow.Workflow;
import io.tidegate.workflow.contract.AnswerRecord;
import io.tidegate.workflow.contract.CheckOutcome;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.MigrationResult;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.RoundRecord;
import io.tidegate.workflow.contract.ShieldRecord;
import io.tidegate.workflow.contract.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What has happened to one migration so far; the only place that changes its phase. */
final class Logbook {
  private final MigrationRequest request;
  private final Instant startedAt;
  private final List<RoundRecord> rounds = new ArrayList<>();
  private final List<ShieldRecord> shields = new ArrayList<>();
  private final Set<String> shieldedItems = new LinkedHashSet<>();
  private final List<Receipt> effects = new ArrayList<>();
  private final List<AnswerRecord> answers = new ArrayList<>();
  private final Map<String, Long> secondsInPhase = new TreeMap<>();
  private final Cutover cutover = new Cutover();

  private MigrationPhase phase = MigrationPhase.CREATED;
  private Instant phaseSince;
  private int round;
  private Instant roundBegan;
  private String reason = "";
  private @Nullable Instant endedAt;
  private @Nullable Waiting waiting;
  private @Nullable PrecheckReport report;
  private @Nullable JobView view;

  Logbook(MigrationRequest request, Instant startedAt) {
    this.request = request;
    this.startedAt = startedAt;
    this.phaseSince = startedAt;
    this.roundBegan = startedAt;
  }

  static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  void enter(MigrationPhase next) {
    enter(next, null);
  }

  /**
   * @param waitsFor what a person has to do, for the phases that need one
   */
  void enter(MigrationPhase next, @Nullable Waiting waitsFor) {
    if (next != phase) {
      if (!phase.next().contains(next)) {
        throw new IllegalStateException("no move from " + phase + " to " + next);
      }
      Instant now = now();
      secondsInPhase.merge(phase.name(), Duration.between(phaseSince, now).toSeconds(), Long::sum);
      phase = next;
      phaseSince = now;
    }
    waiting = waitsFor;
    Display.show(status());
  }

  void end(MigrationPhase end, String why) {
    reason = why;
    endedAt = now();
    enter(end);
  }

  void beginRound() {
    round++;
    roundBegan = now();
  }

  void decided(CheckOutcome outcome, String decision) {
    report = outcome.report();
    view = outcome.view();
    rounds.add(
        new RoundRecord(
            round,
            outcome.report().runId(),
            roundBegan,
            now(),
            outcome.report().total(),
            outcome.report().passed(),
            failedCodes(outcome.report()),
            decision,
            outcome.evidence(),
            outcome.report().digest()));
    markEffectiveShields(outcome.report());
  }

  /** The report of the run that passed came after the verdict: the round is told by it. */
  void passedBy(PrecheckReport late) {
    report = late;
    RoundRecord told = rounds.remove(rounds.size() - 1);
    rounds.add(
        new RoundRecord(
            told.number(),
            late.runId(),
            told.submittedAt(),
            told.decidedAt(),
            late.total(),
            late.passed(),
            failedCodes(late),
            told.decision(),
            told.evidence(),
            late.digest()));
    markEffectiveShields(late);
  }

  private static List<String> failedCodes(PrecheckReport report) {
    return report.failed().stream().map(PrecheckItem::code).distinct().toList();
  }

  private void markEffectiveShields(PrecheckReport next) {
    Set<String> stillFailing = new LinkedHashSet<>();
    next.failed().forEach(item -> stillFailing.add(item.code()));
    shields.replaceAll(
        s -> s.round() < round && !stillFailing.contains(s.item()) ? s.asEffective() : s);
  }

  void placed(ShieldRecord shield) {
    shields.add(shield);
    shieldedItems.add(shield.item());
  }

  /** A shield that a report shows, and of which no answer came: nothing is decided by it. */
  void found(ShieldRecord shield) {
    shields.add(shield);
  }

  void did(Receipt receipt) {
    effects.add(receipt);
  }

  /**
   * A person has told the migration to do something.
   *
   * @param command as the command line has it
   */
  void answered(String command, String by, String why) {
    Waiting asked = waiting;
    answers.add(
        new AnswerRecord(
            command,
            by,
            why,
            now(),
            phase,
            asked == null ? "" : asked.reason(),
            asked == null
                ? List.of()
                : asked.objections().stream().map(o -> o.item().code()).distinct().toList()));
  }

  void saw(JobView next) {
    view = next;
    Display.showDetails(status());
  }

  /** Codes that we shielded in an earlier round. */
  Set<String> shieldedItems() {
    return Set.copyOf(shieldedItems);
  }

  boolean hasJudged(String runId) {
    return !runId.isEmpty() && rounds.stream().anyMatch(r -> r.runId().equals(runId));
  }

  /** Whether a report of this run is from before the last verdict: providers answer stale. */
  boolean hasSeenNewerThan(String runId) {
    String last = rounds.isEmpty() ? "" : rounds.get(rounds.size() - 1).runId();
    return !last.isEmpty() && !last.equals(runId) && (runId.isEmpty() || hasJudged(runId));
  }

  Cutover cutover() {
    return cutover;
  }

  /** The report that was judged last. */
  @Nullable PrecheckReport report() {
    return report;
  }

  /** Whether what is shown of a run was judged in a round before this one. */
  boolean isOfEarlierRound(String runId) {
    return !runId.isEmpty()
        && rounds.stream().anyMatch(r -> r.number() < round && r.runId().equals(runId));
  }

  /** The job as it was last seen. */
  @Nullable JobView view() {
    return view;
  }

  MigrationPhase phase() {
    return phase;
  }

  int round() {
    return round;
  }

  MigrationStatus status() {
    return new MigrationStatus(
        request,
        phase,
        startedAt,
        phaseSince,
        round,
        waiting,
        report,
        view,
        rounds,
        shields,
        effects,
        cutover.records());
  }

  MigrationResult result() {
    return new MigrationResult(
        request,
        phase,
        reason,
        startedAt,
        endedAt,
        rounds,
        shields,
        effects,
        secondsInPhase,
        view,
        cutover.records(),
        answers);
  }
}
