package io.tidegate.provider.tencent;

import static io.tidegate.provider.json.Scalars.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.provider.Texts;
import io.tidegate.provider.report.RawReport;
import io.tidegate.provider.report.ReportBuilder;
import io.tidegate.provider.tencent.wire.Movement.Step;
import io.tidegate.provider.tencent.wire.Movement.Tip;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the steps that a job goes after its check. There are a handful, and none is an object. */
final class StageReader {
  private final Function<String, Steps> source;

  /**
   * @param source reads a job's steps
   */
  StageReader(Function<String, Steps> source) {
    this.source = source;
  }

  /**
   * @param stages what the steps come to
   */
  record Steps(List<SentStep> steps, List<StageProgress> stages) {}

  /**
   * @param stage that the step belongs to, where it is one of those that we know
   */
  record SentStep(Step step, Optional<Stage> stage, JsonNode sent) {}

  ChecksPage read(String job, ChecksPart part, int page, int size) {
    Optional<Stage> asked = stage(part);
    Steps steps = source.apply(job);
    List<RawReport.Item> rows =
        steps.steps().stream()
            .filter(s -> asked.isPresent() && s.stage().equals(asked))
            .map(s -> row(s.step(), s.sent()))
            .toList();
    Optional<StageProgress> stage =
        steps.stages().stream()
            .filter(s -> asked.isPresent() && s.stage() == asked.get())
            .findFirst();
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

  private static RawReport.Item row(Step step, JsonNode sent) {
    PrecheckItem item =
        new PrecheckItem(
            Texts.cut(text(step.stepId())),
            verdict(TencentWords.stage(text(step.status()))),
            Texts.cut(text(step.status())),
            false,
            Skippable.NO,
            false,
            Texts.cut(
                StageSteps.words(step).filter(t -> !t.isEmpty()).collect(Collectors.joining("; "))),
            "",
            "",
            List.of(),
            "");
    List<Log> logs =
        Stream.concat(
                step.failures().stream().map(t -> log("error", t)),
                step.notices().stream().map(t -> log("warning", t)))
            .toList();
    return new RawReport.Item(
        item, text(step.startTime()), text(step.finishTime()), "", logs, sent);
  }

  private static Verdict verdict(StageState state) {
    return switch (state) {
      case FINISHED -> Verdict.PASSED;
      case FAILED -> Verdict.FAILED;
      case NOT_STARTED, RUNNING, CAUGHT_UP, UNKNOWN -> Verdict.UNKNOWN;
    };
  }

  private static Log log(String level, Tip tip) {
    return new Log(level, "", text(tip.message()), text(tip.solution()));
  }
}
