package io.tidegate.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.e2e.ChaosPlan.Kind;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationResult;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.RoundRecord;
import io.tidegate.workflow.contract.ShieldRecord;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What must hold of a job when all is over: its report against the sandbox's counts and against SQL
 * on both databases.
 */
final class ChaosJudge {
  private static final Set<String> BEGINNINGS = Set.of("submit-check", "recheck");

  private final ChaosJob job;
  private final MigrationResult report;
  private final JsonNode truth;
  private final JsonNode effects;
  private final List<String> violations = new ArrayList<>();

  private ChaosJudge(ChaosJob job, MigrationResult report) {
    this.job = job;
    this.report = report;
    this.truth = job.truth();
    this.effects = truth.path("effects");
  }

  /** Everything that does not hold. */
  static List<String> violations(ChaosJob job, MigrationResult report, MigrationStatus status)
      throws SQLException {
    ChaosJudge judge = new ChaosJudge(job, report);
    judge.violations.addAll(job.surprises());
    judge.judgeEnd();
    judge.judgeMovement();
    judge.judgeStarts(status.round());
    judge.judgeShields();
    judge.judgeReceipts();
    return judge.violations;
  }

  private void judgeEnd() throws SQLException {
    Set<MigrationPhase> ends =
        switch (job.plan.kind()) {
          case SOUND, SHIELDED, REPAIRED, PAUSED -> Set.of(MigrationPhase.SUCCEEDED);
          case DENIED -> Set.of(MigrationPhase.CANCELLED);
          case STOPPED -> Set.of(MigrationPhase.CANCELLED, MigrationPhase.SUCCEEDED);
        };
    require(
        ends.contains(report.outcome()), "ended as " + report.outcome() + " " + report.reason());
    String status = truth.path("status").asText();
    String wanted = job.plan.kind() == Kind.DENIED ? "PRECHECK_FAILED" : "FINISHED";
    require(status.equals(wanted), "is " + status + " at the provider");
    if (report.outcome() == MigrationPhase.SUCCEEDED) {
      List<String> differing = job.shop.tablesThatDiffer();
      require(differing.isEmpty(), "differs in " + differing);
      List<String> decisions = report.rounds().stream().map(RoundRecord::decision).toList();
      require(
          !decisions.isEmpty() && decisions.get(decisions.size() - 1).equals("passed"),
          "passed no gate that the report tells of: " + decisions);
    }
  }

  private void judgeMovement() {
    int movements = count("movements");
    boolean asOften =
        switch (job.plan.kind()) {
          case SOUND, SHIELDED, REPAIRED, PAUSED -> movements == 1;
          case DENIED -> movements == 0;
          case STOPPED -> movements <= 1;
        };
    require(asOften, "moved " + movements + " times");
  }

  private void judgeStarts(int rounds) {
    int resumes = count("starts") - count("prechecks");
    int resumedByPeople = job.wasPaused() ? 1 : 0;
    require(
        resumes == resumedByPeople, resumes + " resumes, of which " + resumedByPeople + " by us");
    int refused = effects.required("startsRefused").asInt();
    require(refused == 0, "was told to start " + refused + " times while it was under way or over");
    require(count("prechecks") <= rounds, "prechecked more often than in " + rounds + " rounds");
  }

  private void judgeShields() {
    Set<String> allowed =
        job.plan.kind() == Kind.SHIELDED ? Set.of("CHECK_SAME_OBJ") : Set.<String>of();
    List<String> standing = new ArrayList<>();
    truth.path("shields").forEach(code -> standing.add(code.asText()));
    require(allowed.equals(Set.copyOf(standing)), "shields stand of " + standing);
    List<String> told = report.shields().stream().map(ShieldRecord::item).distinct().toList();
    require(told.equals(standing), "the report has shields of " + told + ", not " + standing);
  }

  private void judgeReceipts() {
    accountFor("prechecks begun", count("prechecks"), BEGINNINGS);
    accountFor("shields", count("shields"), Set.of("shield"));
    accountFor("stops", count("stops"), Set.of("stop"));
    accountFor("pauses", count("pauses") - (job.wasPaused() ? 1 : 0), Set.of("suspend"));
  }

  private void accountFor(String what, int accepted, Set<String> names) {
    List<Receipt> receipts =
        report.effects().stream().filter(r -> names.contains(r.effect())).toList();
    long sent = receipts.stream().filter(r -> r.outcome() == Receipt.Outcome.SENT).count();
    long refused = receipts.stream().filter(r -> r.outcome() == Receipt.Outcome.REFUSED).count();
    require(
        sent <= accepted && accepted <= receipts.size() - refused,
        "%s from us: %d accepted, %d told as sent, %d as refused, %d told in all"
            .formatted(what, accepted, sent, refused, receipts.size()));
  }

  private int count(String effect) {
    return effects.path(effect).asInt();
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      violations.add(otherwise);
    }
  }
}
