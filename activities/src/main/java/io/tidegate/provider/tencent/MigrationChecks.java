package io.tidegate.provider.tencent;

import static io.tidegate.provider.json.Scalars.isTrue;
import static io.tidegate.provider.json.Scalars.text;

import io.tidegate.provider.Texts;
import io.tidegate.provider.report.RawReport;
import io.tidegate.provider.report.ReportLimit;
import io.tidegate.provider.tencent.wire.DescribeMigrationCheckJobReply;
import io.tidegate.provider.tencent.wire.DescribeMigrationCheckJobReply.Finding;
import io.tidegate.provider.tencent.wire.DescribeMigrationCheckJobReply.Step;
import io.tidegate.provider.tencent.wire.DescribeMigrationDetailReply;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.PrecheckReport.State;
import java.util.List;

/** How a migration tells of its check: the detail has the run, to the second of its beginning. */
final class MigrationChecks implements CheckSource {
  private static final int WORD_LIMIT = 200;

  private final JobDetail details;

  MigrationChecks(JobDetail details) {
    this.details = details;
  }

  @Override
  public String action() {
    return "DescribeMigrationCheckJob";
  }

  @Override
  public Run run(String job) {
    DescribeMigrationDetailReply detail = details.read(job);
    DescribeMigrationDetailReply.CheckRun check = detail.checkStepInfo();
    DescribeMigrationDetailReply.Progress progress = check == null ? null : check.progress();
    boolean runs =
        progress != null && TencentWords.check(text(progress.status()), "") == State.RUNNING;
    String began = bootTime(detail);
    if (runs || TencentWords.job(text(detail.status())) == JobState.CHECKING) {
      return new Run(began, "", Phase.UNDER_WAY);
    }
    return new Run(began, "", began.isEmpty() ? Phase.NONE : Phase.OVER);
  }

  /** When the last check began, in a form that sorts by time, or empty. */
  static String bootTime(DescribeMigrationDetailReply detail) {
    return detail.checkStepInfo() == null ? "" : Times.sortable(detail.checkStepInfo().startAt());
  }

  @Override
  public RawReport report(TencentReply reply, Run run) {
    DescribeMigrationCheckJobReply check = reply.as(DescribeMigrationCheckJobReply.class);
    ReportLimit.check(TencentClient.PROVIDER, action(), reply.requestId(), check.steps().size());
    List<RawReport.Item> items =
        check.steps().stream().map(s -> ItemReader.raw(step(reply.as(s, Step.class)), s)).toList();
    String task = text(check.status());
    String flag = text(check.checkFlag());
    boolean ended = task.equalsIgnoreCase("success") && !flag.isEmpty();
    return new RawReport(
        TencentWords.check(task, flag),
        Texts.line(ended ? flag : task, WORD_LIMIT),
        "",
        run.began(),
        items);
  }

  private static CheckedStep step(Step step) {
    String word = text(step.stepStatus());
    return new CheckedStep(
        text(step.stepId()),
        word,
        TencentWords.step(word),
        isTrue(step.hasSkipped()) || word.equalsIgnoreCase("skipped"),
        TencentWords.isUnchecked(word),
        text(step.stepMessage()),
        step.findings().stream().map(MigrationChecks::finding).toList());
  }

  private static CheckedStep.Finding finding(Finding finding) {
    String word = text(finding.checkResult());
    String reason = text(finding.failureReason());
    return new CheckedStep.Finding(
        TencentWords.step(word),
        word,
        text(finding.checkItemName()),
        reason.isEmpty() ? text(finding.description()) : reason,
        finding.log(),
        text(finding.solution()),
        finding.help(),
        text(finding.skipInfo()));
  }
}
