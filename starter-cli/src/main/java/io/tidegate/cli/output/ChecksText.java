package io.tidegate.cli.output;

import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksPage.Log;
import io.tidegate.workflow.contract.ChecksPage.Row;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A precheck, or a stage, as text: a table, then what is too long for one. */
public final class ChecksText {

  /** What a migration was last decided on. */
  public static List<String> decidedOn(@Nullable PrecheckReport report) {
    if (report == null) {
      return List.of("no precheck was decided on yet");
    }
    List<String> lines = new ArrayList<>();
    lines.add(report.passed() + " of " + report.total() + " items passed");
    lines.addAll(items(report.items()));
    report.items().forEach(i -> texts(i, lines));
    return lines;
  }

  /**
   * What the provider says now.
   *
   * @param pages in their order, at least one
   */
  public static List<String> pages(ChecksPart part, List<ChecksPage> pages) {
    ChecksPage first = pages.get(0);
    List<Row> rows = pages.stream().flatMap(p -> p.rows().stream()).toList();
    List<String> lines = new ArrayList<>();
    lines.add(
        Texts.line(
            "%s %s, %d items"
                .formatted(part.name().toLowerCase(Locale.ROOT), said(first), first.total())));
    lines.addAll(
        part == ChecksPart.PRECHECK ? items(rows.stream().map(Row::item).toList()) : objects(rows));
    rows.forEach(r -> texts(r, lines));
    int omitted = pages.stream().mapToInt(ChecksPage::omitted).sum();
    if (omitted > 0) {
      lines.add(omitted + " more items are too long to be shown here; see the provider's console");
    }
    if (pages.get(pages.size() - 1).more()) {
      lines.add("there are more items; see the provider's console");
    }
    return lines;
  }

  private static String said(ChecksPage page) {
    return page.status().isEmpty()
        ? page.state().name()
        : page.state() + " (" + page.status() + ")";
  }

  private static List<String> items(List<PrecheckItem> items) {
    Table table = new Table("item", "verdict", "shielded", "may be shielded", "message");
    for (PrecheckItem item : items) {
      table.row(
          item.code(),
          item.verdict(),
          item.shielded() ? "yes" : "no",
          item.skippable() == PrecheckItem.Skippable.NO || !item.shieldable() ? "no" : "yes",
          item.message());
    }
    return items.isEmpty() ? List.of() : table.lines();
  }

  /** In the provider's words: what is under way in a stage is neither a pass nor unknown. */
  private static List<String> objects(List<Row> rows) {
    Table table = new Table("item", "state", "began", "ended", "message");
    for (Row row : rows) {
      table.row(
          row.item().code(), row.item().status(), row.began(), row.ended(), row.item().message());
    }
    return rows.isEmpty() ? List.of() : table.lines();
  }

  private static void texts(Row row, List<String> lines) {
    texts(row.item(), lines);
    String code = row.item().code();
    if (!row.ddl().isBlank()) {
      lines.add(Texts.line(code + " ddl:"));
      row.ddl().strip().lines().forEach(l -> lines.add("  " + Texts.line(l)));
    }
    for (Log log : row.logs()) {
      String kind = (log.level() + " " + log.kind()).strip();
      lines.add(Texts.line("%s log: %s: %s".formatted(code, kind, log.message())));
      log.data().strip().lines().forEach(l -> lines.add("  " + Texts.line(l)));
    }
  }

  private static void texts(PrecheckItem item, List<String> lines) {
    text(item, "objects", String.join(", ", item.objects()), lines);
    text(item, "detail", item.detail(), lines);
    text(item, "repair", item.repair(), lines);
  }

  private static void text(PrecheckItem item, String label, String text, List<String> lines) {
    if (!text.isBlank()) {
      lines.add(Texts.line(item.code() + " " + label + ": " + text.strip()));
    }
  }

  private ChecksText() {}
}
