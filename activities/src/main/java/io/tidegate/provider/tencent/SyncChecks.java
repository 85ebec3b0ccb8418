package io.tidegate.provider.tencent;

import static io.tidegate.provider.json.Scalars.text;

import io.tidegate.provider.Texts;
import io.tidegate.provider.report.RawReport;
import io.tidegate.provider.report.ReportLimit;
import io.tidegate.provider.tencent.wire.DescribeCheckSyncJobResultReply;
import io.tidegate.provider.tencent.wire.SyncStep;
import io.tidegate.provider.tencent.wire.SyncStep.Tip;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How a synchronisation tells of its check. Nothing names a run but when its steps began, which is
 * often left out.
 */
final class SyncChecks implements CheckSource {
  private static final int WORD_LIMIT = 200;

  private final SyncList list;

  SyncChecks(SyncList list) {
    this.list = list;
  }

  @Override
  public String action() {
    return "DescribeCheckSyncJobResult";
  }

  @Override
  public Run run(String job) {
    return Run.of(list.view(job));
  }

  @Override
  public RawReport report(TencentReply reply, Run run) {
    DescribeCheckSyncJobResultReply check = reply.as(DescribeCheckSyncJobResultReply.class);
    ReportLimit.check(TencentClient.PROVIDER, action(), reply.requestId(), check.steps().size());
    List<SyncStep> steps = new ArrayList<>();
    List<RawReport.Item> items = new ArrayList<>();
    check
        .steps()
        .forEach(
            sent -> {
              SyncStep step = reply.as(sent, SyncStep.class);
              steps.add(step);
              items.add(ItemReader.raw(step(step), sent));
            });
    String word = text(check.status());
    State said =
        word.isEmpty() && run.phase() == Phase.NONE ? State.NOT_RUN : SyncWords.check(word);
    return new RawReport(said, Texts.line(word, WORD_LIMIT), "", began(steps), items);
  }

  /** Steps that this run did not ask, or not yet, may still show the time of another. */
  private static String began(List<SyncStep> steps) {
    return steps.stream()
        .filter(s -> SyncWords.isAsked(text(s.status())))
        .map(s -> Times.sortable(s.startTime()))
        .filter(t -> !t.isEmpty())
        .min(Comparator.naturalOrder())
        .orElse("");
  }

  private static CheckedStep step(SyncStep step) {
    String word = text(step.status());
    boolean shielded = SyncWords.isSkipped(word);
    List<CheckedStep.Finding> findings = new ArrayList<>();
    step.failures().forEach(t -> findings.add(finding(t, Verdict.FAILED, "error")));
    step.notices().forEach(t -> findings.add(finding(t, Verdict.WARNING, "warning")));
    return new CheckedStep(
        text(step.stepId()), word, SyncWords.step(word), shielded, shielded, "", findings);
  }

  private static CheckedStep.Finding finding(Tip tip, Verdict verdict, String word) {
    String help = text(tip.helpDoc());
    return new CheckedStep.Finding(
        verdict,
        word,
        "",
        text(tip.message()),
        List.of(),
        text(tip.solution()),
        help.isEmpty() ? List.of() : List.of(help),
        text(tip.skipInfo()));
  }
}
