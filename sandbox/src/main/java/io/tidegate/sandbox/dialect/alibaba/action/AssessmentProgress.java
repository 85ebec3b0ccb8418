package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.core.Assessments;
import io.tidegate.sandbox.core.CheckResult.Verdict;
import io.tidegate.sandbox.core.PrecheckRun;
import io.tidegate.sandbox.dialect.alibaba.Words;
import java.util.ArrayList;
import java.util.List;

/** What an assessment found, as DescribePreCheckStatus lists it. */
final class AssessmentProgress {
  private AssessmentProgress() {}

  static List<ProgressInfo> of(PrecheckRun run, List<Assessments.Item> found) {
    List<ProgressInfo> progress = new ArrayList<>();
    for (Assessments.Item item : found) {
      progress.add(info(run, item, progress.size() + 1));
    }
    return progress;
  }

  private static ProgressInfo info(PrecheckRun run, Assessments.Item item, int order) {
    boolean open = item.verdict() != Verdict.PASSED;
    return new ProgressInfo(
        item.code(),
        item.code() + "_DETAIL",
        word(item.verdict()),
        false,
        false,
        "N",
        order,
        1,
        "0",
        "[]",
        Words.offsetTime(run.bootTime()),
        null,
        open ? item.error() : null,
        null,
        open ? item.repair() : null,
        run.id(),
        String.format("%d8%02d", run.number(), order),
        null,
        null,
        null,
        null,
        null,
        0,
        List.of());
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> "Success";
      case WARNING -> "Warning";
      case FAILED -> "Failed";
    };
  }
}
