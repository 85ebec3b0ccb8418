package io.tidegate.cli.output;

import io.tidegate.workflow.contract.CutoverCommand;
import io.tidegate.workflow.contract.CutoverRecord;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.ShieldRecord;
import io.tidegate.workflow.contract.StageProgress;
import io.tidegate.workflow.contract.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A migration's status as text: one line of it, or all that a person needs to act. */
public final class StatusText {
  private static final int LINE = 150;

  /** What it does at this moment, without its name and phase. */
  public static String doing(MigrationStatus status) {
    Waiting waiting = status.waiting();
    if (waiting != null) {
      String items =
          waiting.objections().stream()
              .map(o -> o.item().code())
              .distinct()
              .collect(Collectors.joining(", "));
      return Texts.line(
          items.isEmpty() ? waiting.reason() : items + ": " + waiting.nextStep(), LINE);
    }
    JobView view = status.view();
    boolean tellsStages = moves(status) || status.phase() == MigrationPhase.SUCCEEDED;
    if (tellsStages && view != null && !view.stages().isEmpty()) {
      return view.stages().stream().map(StatusText::stage).collect(Collectors.joining(", "))
          + (view.lag() == null
              ? ""
              : ", lag " + Texts.span(view.lag()) + " at " + Texts.moment(view.readAt()));
    }
    if (status.phase() == MigrationPhase.CHECKING) {
      return "the precheck runs";
    }
    return "";
  }

  /** Whether its job is looked at again and again, and is told of only when that is news. */
  public static boolean moves(MigrationStatus status) {
    return status.phase() == MigrationPhase.MIGRATING
        || status.phase() == MigrationPhase.CUTTING_OVER;
  }

  private static String stage(StageProgress stage) {
    String name = stage.stage().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return switch (stage.state()) {
      case FINISHED -> name + " done";
      case NOT_STARTED -> name + " waits";
      case CAUGHT_UP -> name + " caught up";
      case FAILED -> name + " failed";
      case RUNNING, UNKNOWN -> name + (stage.percent() < 0 ? "" : " " + stage.percent() + " %");
    };
  }

  /** One line: name, phase, round and what it does. */
  public static String line(MigrationStatus status) {
    return line(status, "");
  }

  /**
   * As above.
   *
   * @param newest what the newest look at its job came to; empty where that is what is known
   */
  public static String line(MigrationStatus status, String newest) {
    String doing = newest.isEmpty() ? doing(status) : Texts.line(newest, LINE);
    return Texts.line(status.request().name())
        + "  "
        + status.phase()
        + (status.round() > 0 ? "  round " + status.round() : "")
        + (doing.isEmpty() ? "" : "  " + doing);
  }

  /** Everything: where it stands, what it waits for, what was shielded. */
  public static List<String> full(MigrationStatus status, Instant now) {
    return full(status, now, "");
  }

  /**
   * As above.
   *
   * @param newest what the newest look at its job came to; empty where nobody has looked since
   */
  public static List<String> full(MigrationStatus status, Instant now, String newest) {
    List<String> lines = new ArrayList<>();
    String doing = doing(status);
    lines.add(
        Texts.line(status.request().name())
            + "  "
            + status.phase()
            + " for "
            + Texts.span(Duration.between(status.phaseSince(), now)));
    lines.add(
        "  job       "
            + Texts.line(status.request().job().job())
            + " on "
            + Texts.line(status.request().job().account())
            + " ("
            + Texts.line(status.request().job().region())
            + ")");
    lines.add("  started   " + Texts.moment(status.startedAt()));
    if (status.round() > 0) {
      lines.add("  round     " + status.round() + report(status.report()));
    }
    if (!doing.isEmpty() && status.waiting() == null) {
      lines.add("  doing     " + doing);
    }
    if (!newest.isEmpty()) {
      lines.add("  newest    " + Texts.line(newest));
    }
    JobView view = status.view();
    if (view != null && !view.message().isEmpty()) {
      lines.add("  provider  " + Texts.line(view.message()));
    }
    waiting(status.waiting(), lines);
    for (CutoverRecord cutover : status.cutovers()) {
      lines.add("  cutover   " + Texts.line(cutover(cutover)));
    }
    for (ShieldRecord shield : status.shields()) {
      lines.add(
          "  shielded  "
              + Texts.line(shield.item())
              + " in round "
              + shield.round()
              + ", allowed by "
              + Texts.line(shield.rule())
              + ": "
              + Texts.line(shield.reason()));
    }
    return lines;
  }

  private static String cutover(CutoverRecord cutover) {
    CutoverCommand order = cutover.order();
    String asked =
        "asked by "
            + order.by()
            + (order.frozenAt() == null
                ? ", at once"
                : ", writes stopped " + Texts.moment(order.frozenAt()));
    return switch (cutover.state()) {
      case WAITING ->
          asked
              + "; "
              + (cutover.why().isEmpty() ? "waits until the target has everything" : cutover.why())
              + " (--revoke takes it back)";
      case REVOKED -> asked + "; " + cutover.why();
      case SENT -> asked + "; sent " + cutover.why();
    };
  }

  private static String report(@org.jspecify.annotations.Nullable PrecheckReport report) {
    return report == null
        ? ""
        : ", last report: " + report.passed() + " of " + report.total() + " items passed";
  }

  private static void waiting(
      @org.jspecify.annotations.Nullable Waiting waiting, List<String> lines) {
    if (waiting == null) {
      return;
    }
    lines.add("  waits     " + Texts.line(waiting.reason()));
    for (Waiting.Objection objection : waiting.objections()) {
      PrecheckItem item = objection.item();
      lines.add(
          "    "
              + Texts.line(item.code())
              + "  "
              + item.verdict()
              + ": "
              + Texts.line(objection.why()));
      add(lines, "      says    ", item.message());
      add(lines, "      detail  ", item.detail());
      add(lines, "      repair  ", item.repair());
    }
    lines.add("  next      " + Texts.line(waiting.nextStep()));
    if (waiting.until() != null) {
      lines.add("  until     " + Texts.moment(waiting.until()) + ", then it gives up");
    }
  }

  private static void add(List<String> lines, String label, String text) {
    if (!text.isBlank()) {
      lines.add(label + Texts.line(text.strip()));
    }
  }

  private StatusText() {}
}
