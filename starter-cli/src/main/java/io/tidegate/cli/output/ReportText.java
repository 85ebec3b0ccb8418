package io.tidegate.cli.output;

import io.tidegate.workflow.contract.AnswerRecord;
import io.tidegate.workflow.contract.CutoverRecord;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.MigrationResult;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.RoundRecord;
import io.tidegate.workflow.contract.ShieldRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A report as text: what an auditor reads a year later. */
public final class ReportText {

  /** All of it, line by line. */
  public static List<String> lines(MigrationResult result) {
    List<String> lines = new ArrayList<>();
    JobRef job = result.request().job();
    lines.add(Texts.line("Migration " + result.request().name() + ": " + result.outcome()));
    if (!result.reason().isEmpty()) {
      lines.add("reason:       " + Texts.line(result.reason()));
    }
    lines.add(
        Texts.line(
            "job:          "
                + job.job()
                + " (provider "
                + job.provider()
                + ", dialect "
                + job.dialect()
                + ", region "
                + job.region()
                + ", account "
                + job.account()
                + ")"));
    lines.add("requested by: " + Texts.line(result.request().requestedBy()) + " (claimed)");
    lines.add("started:      " + result.startedAt());
    Instant ended = result.endedAt();
    if (ended != null) {
      lines.add(
          "ended:        "
              + ended
              + " after "
              + Texts.span(Duration.between(result.startedAt(), ended)));
    }
    lines.add("phases:       " + phases(result.secondsInPhase()));
    rounds(result.rounds(), lines);
    shields(result.shields(), lines);
    effects(result.effects(), lines);
    cutovers(result.cutovers(), lines);
    answers(result.answers(), lines);
    return lines;
  }

  private static String phases(Map<String, Long> seconds) {
    return seconds.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(e -> e.getKey() + " " + Texts.span(Duration.ofSeconds(e.getValue())))
        .collect(Collectors.joining(", "));
  }

  private static void rounds(List<RoundRecord> rounds, List<String> lines) {
    Table table =
        Table.uncut("round", "passed", "failed items", "decision", "evidence", "decided at");
    for (RoundRecord round : rounds) {
      table.row(
          round.number(),
          round.passed() + " of " + round.total(),
          round.failedItems().isEmpty() ? "-" : String.join(", ", round.failedItems()),
          round.decision(),
          round.evidence(),
          round.decidedAt());
    }
    section("Rounds", rounds.isEmpty(), table, lines);
  }

  private static void shields(List<ShieldRecord> shields, List<String> lines) {
    Table table = Table.uncut("item", "round", "rule", "reason", "until", "took", "proof");
    for (ShieldRecord shield : shields) {
      table.row(
          shield.item(),
          shield.round(),
          shield.rule(),
          shield.reason(),
          shield.until() == null ? "no end" : shield.until(),
          shield.effective() ? "yes" : "not shown",
          shield.proof());
    }
    section("Shields", shields.isEmpty(), table, lines);
  }

  private static void effects(List<Receipt> effects, List<String> lines) {
    Table table = Table.uncut("effect", "outcome", "items", "attempts", "at", "proof");
    for (Receipt effect : effects) {
      table.row(
          effect.effect(),
          effect.outcome(),
          effect.items().isEmpty() ? "-" : String.join(", ", effect.items()),
          effect.attempts(),
          effect.at(),
          effect.proof());
    }
    section("Effects at the provider", effects.isEmpty(), table, lines);
  }

  private static void cutovers(List<CutoverRecord> cutovers, List<String> lines) {
    if (cutovers.isEmpty()) {
      return;
    }
    Table table =
        Table.uncut("asked by", "asked at", "writes stopped", "reason", "became", "at", "why");
    for (CutoverRecord cutover : cutovers) {
      Instant frozenAt = cutover.order().frozenAt();
      table.row(
          cutover.order().by(),
          cutover.askedAt(),
          frozenAt == null ? "not said, a loss was accepted" : frozenAt,
          cutover.order().reason().isEmpty() ? "-" : cutover.order().reason(),
          cutover.state(),
          cutover.changedAt() == null ? "-" : cutover.changedAt(),
          cutover.why().isEmpty() ? "-" : cutover.why());
    }
    section("Cutovers", false, table, lines);
  }

  private static void answers(List<AnswerRecord> answers, List<String> lines) {
    Table table = Table.uncut("said", "by (claimed)", "at", "reason", "phase", "objected to", "to");
    for (AnswerRecord answer : answers) {
      table.row(
          answer.command(),
          answer.by(),
          answer.at(),
          answer.reason().isEmpty() ? "-" : answer.reason(),
          answer.phase(),
          answer.items().isEmpty() ? "-" : String.join(", ", answer.items()),
          answer.to().isEmpty() ? "-" : answer.to());
    }
    section("Told by people", answers.isEmpty(), table, lines);
  }

  private static void section(String title, boolean empty, Table table, List<String> lines) {
    lines.add("");
    lines.add(title + (empty ? ": none" : ""));
    if (!empty) {
      table.lines().forEach(l -> lines.add("  " + l));
    }
  }

  private ReportText() {}
}
