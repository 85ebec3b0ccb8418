package io.tidegate.workflow;

import io.temporal.workflow.Workflow;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.SearchAttributes;
import io.tidegate.workflow.contract.ShieldRecord;
import io.tidegate.workflow.contract.StageProgress;
import io.tidegate.workflow.contract.Waiting;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Puts a migration's standing where an operator of the Temporal Web UI looks for it. */
final class Display {
  // The server ends a run whose attribute is larger than 2,048 bytes as JSON.
  private static final int MAX_ATTRIBUTE_BYTES = 1_500;
  private static final int MAX_TEXT = 300;

  // The server fails the workflow task, for ever, over a summary that takes more than 400 bytes.
  private static final int MAX_SUMMARY_BYTES = 200;

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
        SearchAttributes.MIGRATION.valueSet(cut(status.request().name())),
        SearchAttributes.ACCOUNT.valueSet(cut(status.request().job().account())),
        SearchAttributes.DIALECT.valueSet(cut(status.request().job().dialect())),
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
      bytes += value.getBytes(StandardCharsets.UTF_8).length * 2 + 3;
      if (bytes > MAX_ATTRIBUTE_BYTES) {
        kept.add("+" + (values.size() - kept.size()) + " more");
        break;
      }
      kept.add(cut(value));
    }
    return kept;
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
        out.append("- `").append(code(o.item().code())).append("`: ").append(text(o.why()));
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
    }
    for (ShieldRecord shield : status.shields()) {
      out.append("- shielded `").append(code(shield.item())).append("` in round ");
      out.append(shield.round()).append(", allowed by ").append(text(shield.rule()));
      out.append(": ").append(text(shield.reason())).append('\n');
    }
    return out.toString();
  }

  static String progress(StageProgress stage) {
    String name = stage.stage().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    String percent = stage.percent() < 0 ? "" : " " + stage.percent() + " %";
    return name + " " + text(stage.status()) + percent;
  }

  private static String code(String text) {
    return cut(text).replace('`', '\'').replace('\n', ' ');
  }

  /** What services and databases say must not become a heading, a link or a tag. */
  private static String text(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : cut(Objects.requireNonNullElse(text, "")).toCharArray()) {
      if (c < ' ' || c == 0x7f) {
        out.append(' ');
      } else {
        if ("\\`*_{}[]<>()#!|~".indexOf(c) >= 0) {
          out.append('\\');
        }
        out.append(c);
      }
    }
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
    // Without what JSON writes longer than it is.
    String plain = text.replaceAll("[\\p{Cntrl}\"\\\\]", "'");
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
