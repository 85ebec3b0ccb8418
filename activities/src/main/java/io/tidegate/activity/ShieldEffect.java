package io.tidegate.activity;

import io.tidegate.provider.Deadline;
import io.tidegate.provider.Provider;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckReport;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Shields items of one run. Those that the report already shows as shielded are not sent again. */
final class ShieldEffect implements Effect {
  private final Provider provider;
  private final String job;
  private final String runId;
  private final List<String> items;
  private final Map<String, String> choices;
  private final Permission permission;
  private List<String> missing;

  ShieldEffect(
      Provider provider,
      String job,
      String runId,
      List<String> items,
      Map<String, String> choices,
      Permission permission) {
    this.provider = provider;
    this.job = job;
    this.runId = runId;
    this.items = List.copyOf(items);
    this.choices = Map.copyOf(choices);
    this.permission = permission;
    this.missing = this.items;
  }

  @Override
  public String name() {
    return "shield";
  }

  @Override
  public List<String> items() {
    return items;
  }

  @Override
  public Look look() {
    PrecheckReport report = provider.report(job);
    if (!runId.isEmpty() && !report.runId().isEmpty() && !runId.equals(report.runId())) {
      // A stale answer shows the run before; only one that stays is a newer run.
      return new Look.Doubtful(
          FailureType.JOB_CONFLICT,
          "another run is shown: %s; what was decided was decided on %s"
              .formatted(report.runId(), runId));
    }
    List<String> undecided =
        report.failed().stream()
            .map(PrecheckItem::code)
            .filter(code -> !items.contains(code))
            .distinct()
            .toList();
    if (!undecided.isEmpty()) {
      // Of a check that names no run nothing else tells that it is another one.
      return new Look.Doubtful(
          FailureType.NO_LONGER_ALLOWED,
          "the report shows failures that nobody has decided about: "
              + String.join(", ", undecided));
    }
    missing = items.stream().filter(code -> !isShielded(report, code)).toList();
    if (missing.isEmpty()) {
      return new Look.Done("the report shows the shields of " + String.join(", ", items));
    }
    // An attempt before may have sent it while it was allowed, which shows within the quiet window.
    return permission
        .objection(missing)
        .<Look>map(why -> new Look.Doubtful(FailureType.NO_LONGER_ALLOWED, why))
        .orElseGet(
            () ->
                new Look.Unchanged("the report shows no shield of " + String.join(", ", missing)));
  }

  @Override
  public String send(Deadline deadline) {
    List<String> toSend = missing;
    String request = provider.shield(job, runId, toSend, choices, deadline);
    Set<String> sent = Set.copyOf(toSend);
    String before =
        items.stream().filter(code -> !sent.contains(code)).collect(Collectors.joining(", "));
    return "request %s for %s%s"
        .formatted(
            request,
            String.join(", ", toSend),
            before.isEmpty() ? "" : "; shielded before: " + before);
  }

  /** A code may have failed more than once; it is shielded when none of them is left. */
  private static boolean isShielded(PrecheckReport report, String code) {
    List<PrecheckItem> same = report.items().stream().filter(i -> i.code().equals(code)).toList();
    return !same.isEmpty() && same.stream().allMatch(PrecheckItem::shielded);
  }
}
