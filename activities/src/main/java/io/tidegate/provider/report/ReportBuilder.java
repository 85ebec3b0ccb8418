package io.tidegate.provider.report;

import io.tidegate.provider.Hashes;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.PrecheckReport.State;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Bounds a whole precheck to what history may carry, and judges it as a whole. */
public final class ReportBuilder {
  /** A report is in history twice a round, and a history of 50 MB is ended by the server. */
  private static final int MAX_BYTES = 200_000;

  public static PrecheckReport report(RawReport raw) {
    List<PrecheckItem> notable =
        raw.items().stream()
            .map(RawReport.Item::item)
            .filter(i -> i.verdict() != Verdict.PASSED || i.shielded())
            // What decides comes first, so that a cut leaves out the least.
            .sorted(Comparator.comparingInt(ReportBuilder::rank))
            .toList();
    List<PrecheckItem> carried = bounded(notable);
    return new PrecheckReport(
        state(raw),
        raw.status(),
        raw.runId(),
        raw.bootTime(),
        carried,
        raw.items().size(),
        raw.items().size() - notable.size(),
        notable.size() - carried.size(),
        digest(raw));
  }

  /** As many as fit in number and in bytes: what is left out is counted, and nothing shielded. */
  private static List<PrecheckItem> bounded(List<PrecheckItem> items) {
    int count = 0;
    int bytes = 0;
    while (count < Math.min(items.size(), PrecheckReport.MAX_ITEMS)) {
      bytes += bytes(items.get(count));
      if (bytes > MAX_BYTES) {
        break;
      }
      count++;
    }
    return items.subList(0, count);
  }

  private static int bytes(PrecheckItem item) {
    return item.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * @param page counted from 1
   */
  public static ChecksPage page(RawReport raw, int page, int size) {
    long from = (Math.max(page, 1) - 1L) * size;
    return PageBuilder.page(
        state(raw),
        raw.status(),
        raw.runId(),
        raw.items().size(),
        from + size < raw.items().size(),
        raw.items().stream().skip(from).limit(size).toList());
  }

  /** What a service says of the whole is no pass: the items are. */
  private static State state(RawReport raw) {
    State said = raw.said();
    if (said != State.PASSED) {
      return said;
    }
    if (anyOpen(raw, Verdict.FAILED)) {
      return State.FAILED;
    }
    return anyOpen(raw, Verdict.UNKNOWN) ? State.UNKNOWN : State.PASSED;
  }

  private static boolean anyOpen(RawReport raw, Verdict verdict) {
    return raw.items().stream()
        .anyMatch(i -> i.item().verdict() == verdict && !i.item().shielded());
  }

  private static int rank(PrecheckItem item) {
    if (item.shielded()) {
      return 3;
    }
    return switch (item.verdict()) {
      case FAILED -> 0;
      case UNKNOWN -> 1;
      case WARNING -> 2;
      case PASSED -> 4;
    };
  }

  private static String digest(RawReport raw) {
    String whole =
        raw.items().stream()
            .map(i -> i.sent().toString())
            .collect(Collectors.joining("\n", raw.status() + "\n" + raw.runId() + "\n", ""));
    return Hashes.sha256(whole);
  }

  private ReportBuilder() {}
}
