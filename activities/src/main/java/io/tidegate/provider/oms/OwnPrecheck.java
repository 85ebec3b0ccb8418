package io.tidegate.provider.oms;

import static io.tidegate.provider.json.Scalars.text;

import io.tidegate.provider.Texts;
import io.tidegate.provider.oms.OmsWords.Precheck;
import io.tidegate.provider.oms.Project.Step;
import io.tidegate.provider.report.RawReport;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckItem.Skippable;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport.State;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The precheck that is a project's first step: one item, for the service tells no more of it. */
final class OwnPrecheck {
  private static final int WORD_LIMIT = 200;

  /** What a person can do whom the service gives no call for it. */
  static final String BY_AN_OPERATOR =
      "OMS has no call that passes over an item: an operator can, in its console, or for every"
          + " project by the system parameter precheck.skippable_flags";

  static RawReport report(Project project) {
    Precheck precheck = project.precheck();
    State said = OmsWords.report(project.status(), precheck);
    if (said == State.NOT_RUN) {
      return new RawReport(said, Texts.line(project.status(), WORD_LIMIT), "", "", List.of());
    }
    return project
        .step(StepName.PRECHECK)
        .map(
            step ->
                new RawReport(
                    said,
                    Texts.line(step.status(), WORD_LIMIT),
                    "",
                    began(step),
                    List.of(item(step, said))))
        .orElseGet(
            () -> new RawReport(said, Texts.line(project.status(), WORD_LIMIT), "", "", List.of()));
  }

  /**
   * What tells a run of it from the one before: the later of its beginning and its failure. Whether
   * a step that is resumed begins anew is not documented; when it failed is another time in any
   * case.
   */
  static String began(Project project) {
    return project.step(StepName.PRECHECK).map(OwnPrecheck::began).orElse("");
  }

  private static String began(Step step) {
    String startedAt = Times.sortable(step.said().startTime());
    String failedAt = Failure.of(step).failedAt();
    return startedAt.compareTo(failedAt) < 0 ? failedAt : startedAt;
  }

  private static RawReport.Item item(Step step, State said) {
    Failure why = Failure.of(step);
    Verdict verdict =
        switch (said) {
          case PASSED -> Verdict.PASSED;
          case FAILED -> Verdict.FAILED;
          case NOT_RUN, RUNNING, PAUSED, UNKNOWN -> Verdict.UNKNOWN;
        };
    boolean failed = verdict == Verdict.FAILED;
    PrecheckItem item =
        new PrecheckItem(
            Texts.cut(failed && !why.code().isEmpty() ? why.code() : name(step), WORD_LIMIT),
            verdict,
            Texts.cut(step.status()),
            false,
            Skippable.NO,
            false,
            // What is left of a failure before says nothing of this run.
            failed ? Texts.cut(why.message()) : "",
            failed ? Texts.cut(why.detail()) : "",
            failed ? Texts.cut(repair(why)) : "",
            List.of(),
            "");
    return new RawReport.Item(
        item,
        text(step.said().startTime()),
        text(step.said().finishTime()),
        "",
        List.of(),
        step.sent());
  }

  private static String name(Step step) {
    return text(step.said().name());
  }

  private static String repair(Failure why) {
    return Stream.of(why.repair(), BY_AN_OPERATOR)
        .filter(t -> !t.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private OwnPrecheck() {}
}
