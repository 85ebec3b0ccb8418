package io.tidegate.provider.oms;

import static io.tidegate.provider.json.Scalars.text;

import io.tidegate.provider.Texts;
import io.tidegate.provider.oms.Project.Step;
import io.tidegate.provider.oms.wire.ErrorDetail;
import io.tidegate.provider.report.RawReport;
import io.tidegate.provider.report.ReportBuilder;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksPage.Log;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckItem.Skippable;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport.State;
import io.tidegate.workflow.contract.StageProgress;
import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.util.List;
import java.util.Optional;

/** Makes pages of the steps after the precheck. There are a handful, and none is an object. */
final class StageReader {

  static ChecksPage page(Project project, ChecksPart part, int page, int size) {
    Optional<Stage> asked = stage(part);
    Optional<StageProgress> stage =
        Stages.of(project).stream().filter(s -> asked.equals(Optional.of(s.stage()))).findFirst();
    List<RawReport.Item> rows =
        project.steps().stream()
            .filter(s -> asked.isPresent() && Stages.stageOf(s.name()).equals(asked))
            .map(StageReader::row)
            .toList();
    return ReportBuilder.page(
        new RawReport(
            stage.map(s -> state(s.state())).orElse(State.NOT_RUN),
            stage.map(StageProgress::status).orElse(""),
            "",
            "",
            rows),
        page,
        size);
  }

  /** Changes of the schema are no step of their own. */
  private static Optional<Stage> stage(ChecksPart part) {
    return switch (part) {
      case SCHEMA -> Optional.of(Stage.SCHEMA_MIGRATION);
      case LOAD -> Optional.of(Stage.FULL_LOAD);
      case INCREMENTAL -> Optional.of(Stage.INCREMENTAL_SYNC);
      case PRECHECK, DDL -> Optional.empty();
    };
  }

  private static State state(StageState state) {
    return switch (state) {
      case NOT_STARTED -> State.NOT_RUN;
      case RUNNING, CAUGHT_UP -> State.RUNNING;
      case FAILED -> State.FAILED;
      case FINISHED -> State.PASSED;
      case UNKNOWN -> State.UNKNOWN;
    };
  }

  private static RawReport.Item row(Step step) {
    Failure why = Failure.of(step);
    PrecheckItem item =
        new PrecheckItem(
            Texts.cut(text(step.said().name())),
            verdict(OmsWords.step(step.status())),
            Texts.cut(step.status()),
            false,
            Skippable.NO,
            false,
            Texts.cut(why.words()),
            "",
            Texts.cut(why.repair()),
            List.of(),
            "");
    return new RawReport.Item(
        item,
        text(step.said().startTime()),
        text(step.said().finishTime()),
        "",
        why.details().stream().map(StageReader::log).toList(),
        step.sent());
  }

  private static Verdict verdict(StageState state) {
    return switch (state) {
      case FINISHED -> Verdict.PASSED;
      case FAILED -> Verdict.FAILED;
      case NOT_STARTED, RUNNING, CAUGHT_UP, UNKNOWN -> Verdict.UNKNOWN;
    };
  }

  private static Log log(ErrorDetail detail) {
    return new Log(
        text(detail.level()), text(detail.code()), text(detail.message()), text(detail.proposal()));
  }

  private StageReader() {}
}
