package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.core.CheckResult;
import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.PrecheckRun;
import io.tidegate.sandbox.dialect.alibaba.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The items of a precheck run as DescribePreCheckStatus lists them. */
final class PrecheckProgress {
  /** A column of the service's metadatabase would hold no more. */
  private static final int LONGEST_NAMES = 2_000;

  private static final int MOST_LOGS = 20;

  private PrecheckProgress() {}

  static List<ProgressInfo> of(Job job, PrecheckRun run) {
    List<ProgressInfo> progress = new ArrayList<>();
    for (PrecheckRun.Item item : run.items()) {
      progress.add(info(job, run, item, progress.size() + 1));
    }
    return progress;
  }

  /** How many items have failed and are not passed over. */
  static int errors(Job job, PrecheckRun run) {
    return run.blocking(job.shields()).size();
  }

  private static ProgressInfo info(Job job, PrecheckRun run, PrecheckRun.Item item, int order) {
    CheckResult result = item.result();
    CheckResult finding =
        result == null || result.verdict() == CheckResult.Verdict.PASSED ? null : result;
    // A shielded item that fails keeps its real state: the flags say that it does not count.
    boolean shielded = job.shields().contains(item.code());
    List<String> objects = result == null ? List.of() : result.objects();
    Optional<String> schema = onlySchema(objects);
    return new ProgressInfo(
        item.code(),
        item.code() + "_DETAIL",
        Words.item(run, item),
        result != null && result.skippable(),
        shielded,
        shielded ? "Y" : "N",
        order,
        1,
        result == null && run.state() == PrecheckRun.State.RUNNING ? "1" : "0",
        "[]",
        Words.offsetTime(run.bootTime()),
        Words.offsetTime(item.finishTime()),
        finding == null ? null : text(finding.error()),
        finding == null ? null : text(finding.detail()),
        finding == null ? null : text(finding.repair()),
        item.id(),
        String.format("%d%03d", run.number(), order),
        schema.orElse(null),
        schema.flatMap(name -> target(job, name)).orElse(null),
        objects.isEmpty() ? null : names(objects),
        null,
        null,
        0,
        finding == null ? List.of() : logs(finding));
  }

  /** A line for each object; where it concerns a server, one with the detail. */
  private static List<ProgressInfo.JobLog> logs(CheckResult finding) {
    String level = finding.verdict() == CheckResult.Verdict.WARNING ? "WARN" : "ERROR";
    List<String> subjects =
        finding.objects().isEmpty() ? List.of(finding.detail()) : finding.objects();
    return subjects.stream()
        .limit(MOST_LOGS)
        .map(subject -> new ProgressInfo.JobLog(finding.error(), subject, "Precheck", level))
        .toList();
  }

  private static @Nullable String text(String text) {
    return text.isEmpty() ? null : text;
  }

  private static Optional<String> onlySchema(List<String> objects) {
    TreeSet<String> schemas =
        objects.stream()
            .map(object -> object.substring(0, Math.max(0, object.indexOf('.'))))
            .filter(schema -> !schema.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    return schemas.size() == 1 ? Optional.of(schemas.first()) : Optional.empty();
  }

  private static Optional<String> target(Job job, String schema) {
    return job.spec().objects().stream()
        .filter(selection -> selection.database().equals(schema))
        .map(DatabaseSelection::targetDatabase)
        .findFirst();
  }

  private static String names(List<String> objects) {
    String all =
        objects.stream()
            .map(object -> object.substring(object.indexOf('.') + 1))
            .collect(Collectors.joining(","));
    return all.length() <= LONGEST_NAMES ? all : all.substring(0, LONGEST_NAMES);
  }
}
