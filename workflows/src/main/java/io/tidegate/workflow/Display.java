package io.tidegate.workflow;

import io.temporal.workflow.Workflow;
import io.tidegate.workflow.contract.CutoverRecord;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.SearchAttributes;
import io.tidegate.workflow.contract.ShieldRecord;
import io.tidegate.workflow.contract.StageProgress;
import io.tidegate.workflow.contract.Waiting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Puts a migration's standing where an operator of the Temporal Web UI looks for it. */
final class Display {
  // The server ends a run whose attribute is larger than 2,048 bytes as JSON.
  private static final int MAX_ATTRIBUTE_BYTES = 1_500;
  private static final int MAX_TEXT = 300;

  // The server fails the workflow task, for ever, over a summary that takes more than 400 bytes.
  private static final int MAX_SUMMARY_BYTES = 200;

  private static final String MARKDOWN = "\\`*_{}[]<>()#!|~&";

  /** Of underscores those that may begin or end emphasis: not the ones within a word. */
  private static final String NOT_IN_A_SUMMARY =
      "[\"\\\\`*\\[\\]<>{}&]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])";

  /** For every new reading: costs nothing. */
  static void showDetails(MigrationStatus status) {
    Workflow.setCurrentDetails(details(status));
  }

  /** For a new phase: makes the migration searchable by it, at the price of an event. */
  static void show(MigrationStatus status) {
    showDetails(status);
    PrecheckReport report = status.report();
    List<String> failed =
        report == null
            ? List.of()
            : report.failed().stream().map(PrecheckItem::code).distinct().toList();
    Workflow.upsertTypedSearchAttributes(
        SearchAttributes.MIGRATION.valueSet(attribute(status.request().name())),
        SearchAttributes.ACCOUNT.valueSet(attribute(status.request().job().account())),
        SearchAttributes.DIALECT.valueSet(attribute(status.request().job().dialect())),
        SearchAttributes.PHASE.valueSet(status.phase().name()),
        SearchAttributes.ROUND.valueSet((long) status.round()),
        SearchAttributes.NEEDS_HUMAN.valueSet(status.phase().needsHuman()),
        SearchAttributes.FAILED_ITEMS.valueSet(bounded(failed)));
  }

  /** As many of the values as fit, and how many more there are. */
  static List<String> bounded(List<String> values) {
    List<String> kept = new ArrayList<>();
    int bytes = 0;
    for (String value : values) {
      // Six bytes a character is the worst that JSON escaping does.
      String shown = attribute(value);
      bytes += shown.getBytes(StandardCharsets.UTF_8).length * 2 + 3;
      if (bytes > MAX_ATTRIBUTE_BYTES) {
        kept.add("+" + (values.size() - kept.size()) + " more");
        break;
      }
      kept.add(shown);
    }
    return kept;
  }

  private static String attribute(String value) {
    return cut(visible(cut(value)));
  }

  // One flat list: the Web UI runs tables and nested lists together.
  static String details(MigrationStatus status) {
    StringBuilder out = new StringBuilder();
    out.append("### ").append(text(status.request().name())).append("\n\n");
    out.append("- phase **").append(status.phase()).append("**, round ").append(status.round());
    out.append("\n- job ").append(text(status.request().job().job()));
    out.append(" on ").append(text(status.request().job().account())).append('\n');
    Waiting waiting = status.waiting();
    if (waiting != null) {
      out.append("- **needs you**: ").append(text(waiting.reason())).append('\n');
      for (Waiting.Objection o : waiting.objections()) {
        out.append("- ").append(code(o.item().code())).append(": ").append(text(o.why()));
        if (!o.item().message().isEmpty()) {
          out.append("; the service says: ").append(text(o.item().message()));
        }
        if (!o.item().repair().isEmpty()) {
          out.append("; to repair: ").append(text(o.item().repair()));
        }
        out.append('\n');
      }
      out.append("- next: ").append(text(waiting.nextStep())).append('\n');
    }
    JobView view = status.view();
    if (view != null) {
      out.append("- the service reports **").append(text(view.status())).append("**\n");
      for (StageProgress stage : view.stages()) {
        out.append("- ").append(progress(stage)).append('\n');
      }
      if (view.lag() != null) {
        out.append("- lag ").append(lag(view)).append(", read at ").append(readAt(view));
        out.append("; a newer reading is what the pending WatchMigration failed with\n");
      }
    }
    for (CutoverRecord cutover : status.cutovers()) {
      out.append("- cutover asked for by ").append(text(cutover.order().by())).append(": ");
      out.append(cutover.state()).append(' ').append(text(cutover.why())).append('\n');
    }
    for (ShieldRecord shield : status.shields()) {
      out.append("- shielded ").append(code(shield.item())).append(" in round ");
      out.append(shield.round()).append(", allowed by ").append(text(shield.rule()));
      out.append(": ").append(text(shield.reason())).append('\n');
    }
    return out.toString();
  }

  static String lag(JobView view) {
    Duration lag = view.lag();
    return lag == null ? "not known" : lag.toMillis() + " ms";
  }

  private static String readAt(JobView view) {
    return view.readAt().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static String progress(StageProgress stage) {
    String name = stage.stage().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String percent = stage.percent() < 0 ? "" : " " + stage.percent() + " %";
    return name + " " + text(stage.status()) + percent;
  }

  /** As code, unless it holds what ends code, or what the Web UI fills in wherever it stands. */
  private static String code(String text) {
    String plain = visible(cut(text));
    boolean safe = !plain.isBlank() && plain.chars().noneMatch(c -> c == '`' || c == '{');
    return safe ? "`" + plain + "`" : text(text);
  }

  /** What services and databases say must not become a heading, a link or a tag. */
  private static String text(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : visible(cut(Objects.requireNonNullElse(text, ""))).toCharArray()) {
      if (MARKDOWN.indexOf(c) >= 0) {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString();
  }

  /** On one line, and what does not show itself, or turns the writing round, by its number. */
  private static String visible(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (Character.getType(c)) {
                case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    out.append(' ');
                case Character.FORMAT, Character.SURROGATE ->
                    out.append(String.format(Locale.ROOT, "\\u%04x", c));
                default -> out.appendCodePoint(c);
              }
            });
    return out.toString();
  }

  private static String cut(String text) {
    return cut(text, MAX_TEXT);
  }

  /** Between characters: half of one cannot be written as JSON. */
  private static String cut(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(limit - 2)) ? limit - 2 : limit - 1;
    return text.substring(0, end) + "…";
  }

  /** What an activity or a timer says of itself, however long the provider's words are. */
  static String summary(String text) {
    // Without what JSON writes longer than it is, and without what one of its views shows as it is
    // and another one, which reads Markdown, does not.
    String plain = visible(text).replaceAll(NOT_IN_A_SUMMARY, "'");
    String kept = plain;
    for (int limit = MAX_SUMMARY_BYTES; bytes(kept) > MAX_SUMMARY_BYTES; limit -= 10) {
      kept = cut(plain, limit);
    }
    return kept;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private Display() {}
}
